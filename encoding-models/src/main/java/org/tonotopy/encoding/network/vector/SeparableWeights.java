package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.SeparableKernel}. */
final class SeparableWeights implements FilterWeights {
    private final int rank;
    private final int values;
    private final int delays;
    private final int filters;
    private final int frequencyAt;
    private final int timeAt;
    /** {@code [filter][rank][value]}. */
    private final float[] frequency;
    /** {@code [filter][rank][delay]}. */
    private final float[] time;

    SeparableWeights(int rank, int values, int delays, int filters, ParameterLayout layout) {
        this.rank = rank;
        this.values = values;
        this.delays = delays;
        this.filters = filters;
        this.frequencyAt = layout.offset(ParameterNames.STRF_FREQUENCY);
        this.timeAt = layout.offset(ParameterNames.STRF_TIME);
        this.frequency = new float[filters * rank * values];
        this.time = new float[filters * rank * delays];
    }

    @Override
    public void write(float[] parameters, float[] weight, int stride) {
        System.arraycopy(parameters, frequencyAt, frequency, 0, frequency.length);
        System.arraycopy(parameters, timeAt, time, 0, time.length);
        for (int delay = 0; delay < delays; delay++) {
            for (int value = 0; value < values; value++) {
                for (int filter = 0; filter < filters; filter++) {
                    double sum = 0;
                    for (int r = filter * rank; r < (filter + 1) * rank; r++) {
                        sum += (double) time[r * delays + delay] * frequency[r * values + value];
                    }
                    weight[(delay * values + value) * stride + filter] = (float) sum;
                }
            }
        }
    }

    @Override
    public void gradient(float[] weightGradient, int stride, float[] gradient) {
        for (int r = 0; r < filters * rank; r++) {
            int filter = r / rank;
            for (int value = 0; value < values; value++) {
                double sum = 0;
                for (int delay = 0; delay < delays; delay++) {
                    sum += (double) weightGradient[(delay * values + value) * stride + filter]
                            * time[r * delays + delay];
                }
                gradient[frequencyAt + r * values + value] = (float) sum;
            }
            for (int delay = 0; delay < delays; delay++) {
                double sum = 0;
                for (int value = 0; value < values; value++) {
                    sum += (double) weightGradient[(delay * values + value) * stride + filter]
                            * frequency[r * values + value];
                }
                gradient[timeAt + r * delays + delay] = (float) sum;
            }
        }
    }
}

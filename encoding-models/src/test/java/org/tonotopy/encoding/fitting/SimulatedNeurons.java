package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.response.InputScaling;

/**
 * Neurons with known linear filters on white noise, rectified or not, with a little noise of their own; the second neuron
 * was not recorded in the first clip.
 */
final class SimulatedNeurons {

    static final int BANDS = 4;
    static final int NEURONS = 3;
    static final int DELAY_BINS = 5;

    private final boolean rectified;
    private final SplittableRandom random = new SplittableRandom(17);
    private final double[][] filters = new double[NEURONS][DELAY_BINS * BANDS];
    private final List<FittingClip> train = new ArrayList<>();
    private final List<FittingClip> validation = new ArrayList<>();

    SimulatedNeurons(boolean rectified) {
        this.rectified = rectified;
        for (double[] filter : filters) {
            for (int i = 0; i < filter.length; i++) {
                filter[i] = random.nextGaussian() * 0.5;
            }
        }
        for (int bins : new int[] {150, 90, 120, 150, 130}) {
            train.add(clip(bins));
        }
        for (int bins : new int[] {100, 140}) {
            validation.add(clip(bins));
        }
        for (int bin = 0; bin < train.get(0).bins(); bin++) {
            train.get(0).target()[bin * NEURONS + 1] = Float.NaN;
        }
    }

    /** The filter of a neuron, at {@code lag * BANDS + band}. */
    double[] filter(int neuron) {
        return filters[neuron];
    }

    FitRequest request(NetworkSpec spec, FittingRecipe recipe, long seed, int threads) {
        return new FitRequest(spec, recipe, train, validation, this::score, new InputScaling(40, 12), seed, threads);
    }

    List<FittingClip> validation() {
        return validation;
    }

    /** Mean over neurons of the correlation over the validation clips. */
    double score(List<float[]> predictions) {
        NeuronMoments moments = new NeuronMoments(NEURONS);
        for (int clip = 0; clip < predictions.size(); clip++) {
            float[] target = validation.get(clip).target();
            for (int i = 0; i < target.length; i++) {
                moments.add(i % NEURONS, predictions.get(clip)[i], target[i]);
            }
        }
        double sum = 0;
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            sum += moments.correlation(neuron) / NEURONS;
        }
        return sum;
    }

    private FittingClip clip(int bins) {
        float[] input = new float[bins * BANDS];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        float[] target = new float[bins * NEURONS];
        for (int bin = 0; bin < bins; bin++) {
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double rate = 0.7 + 0.1 * random.nextGaussian();
                for (int lag = 0; lag < DELAY_BINS && lag <= bin; lag++) {
                    for (int band = 0; band < BANDS; band++) {
                        rate += filters[neuron][lag * BANDS + band] * input[(bin - lag) * BANDS + band];
                    }
                }
                target[bin * NEURONS + neuron] = (float) (rectified ? Math.max(0, rate) : rate);
            }
        }
        return new FittingClip(bins, input, target);
    }
}

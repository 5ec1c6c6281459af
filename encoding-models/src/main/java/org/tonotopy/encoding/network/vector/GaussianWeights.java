package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.GaussianKernel}. */
final class GaussianWeights implements FilterWeights {
    private final int bumps;
    private final Frame frame;
    private final int delays;
    private final int filters;
    private final int bandPositionAt;
    private final int bandWidthAt;
    private final int lagPositionAt;
    private final int lagWidthAt;
    private final int bumpWeightAt;
    /** Parameters by {@code [filter][channel][bump]}: the bump's centre, widths and weight, and the widths' slopes. */
    private final double[] band;

    private final double[] bandWidth;
    private final double[] bandWidthSlope;
    private final double[] lag;
    private final double[] lagWidth;
    private final double[] lagWidthSlope;
    private final double[] bumpWeight;

    GaussianWeights(int bumps, Frame frame, int delays, int filters, ParameterLayout layout) {
        this.bumps = bumps;
        this.frame = frame;
        this.delays = delays;
        this.filters = filters;
        this.bandPositionAt = layout.offset(ParameterNames.STRF_BAND_POSITION);
        this.bandWidthAt = layout.offset(ParameterNames.STRF_BAND_WIDTH);
        this.lagPositionAt = layout.offset(ParameterNames.STRF_LAG_POSITION);
        this.lagWidthAt = layout.offset(ParameterNames.STRF_LAG_WIDTH);
        this.bumpWeightAt = layout.offset(ParameterNames.STRF_BUMP_WEIGHT);
        int count = filters * frame.channels() * bumps;
        this.band = new double[count];
        this.bandWidth = new double[count];
        this.bandWidthSlope = new double[count];
        this.lag = new double[count];
        this.lagWidth = new double[count];
        this.lagWidthSlope = new double[count];
        this.bumpWeight = new double[count];
    }

    @Override
    public void write(float[] parameters, float[] weight, int stride) {
        for (int i = 0; i < bumpWeight.length; i++) {
            band[i] = parameters[bandPositionAt + i] * (frame.bands() - 1);
            bandWidth[i] = SoftplusValue.of(parameters[bandWidthAt + i]) * frame.bands();
            bandWidthSlope[i] = SoftplusValue.slope(parameters[bandWidthAt + i]) * frame.bands();
            lag[i] = parameters[lagPositionAt + i] * (delays - 1);
            lagWidth[i] = SoftplusValue.of(parameters[lagWidthAt + i]) * delays;
            lagWidthSlope[i] = SoftplusValue.slope(parameters[lagWidthAt + i]) * delays;
            bumpWeight[i] = parameters[bumpWeightAt + i];
        }
        for (int filter = 0; filter < filters; filter++) {
            for (int channel = 0; channel < frame.channels(); channel++) {
                int first = (filter * frame.channels() + channel) * bumps;
                for (int delay = 0; delay < delays; delay++) {
                    for (int f = 0; f < frame.bands(); f++) {
                        double sum = 0;
                        for (int i = first; i < first + bumps; i++) {
                            sum += bumpWeight[i] * height(i, f, delay);
                        }
                        weight[row(channel, delay, f) * stride + filter] = (float) sum;
                    }
                }
            }
        }
    }

    private int row(int channel, int delay, int f) {
        return delay * frame.width() + channel * frame.bands() + f;
    }

    private double acrossBands(int bump, int f) {
        return (f - band[bump]) / bandWidth[bump];
    }

    /** The last delay is the current bin, lag 0. */
    private double acrossLags(int bump, int delay) {
        return (delays - 1 - delay - lag[bump]) / lagWidth[bump];
    }

    private double height(int bump, int f, int delay) {
        double u = acrossBands(bump, f);
        double v = acrossLags(bump, delay);
        return Math.exp(-(u * u + v * v) / 2);
    }

    @Override
    public void gradient(float[] weightGradient, int stride, float[] gradient) {
        for (int i = 0; i < bumpWeight.length; i++) {
            int channel = i / bumps % frame.channels();
            int filter = i / bumps / frame.channels();
            double byWeight = 0;
            double byBand = 0;
            double byBandWidth = 0;
            double byLag = 0;
            double byLagWidth = 0;
            for (int delay = 0; delay < delays; delay++) {
                for (int f = 0; f < frame.bands(); f++) {
                    double u = acrossBands(i, f);
                    double v = acrossLags(i, delay);
                    double share = weightGradient[row(channel, delay, f) * stride + filter] * height(i, f, delay);
                    byWeight += share;
                    byBand += share * u;
                    byBandWidth += share * u * u;
                    byLag += share * v;
                    byLagWidth += share * v * v;
                }
            }
            double w = bumpWeight[i];
            gradient[bumpWeightAt + i] = (float) byWeight;
            gradient[bandPositionAt + i] = (float) (w * byBand / bandWidth[i] * (frame.bands() - 1));
            gradient[bandWidthAt + i] = (float) (w * byBandWidth / bandWidth[i] * bandWidthSlope[i]);
            gradient[lagPositionAt + i] = (float) (w * byLag / lagWidth[i] * (delays - 1));
            gradient[lagWidthAt + i] = (float) (w * byLagWidth / lagWidth[i] * lagWidthSlope[i]);
        }
    }
}

package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link AdapTrans}: channel 0 is ON, channel 1 OFF. */
final class LearnedAdaptation implements FilterBank {
    private final int lags;
    private final int bands;
    private final int onAt;
    private final int offAt;
    private final int weightAt;
    private final Bijection[] on;
    private final Bijection[] off;
    private final Bijection[] weight;
    private final AdaptationKernel[] onPast;
    private final AdaptationKernel[] offPast;

    /** {@code 1 / (1 + d^2)} and its slope by {@code d}. */
    private record Bijection(double value, double slope) {
        static Bijection of(double d) {
            double value = 1 / (1 + d * d);
            return new Bijection(value, -2 * d * value * value);
        }
    }

    LearnedAdaptation(AdapTrans adaptation, ParameterLayout layout) {
        this.lags = adaptation.kernelBins();
        this.bands = adaptation.retention().size();
        this.onAt = layout.offset(ParameterNames.ON_RETENTION);
        this.offAt = layout.offset(ParameterNames.OFF_RETENTION);
        this.weightAt = layout.offset(ParameterNames.ON_OFF_WEIGHT);
        this.on = new Bijection[bands];
        this.off = new Bijection[bands];
        this.weight = new Bijection[bands];
        this.onPast = new AdaptationKernel[bands];
        this.offPast = new AdaptationKernel[bands];
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public int lags() {
        return lags;
    }

    @Override
    public boolean ignoresLevel() {
        return false;
    }

    @Override
    public void write(float[] parameters, float[][] taps, int stride) {
        for (int band = 0; band < bands; band++) {
            on[band] = Bijection.of(parameters[onAt + band]);
            off[band] = Bijection.of(parameters[offAt + band]);
            weight[band] = Bijection.of(parameters[weightAt + band]);
            onPast[band] = new AdaptationKernel(on[band].value(), lags - 1);
            offPast[band] = new AdaptationKernel(off[band].value(), lags - 1);
            double w = weight[band].value();
            taps[0][band] = 1;
            taps[1][band] = (float) -w;
            for (int j = 0; j < lags - 1; j++) {
                taps[0][(j + 1) * stride + band] = (float) (-w * onPast[band].share(j));
                taps[1][(j + 1) * stride + band] = (float) offPast[band].share(j);
            }
        }
    }

    @Override
    public void gradient(float[][] tapsGradient, int stride, float[] gradient) {
        for (int band = 0; band < bands; band++) {
            double byOn = 0;
            double byOff = 0;
            double byWeight = -tapsGradient[1][band];
            for (int j = 0; j < lags - 1; j++) {
                double ofOn = tapsGradient[0][(j + 1) * stride + band];
                double ofOff = tapsGradient[1][(j + 1) * stride + band];
                byOn -= ofOn * weight[band].value() * onPast[band].slope(j);
                byOff += ofOff * offPast[band].slope(j);
                byWeight -= ofOn * onPast[band].share(j);
            }
            gradient[onAt + band] = (float) (byOn * on[band].slope());
            gradient[offAt + band] = (float) (byOff * off[band].slope());
            gradient[weightAt + band] = (float) (byWeight * weight[band].slope());
        }
    }
}

package org.tonotopy.encoding.network.vector;

import java.util.List;
import org.tonotopy.encoding.network.MidbrainAdaptation;

/** {@link MidbrainAdaptation}: nothing is learned. */
record FixedAdaptation(int lags, List<Double> retention) implements FilterBank {
    FixedAdaptation(MidbrainAdaptation adaptation) {
        this(adaptation.kernelBins(), adaptation.retention());
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean ignoresLevel() {
        return true;
    }

    @Override
    public void write(float[] parameters, float[][] taps, int stride) {
        for (int band = 0; band < retention.size(); band++) {
            AdaptationKernel past = new AdaptationKernel(retention.get(band), lags - 1);
            taps[0][band] = 1;
            for (int j = 0; j < lags - 1; j++) {
                taps[0][(j + 1) * stride + band] = (float) -past.share(j);
            }
        }
    }

    @Override
    public void gradient(float[][] tapsGradient, int stride, float[] gradient) {
        // There are no parameters.
    }
}

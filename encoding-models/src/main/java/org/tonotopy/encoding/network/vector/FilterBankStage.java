package org.tonotopy.encoding.network.vector;

/** Causal filters of each band, half-wave rectified; channels stand one after another. */
final class FilterBankStage implements Stage {
    private final FilterBank bank;
    private final int bands;
    private final int stride;
    private final int channels;
    private final float[][] taps;

    FilterBankStage(FilterBank bank, int bands) {
        this.bank = bank;
        this.bands = bands;
        this.stride = Lanes.padded(bands);
        this.channels = bank.channels();
        this.taps = new float[channels][bank.lags() * stride];
    }

    @Override
    public int inputWidth() {
        return bands;
    }

    @Override
    public int outputWidth() {
        return channels * bands;
    }

    @Override
    public void load(float[] parameters) {
        bank.write(parameters, taps, stride);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private final DepthwiseFilter filter = DepthwiseFilter.holdingTheFirstBin(bank.lags(), bands);
        private final float[][] tapsGradient = new float[channels][bank.lags() * stride];
        private Sequence output = Sequence.zeros(0, channels * bands);
        /** One channel's values, then its slopes. */
        private float[] channelValues = new float[0];

        @Override
        public Sequence forward(Sequence input) {
            int bins = input.bins();
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, channels * bands);
                channelValues = new float[bins * stride];
            }
            filter.take(input);
            if (bank.ignoresLevel()) {
                filter.referToFirstBin();
            }
            for (int channel = 0; channel < channels; channel++) {
                filter.filter(taps[channel], channelValues);
                for (int bin = 0; bin < bins; bin++) {
                    int to = output.at(bin) + channel * bands;
                    for (int band = 0; band < bands; band++) {
                        output.values()[to + band] = Math.max(channelValues[bin * stride + band], 0);
                    }
                }
            }
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            filter.clearInputGradient();
            for (int channel = 0; channel < channels; channel++) {
                for (int bin = 0; bin < outputGradient.bins(); bin++) {
                    int from = outputGradient.at(bin) + channel * bands;
                    int response = output.at(bin) + channel * bands;
                    for (int band = 0; band < bands; band++) {
                        channelValues[bin * stride + band] = output.values()[response + band] > 0
                                ? outputGradient.values()[from + band]
                                : 0;
                    }
                }
                filter.tapsGradient(channelValues, tapsGradient[channel]);
                if (toInput) {
                    filter.addInputGradient(taps[channel], channelValues);
                }
            }
            bank.gradient(tapsGradient, stride, gradient);
            return filter.inputGradient();
        }
    }
}

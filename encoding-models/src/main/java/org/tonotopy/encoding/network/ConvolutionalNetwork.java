package org.tonotopy.encoding.network;

/**
 * A convolutional network: causal two-dimensional convolutions over bands and bins, each followed by layer normalisation
 * over the channels and a leaky rectifier (slope 0.1 below zero), then for each bin by itself a hidden dense layer with a
 * leaky rectifier, a linear map to the neurons and the output nonlinearity (2D-CNN; Pennington &amp; David 2023 PLoS CB
 * 19:e1011110). Along frequency a kernel lies where it fits, so a layer has {@code kernelBands - 1} positions less than the
 * one below it. Before the first bin there are {@code layers * (kernelBins - 1)} bins of silence (zeros), which all layers
 * see as they see any sound.
 *
 * @param layers convolutions, one above the other
 * @param kernelBands bands, or positions of the layer below, that a kernel sees
 * @param kernelBins bins that a kernel sees, the current one included
 * @param channels values per position of each convolution
 * @param hiddenUnits units of the dense layer
 * @param output the output nonlinearity
 */
public record ConvolutionalNetwork(
        int layers, int kernelBands, int kernelBins, int channels, int hiddenUnits, OutputNonlinearity output)
        implements NetworkSpec {
    /** Checks each number. */
    public ConvolutionalNetwork {
        Positions.requirePositive("layers", layers);
        Positions.requirePositive("kernelBands", kernelBands);
        Positions.requirePositive("kernelBins", kernelBins);
        Positions.requirePositive("hiddenUnits", hiddenUnits);
        if (channels < 2) {
            throw new IllegalArgumentException(
                    "channels is " + channels + ": use 2 or more, for of one alone a normalisation leaves nothing");
        }
    }

    /**
     * Positions of a layer along frequency.
     *
     * @param layer counted from 1; 0 is the cochleagram itself
     * @param bands bands of the cochleagram
     */
    public int positions(int layer, int bands) {
        return bands - layer * (kernelBands - 1);
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        int positions = positions(layers, frame.bands());
        if (positions < 1) {
            throw new IllegalArgumentException("kernelBands is " + kernelBands + ": " + layers
                    + " layers of that need " + (layers * (kernelBands - 1) + 1) + " bands, and the cochleagram has "
                    + frame.bands());
        }
        ParameterLayout.Builder layout = ParameterLayout.builder();
        int below = frame.channels();
        for (int layer = 1; layer <= layers; layer++) {
            StartingValues start = StartingValues.Uniform.fanIn(below * kernelBands * kernelBins);
            layout.add(ParameterNames.convolutionWeight(layer), start, channels, below, kernelBands, kernelBins)
                    .add(ParameterNames.convolutionBias(layer), start, channels)
                    .addNorm(
                            ParameterNames.convolutionNormScale(layer),
                            ParameterNames.convolutionNormShift(layer),
                            channels);
            below = channels;
        }
        return layout.addDense(
                        ParameterNames.HIDDEN_WEIGHT, ParameterNames.HIDDEN_BIAS, channels * positions, hiddenUnits)
                .addReadout(hiddenUnits, neurons, output)
                .build();
    }
}

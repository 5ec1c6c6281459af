package org.tonotopy.encoding.network;

import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Uniform;

/**
 * A transformer over a window of the last bins, with zeros before the first one (Rancon et al. 2025 Commun Biol 8:1456).
 * Each bin of the window is a patch: all its bands are embedded linearly and a learned code of its place in the window is
 * added, {@code h_i = E x_{t-K+1+i} + b + p_i}. One encoder layer with one head and normalisation after each residual sum
 * (Vaswani et al. 2017): {@code A = softmax(Q K' / sqrt(units))}, {@code u = LN(h + W_o (A V) + b_o)}, {@code y = LN(u +
 * W_2 relu(W_1 u + b_1) + b_2)}; then the mean over the patches, a linear map to the neurons and the output nonlinearity.
 * Windows never see each other.
 *
 * <p>While training, values are silenced where PyTorch's {@code nn.TransformerEncoderLayer} silences them: the attention
 * weights after the softmax, what the attention adds to the patches, the feed-forward units after their rectifier, and
 * what the feed-forward adds.
 *
 * @param windowBins patches of a window, the current bin included
 * @param embeddingUnits values that a patch is embedded in
 * @param feedForwardUnits hidden units of the feed-forward part
 * @param dropout share that is silenced while training, in [0, 1); apart from what the fit silences before the readout
 * @param output the output nonlinearity
 */
public record Transformer(
        int windowBins, int embeddingUnits, int feedForwardUnits, double dropout, OutputNonlinearity output)
        implements NetworkSpec {
    /** Checks each number. */
    public Transformer {
        Positions.requirePositive("windowBins", windowBins);
        Positions.requirePositive("feedForwardUnits", feedForwardUnits);
        if (embeddingUnits < 2) {
            throw new IllegalArgumentException("embeddingUnits is " + embeddingUnits
                    + ": use 2 or more, for of one alone a normalisation leaves nothing");
        }
        Dropout.requireShare(dropout);
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        int units = embeddingUnits;
        // Xavier's start for the three maps as one, of which the units are the inputs.
        double attention = Math.sqrt(6.0 / (units + 3.0 * units));
        StartingValues none = new Constant(0);
        return ParameterLayout.builder()
                .addDense(ParameterNames.EMBEDDING_WEIGHT, ParameterNames.EMBEDDING_BIAS, frame.width(), units)
                .add(ParameterNames.POSITION_CODE, Uniform.fanIn(units), windowBins, units)
                .add(ParameterNames.ATTENTION_INPUT_WEIGHT, new Uniform(-attention, attention), 3 * units, units)
                .add(ParameterNames.ATTENTION_INPUT_BIAS, none, 3 * units)
                .add(ParameterNames.ATTENTION_OUTPUT_WEIGHT, Uniform.fanIn(units), units, units)
                .add(ParameterNames.ATTENTION_OUTPUT_BIAS, none, units)
                .addNorm(ParameterNames.ATTENTION_NORM_SCALE, ParameterNames.ATTENTION_NORM_SHIFT, units)
                .addDense(
                        ParameterNames.FEED_FORWARD_HIDDEN_WEIGHT,
                        ParameterNames.FEED_FORWARD_HIDDEN_BIAS,
                        units,
                        feedForwardUnits)
                .addDense(
                        ParameterNames.FEED_FORWARD_OUTPUT_WEIGHT,
                        ParameterNames.FEED_FORWARD_OUTPUT_BIAS,
                        feedForwardUnits,
                        units)
                .addNorm(ParameterNames.FEED_FORWARD_NORM_SCALE, ParameterNames.FEED_FORWARD_NORM_SHIFT, units)
                .addReadout(units, neurons, output)
                .build();
    }
}

package org.tonotopy.encoding.network;

/**
 * No prefilter at all, but an input that already has what a prefilter would give: so the network behind a prefilter can
 * be asked by itself.
 *
 * @param channels channels of the input, one after another in each bin
 */
public record GivenChannels(int channels) implements Prefilter {
    /** Checks the number. */
    public GivenChannels {
        Positions.requirePositive("channels", channels);
    }

    @Override
    public Frame output(Frame input) {
        if (input.channels() != 1 || input.bands() % channels != 0) {
            throw new IllegalArgumentException(
                    "channels is " + channels + ": the input's " + input.width() + " values are no multiple of it");
        }
        return new Frame(channels, input.bands() / channels);
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame input) {
        // Nothing is learned.
    }
}

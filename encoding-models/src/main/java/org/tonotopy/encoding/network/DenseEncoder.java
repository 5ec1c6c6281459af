package org.tonotopy.encoding.network;

/**
 * Every unit sees the whole frame: one position.
 *
 * @param channels units
 */
public record DenseEncoder(int channels) implements Encoder {
    /** Checks the number. */
    public DenseEncoder {
        Positions.requirePositive("channels", channels);
    }

    @Override
    public int positions(int bands) {
        return 1;
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame frame) {
        StartingValues start = StartingValues.Uniform.fanIn(frame.width());
        layout.add(ParameterNames.ENCODER_WEIGHT, start, channels, frame.width())
                .add(ParameterNames.ENCODER_BIAS, start, channels);
    }
}

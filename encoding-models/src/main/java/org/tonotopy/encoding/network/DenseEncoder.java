package org.tonotopy.encoding.network;

/**
 * An encoder whose every value sees all bands: one position, with a channel for each value.
 *
 * @param units values per time bin
 */
public record DenseEncoder(int units) implements Encoder {
    /** Checks the number. */
    public DenseEncoder {
        EncoderGeometry.requirePositive("units", units);
    }

    @Override
    public EncoderGeometry geometry(int bands) {
        return EncoderGeometry.along(bands, bands, 1, units);
    }

    @Override
    public boolean sharesWeights() {
        return false;
    }
}

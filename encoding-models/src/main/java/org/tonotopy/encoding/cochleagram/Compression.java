package org.tonotopy.encoding.cochleagram;

/** What is done to the level of a band. */
public sealed interface Compression {
    /** The compressed level of a magnitude, which is at least 0. */
    double of(double magnitude);

    /**
     * Ten times the common logarithm of the magnitude, as the published NS1 cochleagrams have it: a sound of ten times the
     * amplitude, 20 dB more, comes out 10 higher.
     *
     * @param floorDb the lowest level that comes out; digital silence has no logarithm
     */
    record Decibel(double floorDb) implements Compression {

        /** @throws IllegalArgumentException where the floor is not from -300 to 300 */
        public Decibel {
            if (!(floorDb >= -300 && floorDb <= 300)) {
                throw new IllegalArgumentException("floor_db is " + floorDb + ": give a level from -300 to 300");
            }
        }

        @Override
        public double of(double magnitude) {
            return Math.max(floorDb, 10 * Math.log10(magnitude));
        }
    }

    /**
     * A power of the magnitude.
     *
     * @param exponent above 0, at most 1; 1 leaves the magnitude as it is
     */
    record Power(double exponent) implements Compression {

        /** @throws IllegalArgumentException where the exponent is out of range */
        public Power {
            if (!(exponent > 0 && exponent <= 1)) {
                throw new IllegalArgumentException("exponent is " + exponent + ": give a number above 0, at most 1");
            }
        }

        @Override
        public double of(double magnitude) {
            return Math.pow(magnitude, exponent);
        }
    }
}

package org.tonotopy.encoding.cochleagram;

/** How the bands of a cochleagram are placed on the frequency axis, and by what they are weighted. */
public enum FrequencyScale {
    /** Triangles of unit sum, their centres in equal steps of log frequency (Harper 2016). */
    LOG {
        @Override
        double position(double hz) {
            return Math.log10(hz);
        }

        @Override
        double hz(double position) {
            return Math.pow(10, position);
        }
    },
    /** Triangles of unit sum, in equal steps of the mel scale: {@code 2595 log10(1 + f / 700)} (O'Shaughnessy 1987). */
    MEL {
        @Override
        double position(double hz) {
            return 2595 * Math.log10(1 + hz / 700);
        }

        @Override
        double hz(double position) {
            return 700 * (Math.pow(10, position / 2595) - 1);
        }
    },
    /**
     * Triangles of unit sum, in equal steps along the basilar membrane: {@code log10(f / 165.4 + 0.88) / 2.1}, the human
     * map (Greenwood 1990).
     */
    GREENWOOD {
        @Override
        double position(double hz) {
            return Math.log10(hz / 165.4 + 0.88) / 2.1;
        }

        @Override
        double hz(double position) {
            return 165.4 * (Math.pow(10, 2.1 * position) - 0.88);
        }
    },
    /**
     * Fourth-order gammatone filters (Slaney 1993) in equal steps of the ERB-rate scale: {@code 21.4 log10(1 + 0.00437 f)}
     * (Glasberg and Moore 1990).
     */
    GAMMATONE {
        @Override
        double position(double hz) {
            return 21.4 * Math.log10(1 + 0.00437 * hz);
        }

        @Override
        double hz(double position) {
            return (Math.pow(10, position / 21.4) - 1) / 0.00437;
        }
    };

    /** Where a frequency lies on the scale. */
    abstract double position(double hz);

    /** The frequency at a place on the scale. */
    abstract double hz(double position);
}

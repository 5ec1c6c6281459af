package org.tonotopy.encoding.recording;

import java.util.Optional;

/**
 * One sound, as the cochleagram that the models hear: log-compressed energy per frequency band and time bin.
 *
 * <p>Time-major: band {@code i} at bin {@code t} stands at {@code t * bands + i}.
 */
public final class Stimulus {

    private final String name;
    private final Optional<String> kind;
    private final int bins;
    private final int bands;
    private final float[] cochleagram;

    /**
     * @param name unique within its recording
     * @param kind what sort of sound it is, where the laboratory says so
     * @param bins length in time bins
     * @param bands number of frequency bands, lowest first
     * @param cochleagram {@code bins * bands} levels, time-major; copied
     */
    public Stimulus(String name, Optional<String> kind, int bins, int bands, float[] cochleagram) {
        if (bins < 1 || bands < 1 || cochleagram.length != (long) bins * bands) {
            throw new IllegalArgumentException("stimulus " + name + ": " + cochleagram.length + " levels do not make "
                    + bins + " bins of " + bands + " bands");
        }
        this.name = name;
        this.kind = kind;
        this.bins = bins;
        this.bands = bands;
        this.cochleagram = cochleagram.clone();
    }

    public String name() {
        return name;
    }

    /** What sort of sound it is, where the laboratory says so. */
    public Optional<String> kind() {
        return kind;
    }

    /** Length in time bins. */
    public int bins() {
        return bins;
    }

    /** Number of frequency bands. */
    public int bands() {
        return bands;
    }

    /** The level in one band at one bin. */
    public float level(int bin, int band) {
        return cochleagram[bin * bands + band];
    }

    /** A copy of all levels, time-major. */
    public float[] cochleagram() {
        return cochleagram.clone();
    }
}

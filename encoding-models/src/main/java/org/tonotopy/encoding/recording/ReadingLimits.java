package org.tonotopy.encoding.recording;

import org.tonotopy.encoding.npz.NpzLimits;

/**
 * How large a recording may be.
 *
 * @param file limits on the archive itself
 * @param maxStimuli sounds
 * @param maxNeurons neurons
 * @param maxRepeats repeats of one sound
 * @param maxBands frequency bands
 * @param maxBytesInMemory memory that stimuli and responses may take once they are read
 * @param maxMetadataCharacters length of the JSON metadata
 */
public record ReadingLimits(
        NpzLimits file,
        int maxStimuli,
        int maxNeurons,
        int maxRepeats,
        int maxBands,
        long maxBytesInMemory,
        int maxMetadataCharacters) {

    /** Generous for recordings that have been published, and safe with a heap of 2 GiB. */
    public static ReadingLimits standard() {
        return new ReadingLimits(NpzLimits.standard(), 20_000, 20_000, 10_000, 2_000, 1L << 30, 16 << 20);
    }
}

package org.tonotopy.encoding.recording;

import org.tonotopy.encoding.array.ArrayFileLimits;

/**
 * How large a recording may be.
 *
 * @param file limits on the archive itself
 * @param maxStimuli sounds
 * @param maxNeurons neurons
 * @param maxRepeats repeats of one sound
 * @param maxBands frequency bands
 * @param maxBytesInMemory memory that stimuli, responses and their averages may take once they are read
 * @param maxMetadataCharacters length of the JSON metadata
 */
public record ReadingLimits(
        ArrayFileLimits file,
        int maxStimuli,
        int maxNeurons,
        int maxRepeats,
        int maxBands,
        long maxBytesInMemory,
        int maxMetadataCharacters) {

    /** Safe with a heap of 2 GiB; thirteen times what NS1 needs (119 units, 20 sounds of 5 s, 20 repeats). */
    public static ReadingLimits standard() {
        return new ReadingLimits(ArrayFileLimits.standard(), 20_000, 20_000, 10_000, 2_000, 1L << 30, 16 << 20);
    }
}

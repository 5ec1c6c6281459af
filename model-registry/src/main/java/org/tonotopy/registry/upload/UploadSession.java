package org.tonotopy.registry.upload;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.tonotopy.registry.store.ObjectKey;

/**
 * Content that is on its way in parts.
 *
 * @param id identity
 * @param ownerId the account that sends it
 * @param sha256 hash that the whole content must have
 * @param sizeBytes length of the whole content
 * @param partBytes length of every part but the last, which has the rest
 * @param usedAt when something last happened to it
 * @param parts number to object, of the parts that have arrived
 */
public record UploadSession(
        UUID id,
        UUID ownerId,
        String sha256,
        long sizeBytes,
        long partBytes,
        Instant usedAt,
        SortedMap<Integer, ObjectKey> parts) {
    /** Copies the map. */
    public UploadSession {
        parts = new TreeMap<>(parts);
    }

    /** How many parts make the whole. */
    public int partCount() {
        return Math.toIntExact((sizeBytes + partBytes - 1) / partBytes);
    }

    /**
     * Length that a part must have.
     *
     * @param number from 0 to {@link #partCount()} - 1
     */
    public long lengthOf(int number) {
        return Math.min(partBytes, sizeBytes - number * partBytes);
    }

    /** The numbers of the parts that have not arrived, ascending. */
    public List<Integer> missing() {
        return IntStream.range(0, partCount())
                .filter(number -> !parts.containsKey(number))
                .boxed()
                .toList();
    }
}

package org.tonotopy.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where large content lives: recordings, weights, figures. Objects are written once and never changed; their keys are
 * made by {@link ObjectKey}, never from what a client sent.
 */
public interface ObjectStore {
    /**
     * Writes an object completely or not at all. Writing the same content under the same key again changes nothing but
     * the time at which it was written.
     *
     * @param key where
     * @param content read to its end; not closed
     * @param limitBytes the most that may be read
     * @return hash and size of what was written
     * @throws ContentTooLargeException if the content is longer than the limit; nothing is kept
     * @throws ContentMismatchException if the key names a hash that the content does not have, or other content is
     *     there already; nothing is kept
     * @throws IOException if the content or the store fails; nothing is kept
     */
    StoredContent write(ObjectKey key, InputStream content, long limitBytes) throws IOException;

    /**
     * What is stored under a key, without reading it.
     *
     * @return empty where nothing is
     * @throws IOException if the store fails
     */
    Optional<Long> size(ObjectKey key) throws IOException;

    /**
     * Reads an object from an offset. A hash can only be checked over whole content: {@link VerifiedRead} does so.
     *
     * @throws java.nio.file.NoSuchFileException if nothing is stored under the key
     * @throws IOException if the store fails
     */
    InputStream open(ObjectKey key, long offset) throws IOException;

    /**
     * When an object was written, the last time that it was.
     *
     * @return empty where nothing is stored under the key
     * @throws IOException if the store fails
     */
    Optional<Instant> writtenAt(ObjectKey key) throws IOException;

    /**
     * What stays the same while the bytes under a key do, as far as the store can tell without reading them: damage
     * behind the store's back may leave it as it is.
     *
     * @return to be compared only; empty where nothing is stored under the key
     * @throws IOException if the store fails
     */
    Optional<String> version(ObjectKey key) throws IOException;

    /**
     * Removes an object; nothing happens where there is none.
     *
     * @throws IOException if the store fails
     */
    void delete(ObjectKey key) throws IOException;

    /**
     * All keys, in no order; to be closed by the caller. What lies in the store's place under another name is no object
     * and is passed over.
     *
     * @throws IOException if the store fails
     */
    Stream<ObjectKey> keys() throws IOException;

    /**
     * How many more bytes fit.
     *
     * @return empty where the store does not tell
     * @throws IOException if the store fails
     */
    OptionalLong room() throws IOException;

    /**
     * Asks whether the store answers, within seconds and without listing anything.
     *
     * @throws IOException if it does not
     */
    void check() throws IOException;
}

package org.tonotopy.registry.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.tonotopy.registry.content.Sha256;

/** Checks the hash of an object before anybody reads it. */
public final class VerifiedRead {
    private VerifiedRead() {}

    /**
     * Reads an object once to see whether it is what was stored.
     *
     * @param store where it is
     * @param object which, with the hash that it must have
     * @throws ContentMismatchException if the stored content is not what was stored once
     * @throws IOException if the store fails
     */
    public static void check(ObjectStore store, StoredObject object) throws IOException {
        try (OutputStream nowhere = OutputStream.nullOutputStream()) {
            copy(store, object, nowhere);
        }
    }

    /**
     * Copies an object to a file.
     *
     * @param store where it is
     * @param object which, with the hash that it must have
     * @param file written, in a folder that is there; removed again if the copy fails
     * @throws NoRoomException if it does not fit on the file's disk; nothing was written
     * @throws ContentMismatchException if the stored content is not what was stored once
     * @throws IOException if the store or the file fails
     */
    public static void toFile(ObjectStore store, StoredObject object, Path file) throws IOException {
        NoRoomException.unlessFree(file, object.content().sizeBytes());
        boolean complete = false;
        try (OutputStream output = Files.newOutputStream(file)) {
            copy(store, object, output);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Reads an object that is small enough for memory.
     *
     * @param store where it is
     * @param object which, with the hash that it must have
     * @throws ContentMismatchException if the stored content is not what was stored once
     * @throws IOException if the store fails
     */
    public static byte[] bytes(ObjectStore store, StoredObject object) throws IOException {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(Math.toIntExact(object.content().sizeBytes()));
        copy(store, object, bytes);
        return bytes.toByteArray();
    }

    private static void copy(ObjectStore store, StoredObject object, OutputStream output) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream input = new DigestInputStream(store.open(object.objectKey(), 0), digest)) {
            input.transferTo(output);
        }
        String found = Sha256.hex(digest.digest());
        if (!found.equals(object.content().sha256())) {
            throw new ContentMismatchException("the object " + object.objectKey() + " is damaged: its SHA-256 is "
                    + found + ", not " + object.content().sha256());
        }
    }
}

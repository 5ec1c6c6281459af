package org.tonotopy.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
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
        MessageDigest digest = Sha256.digest();
        try (InputStream input = store.open(object.objectKey(), 0);
                OutputStream nowhere = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            input.transferTo(nowhere);
        }
        require(object, digest);
    }

    /**
     * Copies an object to a file.
     *
     * @param store where it is
     * @param object which, with the hash that it must have
     * @param file written; removed again if the copy fails
     * @throws ContentMismatchException if the stored content is not what was stored once
     * @throws IOException if the store or the file fails
     */
    public static void toFile(ObjectStore store, StoredObject object, Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        boolean complete = false;
        try (InputStream input = store.open(object.objectKey(), 0);
                OutputStream output = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            input.transferTo(output);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
        try {
            require(object, digest);
        } catch (ContentMismatchException damaged) {
            Files.deleteIfExists(file);
            throw damaged;
        }
    }

    private static void require(StoredObject object, MessageDigest digest) throws ContentMismatchException {
        String found = Sha256.hex(digest.digest());
        if (!found.equals(object.content().sha256())) {
            throw new ContentMismatchException("the object " + object.objectKey() + " is damaged: its SHA-256 is "
                    + found + ", not " + object.content().sha256());
        }
    }
}

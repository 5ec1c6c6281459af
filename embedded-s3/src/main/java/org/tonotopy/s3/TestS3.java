package org.tonotopy.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One S3 server for all tests of a JVM, started at the first use. Each test takes a bucket of its own. */
public final class TestS3 {
    /** Who may call the server. */
    public static final String ACCESS_KEY = "tests";

    /** What calls are signed with. */
    public static final String SECRET_KEY = "known-to-tests-alone";

    private static final AtomicInteger created = new AtomicInteger();

    private TestS3() {}

    private static final class Shared {
        private static final Path FOLDER = newFolder();
        private static final EmbeddedS3 SERVER = start();

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("tonotopy-test-s3-");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static EmbeddedS3 start() {
            try {
                return EmbeddedS3.start(FOLDER, URI.create("http://127.0.0.1:0"), ACCESS_KEY, SECRET_KEY);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Where the server answers. */
    public static URI address() {
        return Shared.SERVER.address();
    }

    /** The folder in which a bucket's objects lie as files, named by their keys. */
    public static Path folder(String bucket) {
        return Shared.FOLDER.resolve(bucket);
    }

    /** Makes a new, empty bucket. */
    public static String createBucket() {
        String name = "bucket-" + created.incrementAndGet();
        Shared.SERVER.createBucket(name);
        return name;
    }
}

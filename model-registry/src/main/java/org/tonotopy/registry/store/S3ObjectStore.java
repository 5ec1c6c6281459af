package org.tonotopy.registry.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonotopy.registry.content.Sha256;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Keeps objects in a bucket of an S3 store. An object goes up in one request or, when it is longer than a part, in parts
 * that become an object only when its hash and length are known to be right: it is there completely or not at all. A
 * writer holds one part in memory, whatever the length of the object, and there are never more writers at a time than
 * fit into a quarter of the heap.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

    /** The shortest part that S3 takes. */
    private static final int PART_BYTES = 5 << 20;

    /** Parts of one length; after so many the length doubles, so that the 10,000 parts of S3 suffice for 190 GB. */
    private static final int PARTS_OF_A_LENGTH = 2500;

    private static final int MOST_PARTS = 10_000;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final S3Client client;
    private final Bucket bucket;
    private final Semaphore writers =
            new Semaphore((int) Math.max(2, Math.min(64, Runtime.getRuntime().maxMemory() / 4 / PART_BYTES)), true);

    /**
     * A store.
     *
     * @param client closed with the store
     */
    S3ObjectStore(S3Client client, Bucket bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * Tries whether the bucket can be written, read, listed and cleaned, and gives up what killed processes had begun to
     * write.
     *
     * @throws IOException if it cannot, with a sentence that says why
     */
    void prepare() throws IOException {
        requireBucket();
        String probe = bucket.prefix() + "probe/" + UUID.randomUUID();
        byte[] content = "probe".getBytes(StandardCharsets.UTF_8);
        need(
                "write",
                () -> client.putObject(
                        request -> request.bucket(bucket.name()).key(probe), RequestBody.fromBytes(content)));
        need(
                "read",
                () -> client.getObjectAsBytes(
                        request -> request.bucket(bucket.name()).key(probe)));
        need(
                "list",
                () -> client.listObjectsV2(
                        request -> request.bucket(bucket.name()).prefix(probe)));
        need(
                "delete",
                () -> client.deleteObject(
                        request -> request.bucket(bucket.name()).key(probe)));
        sweepAbandoned(Instant.now().minus(ABANDONED_AFTER));
    }

    private void requireBucket() throws IOException {
        try {
            client.headBucket(request -> request.bucket(bucket.name()));
        } catch (S3Exception refusal) {
            if (refusal.statusCode() == NOT_FOUND && bucket.create()) {
                createBucket();
                return;
            }
            throw unusable(
                    switch (refusal.statusCode()) {
                        case NOT_FOUND -> "does not exist: make it, or set TONOTOPY_STORE_CREATE_BUCKET=true";
                        case FORBIDDEN ->
                            "refuses these keys: check TONOTOPY_STORE_ACCESS_KEY, TONOTOPY_STORE_SECRET_KEY"
                                    + " and who may use it";
                        default ->
                            "answers " + refusal.statusCode() + ": check TONOTOPY_STORE_ENDPOINT,"
                                    + " TONOTOPY_STORE_REGION and TONOTOPY_STORE_PATH_STYLE";
                    },
                    refusal);
        } catch (SdkException unreachable) {
            throw unusable("cannot be reached: check TONOTOPY_STORE_ENDPOINT", unreachable);
        }
    }

    private void createBucket() throws IOException {
        try {
            client.createBucket(request -> request.bucket(bucket.name()));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException madeMeanwhile) {
            log.debug("Another service made the {} at the same time", bucket, madeMeanwhile);
        } catch (SdkException refusal) {
            throw unusable("cannot be made: make it by hand, or let these keys make it", refusal);
        }
    }

    private void need(String right, Runnable request) throws IOException {
        try {
            request.run();
        } catch (SdkException refusal) {
            throw unusable("cannot be used: the right to " + right + " objects is missing or the store fails", refusal);
        }
    }

    private IOException unusable(String why, SdkException cause) {
        return new IOException("The " + bucket + " " + why + ". The store said: " + cause.getMessage(), cause);
    }

    /** Parts of a killed process never become an object, but they take room. */
    void sweepAbandoned(Instant oldest) {
        try {
            for (MultipartUpload upload : client.listMultipartUploadsPaginator(
                            request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                    .uploads()) {
                if (upload.initiated().isBefore(oldest)) {
                    client.abortMultipartUpload(request ->
                            request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()));
                }
            }
        } catch (SdkException failure) {
            log.warn("What killed processes had begun to write to the {} could not be given up", bucket, failure);
        }
    }

    @Override
    public StoredContent write(ObjectKey key, InputStream content, long limitBytes) throws IOException {
        try {
            writers.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while others write");
        }
        try {
            return new Writing(key, content, limitBytes).run();
        } finally {
            writers.release();
        }
    }

    /** One object on its way into the bucket. */
    private final class Writing {
        private final ObjectKey key;
        private final InputStream content;
        private final long limitBytes;
        private final MessageDigest digest = Sha256.digest();
        private final PartBuffer part = new PartBuffer();
        private long size;

        Writing(ObjectKey key, InputStream content, long limitBytes) {
            this.key = key;
            this.content = content;
            this.limitBytes = limitBytes;
        }

        StoredContent run() throws IOException {
            boolean more = next(PART_BYTES);
            return more ? inParts() : whole();
        }

        private boolean next(int length) throws IOException {
            boolean more = part.fill(content, length);
            size += part.length();
            if (size > limitBytes) {
                throw new ContentTooLargeException(limitBytes);
            }
            digest.update(part.bytes(), 0, part.length());
            return more;
        }

        private StoredContent finished() throws IOException {
            StoredContent written = new StoredContent(Sha256.hex(digest.digest()), size);
            Optional<String> expected = key.sha256();
            if (expected.isPresent() && !expected.get().equals(written.sha256())) {
                throw new ContentMismatchException(
                        "the content's SHA-256 is " + written.sha256() + ", not the announced " + expected.get());
            }
            return written;
        }

        private StoredContent whole() throws IOException {
            StoredContent written = finished();
            onceOnly(
                    written,
                    () -> client.putObject(put().ifNoneMatch("*").build(), body()),
                    () -> client.putObject(put().build(), body()));
            return written;
        }

        private PutObjectRequest.Builder put() {
            return PutObjectRequest.builder().bucket(bucket.name()).key(path(key));
        }

        private RequestBody body() {
            return RequestBody.fromContentProvider(part::newStream, part.length(), "application/octet-stream");
        }

        private StoredContent inParts() throws IOException {
            String upload = call(
                            "begin",
                            key,
                            () -> client.createMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(path(key))
                                    .contentType("application/octet-stream")))
                    .uploadId();
            try {
                List<CompletedPart> parts = sendParts(upload);
                StoredContent written = finished();
                onceOnly(
                        written,
                        () -> client.completeMultipartUpload(
                                complete(upload, parts).ifNoneMatch("*").build()),
                        () -> client.completeMultipartUpload(
                                complete(upload, parts).build()));
                return written;
            } catch (IOException | RuntimeException failure) {
                giveUp(upload, failure);
                throw failure;
            }
        }

        private List<CompletedPart> sendParts(String upload) throws IOException {
            List<CompletedPart> parts = new ArrayList<>();
            boolean more = true;
            while (part.length() > 0) {
                int number = parts.size() + 1;
                if (number > MOST_PARTS) {
                    throw new IOException("the object " + key + " is longer than an S3 store takes");
                }
                UploadPartResponse sent = call(
                        "write",
                        key,
                        () -> client.uploadPart(
                                request -> request.bucket(bucket.name())
                                        .key(path(key))
                                        .uploadId(upload)
                                        .partNumber(number),
                                body()));
                parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .checksumCRC32(sent.checksumCRC32())
                        .build());
                if (!more) {
                    break;
                }
                more = next(PART_BYTES << (number / PARTS_OF_A_LENGTH));
            }
            return parts;
        }

        private CompleteMultipartUploadRequest.Builder complete(String upload, List<CompletedPart> parts) {
            return CompleteMultipartUploadRequest.builder()
                    .bucket(bucket.name())
                    .key(path(key))
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts));
        }

        private void giveUp(String upload, Exception why) {
            try {
                client.abortMultipartUpload(
                        request -> request.bucket(bucket.name()).key(path(key)).uploadId(upload));
            } catch (SdkException failure) {
                // The next start of a service finds it.
                why.addSuppressed(failure);
            }
        }

        /**
         * Content whose key is its own hash may replace what is there: that is the same or damaged. Other content is
         * written where nothing is; the same content again is written for its time alone.
         */
        private void onceOnly(StoredContent written, Runnable whereNothingIs, Runnable anyway) throws IOException {
            boolean mayReplace = key.sha256().isPresent();
            if (!mayReplace) {
                if (!taken(whereNothingIs)) {
                    return;
                }
                if (!written.sha256().equals(hashOf(key))) {
                    throw new ContentMismatchException("other content is stored under " + key + " already");
                }
            }
            perform("write", key, anyway);
        }

        private boolean taken(Runnable whereNothingIs) throws IOException {
            try {
                whereNothingIs.run();
                return false;
            } catch (S3Exception refusal) {
                if (refusal.statusCode() == PRECONDITION_FAILED) {
                    return true;
                }
                throw failed("write", key, refusal);
            } catch (SdkException failure) {
                throw failed("write", key, failure);
            }
        }
    }

    private String hashOf(ObjectKey key) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream input = open(key, 0)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.hex(digest.digest());
    }

    @Override
    public Optional<Long> size(ObjectKey key) throws IOException {
        return head(key).map(HeadObjectResponse::contentLength);
    }

    @Override
    public Optional<Instant> writtenAt(ObjectKey key) throws IOException {
        return head(key).map(HeadObjectResponse::lastModified);
    }

    private Optional<HeadObjectResponse> head(ObjectKey key) throws IOException {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(bucket.name()).key(path(key))));
        } catch (S3Exception refusal) {
            if (refusal.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failed("look at", key, refusal);
        } catch (SdkException failure) {
            throw failed("look at", key, failure);
        }
    }

    @Override
    public InputStream open(ObjectKey key, long offset) throws IOException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket.name()).key(path(key));
        if (offset > 0) {
            request.range("bytes=" + offset + "-");
        }
        try {
            return new ObjectInput(client.getObject(request.build()));
        } catch (S3Exception refusal) {
            if (refusal.statusCode() == NOT_FOUND) {
                throw new NoSuchFileException(key.path());
            }
            if (refusal.statusCode() == RANGE_NOT_SATISFIABLE && size(key).isPresent()) {
                return InputStream.nullInputStream();
            }
            throw failed("read", key, refusal);
        } catch (SdkException failure) {
            throw failed("read", key, failure);
        }
    }

    /** Ends the request when it is closed early, instead of reading what nobody wants. */
    private static final class ObjectInput extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> response;
        private boolean atEnd;

        ObjectInput(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            atEnd |= read < 0;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            atEnd |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (atEnd) {
                super.close();
            } else {
                response.abort();
            }
        }
    }

    @Override
    public void delete(ObjectKey key) throws IOException {
        call(
                "delete",
                key,
                () -> client.deleteObject(
                        request -> request.bucket(bucket.name()).key(path(key))));
    }

    @Override
    public Stream<ObjectKey> keys() throws IOException {
        Iterator<ListObjectsV2Response> pages = client.listObjectsV2Paginator(
                        request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                .iterator();
        return Stream.iterate(nextPage(pages), Optional::isPresent, page -> nextPage(pages))
                .flatMap(page -> page.orElseThrow().contents().stream())
                .flatMap(object ->
                        ObjectKey.parse(object.key().substring(bucket.prefix().length())).stream());
    }

    private Optional<ListObjectsV2Response> nextPage(Iterator<ListObjectsV2Response> pages) {
        try {
            return pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
        } catch (SdkException failure) {
            throw new UncheckedIOException(new IOException("The " + bucket + " could not be listed", failure));
        }
    }

    private String path(ObjectKey key) {
        return bucket.prefix() + key.path();
    }

    private <T> T call(String what, ObjectKey key, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException failure) {
            throw failed(what, key, failure);
        }
    }

    private void perform(String what, ObjectKey key, Runnable request) throws IOException {
        try {
            request.run();
        } catch (SdkException failure) {
            throw failed(what, key, failure);
        }
    }

    private IOException failed(String what, ObjectKey key, SdkException cause) {
        return new IOException(
                "The " + bucket + " failed to " + what + " the object " + key + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}

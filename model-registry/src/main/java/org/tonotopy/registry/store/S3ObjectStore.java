package org.tonotopy.registry.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
 * that become an object only when its hash and length are known to be right: it is there completely or not at all. A part
 * is spooled at the pace of whoever sends it and then goes to the store at the pace of the store; only then does it count
 * among the transfers, of which there are so many at a time. Every call of the store ends within a time, see
 * {@link CallTimes}.
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
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    /** Well below the client's connections: readers find one beside them. */
    private static final int TRANSFERS = 24;

    /** Writers of one key who come between each other this often are not sorted out by another try. */
    private static final int TRIES_IN_CONFLICT = 3;

    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final String CONTENT_TYPE = "application/octet-stream";
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private static final String WITHOUT_CONDITIONS =
            "does not hold to If-None-Match: *, by which an object is written only where none is, and without which one"
                    + " worker could overwrite what another one wrote: use a store that does, such as Amazon S3 or"
                    + " SeaweedFS from 3.97 on, or a folder (TONOTOPY_STORE_FOLDER)";

    private final S3Client client;
    private final Bucket bucket;
    private final Semaphore transfers = new Semaphore(TRANSFERS, true);

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
     * Tries whether the bucket can be written, read, listed and cleaned and writes an object only where none is, and gives
     * up what killed processes had begun to write.
     *
     * @throws IOException if it cannot, with a sentence that says why
     */
    void prepare() throws IOException {
        requireBucket();
        String probe = bucket.prefix() + "probe/" + UUID.randomUUID();
        RequestBody content = RequestBody.fromString("probe");
        PutObjectRequest whereNothingIs = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(probe)
                .ifNoneMatch("*")
                .overrideConfiguration(CallTimes.LOOK)
                .build();
        need("write", () -> client.putObject(whereNothingIs, content));
        try {
            requireOnceOnly(() -> client.putObject(whereNothingIs, content), "an object");
            tryParts(probe);
            need(
                    "read",
                    () -> client.getObjectAsBytes(
                            request -> request.bucket(bucket.name()).key(probe).overrideConfiguration(CallTimes.LOOK)));
            need(
                    "list",
                    () -> client.listObjectsV2(request ->
                            request.bucket(bucket.name()).prefix(probe).overrideConfiguration(CallTimes.LOOK)));
        } finally {
            need(
                    "delete",
                    () -> client.deleteObject(
                            request -> request.bucket(bucket.name()).key(probe).overrideConfiguration(CallTimes.LOOK)));
        }
        sweepAbandoned(Instant.now().minus(ABANDONED_AFTER));
    }

    /** The probe is there, so a store that knows the condition refuses to write it once more. */
    private void requireOnceOnly(Runnable secondWrite, String what) throws IOException {
        try {
            secondWrite.run();
        } catch (S3Exception refusal) {
            if (refusal.statusCode() == PRECONDITION_FAILED) {
                return;
            }
            throw unusable(WITHOUT_CONDITIONS, refusal);
        } catch (SdkException failure) {
            throw unusable("cannot be used: it fails to write " + what, failure);
        }
        throw new IOException("The " + bucket + " " + WITHOUT_CONDITIONS
                + ". The store overwrote an object that was to be written where none is.");
    }

    /** Long objects go up in parts, and become objects under the same condition. */
    private void tryParts(String probe) throws IOException {
        String upload;
        try {
            upload = client.createMultipartUpload(
                            request -> request.bucket(bucket.name()).key(probe).overrideConfiguration(CallTimes.LOOK))
                    .uploadId();
        } catch (SdkException refusal) {
            throw unusable("cannot be used: objects cannot be written in parts", refusal);
        }
        try {
            String part = client.uploadPart(
                            request -> request.bucket(bucket.name())
                                    .key(probe)
                                    .uploadId(upload)
                                    .partNumber(1)
                                    .overrideConfiguration(CallTimes.LOOK),
                            RequestBody.fromString("probe"))
                    .eTag();
            client.completeMultipartUpload(request -> request.bucket(bucket.name())
                    .key(probe)
                    .uploadId(upload)
                    .ifNoneMatch("*")
                    .multipartUpload(all -> all.parts(
                            CompletedPart.builder().partNumber(1).eTag(part).build()))
                    .overrideConfiguration(CallTimes.LOOK));
        } catch (SdkException refusal) {
            abort(probe, upload);
            if (refusal instanceof S3Exception answer && answer.statusCode() == PRECONDITION_FAILED) {
                return;
            }
            throw unusable(
                    refusal instanceof S3Exception answer && answer.statusCode() == NOT_IMPLEMENTED
                            ? WITHOUT_CONDITIONS
                            : "cannot be used: objects cannot be written in parts",
                    refusal);
        }
        // Nobody else writes the keys of an attempt, so this is one wall less and no hole.
        log.warn(
                "The {} does not hold to If-None-Match when it puts parts together: long objects are written once only"
                        + " because every attempt of a job has keys of its own",
                bucket);
    }

    private void abort(String path, String upload) {
        try {
            client.abortMultipartUpload(request ->
                    request.bucket(bucket.name()).key(path).uploadId(upload).overrideConfiguration(CallTimes.LOOK));
        } catch (SdkException failure) {
            log.warn("Parts of {} could not be given up; a later start of a service does", path, failure);
        }
    }

    private void requireBucket() throws IOException {
        try {
            lookAtBucket();
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

    private void lookAtBucket() {
        client.headBucket(request -> request.bucket(bucket.name()).overrideConfiguration(CallTimes.LOOK));
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
            for (MultipartUpload upload : client.listMultipartUploadsPaginator(request -> request.bucket(bucket.name())
                            .prefix(bucket.prefix())
                            .overrideConfiguration(CallTimes.LISTING))
                    .uploads()) {
                if (upload.initiated().isBefore(oldest)) {
                    abort(upload.key(), upload.uploadId());
                }
            }
        } catch (SdkException failure) {
            log.warn("What killed processes had begun to write to the {} could not be given up", bucket, failure);
        }
    }

    @Override
    public void check() throws IOException {
        try {
            lookAtBucket();
        } catch (SdkException failure) {
            throw new IOException("The " + bucket + " does not answer: " + failure.getMessage(), failure);
        }
    }

    @Override
    public OptionalLong room() {
        return OptionalLong.empty();
    }

    @Override
    public StoredContent write(ObjectKey key, InputStream content, long limitBytes) throws IOException {
        try (PartSpool part = new PartSpool()) {
            return new Writing(key, content, limitBytes, part).run();
        }
    }

    /** Sends bytes once there is room among the transfers, each of which ends within a time. */
    private <T> T transfer(ObjectKey key, Supplier<T> request) throws IOException {
        try {
            transfers.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while others write");
        }
        try {
            return call("write", key, request);
        } finally {
            transfers.release();
        }
    }

    /** One object on its way into the bucket. */
    private final class Writing {
        private final ObjectKey key;
        private final InputStream content;
        private final long limitBytes;
        private final MessageDigest digest = Sha256.digest();
        private final PartSpool part;
        private long size;

        Writing(ObjectKey key, InputStream content, long limitBytes, PartSpool part) {
            this.key = key;
            this.content = content;
            this.limitBytes = limitBytes;
            this.part = part;
        }

        StoredContent run() throws IOException {
            boolean more = next(PART_BYTES);
            return more ? inParts() : whole();
        }

        private boolean next(int length) throws IOException {
            boolean more = part.fill(content, length, digest);
            size += part.length();
            if (size > limitBytes) {
                throw new ContentTooLargeException(limitBytes);
            }
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
            RequestBody body = part.body();
            if (mayReplace()) {
                transfer(key, () -> client.putObject(put().build(), body));
                return written;
            }
            for (int tries = 1; ; tries++) {
                try {
                    transfer(key, () -> client.putObject(put().ifNoneMatch("*").build(), body));
                    return written;
                } catch (IOException failure) {
                    boolean another = isRefusal(failure, CONFLICT) && tries < TRIES_IN_CONFLICT;
                    if (another && size(key).isEmpty()) {
                        continue;
                    }
                    requireWritten(written, failure);
                }
                // It is there, by an earlier attempt of this call or of a caller: written once more for its time alone.
                transfer(key, () -> client.putObject(put().build(), body));
                return written;
            }
        }

        /** Content whose key is its own hash may replace what is there: that is the same or damaged. */
        private boolean mayReplace() {
            return key.sha256().isPresent();
        }

        /**
         * Looks at what became of a write that was refused, or whose answer was lost: the store may have carried it out.
         *
         * @throws ContentMismatchException if the key holds other content
         * @throws IOException {@code failure}, where nothing is there
         */
        private void requireWritten(StoredContent written, IOException failure) throws IOException {
            Optional<Long> there;
            try {
                there = size(key);
            } catch (IOException blind) {
                failure.addSuppressed(blind);
                throw failure;
            }
            if (there.isEmpty()) {
                throw failure;
            }
            if (there.get() == written.sizeBytes() && written.sha256().equals(hashOf(key))) {
                return;
            }
            if (mayReplace()) {
                throw failure;
            }
            throw new ContentMismatchException("other content is stored under " + key + " already");
        }

        private PutObjectRequest.Builder put() {
            return PutObjectRequest.builder()
                    .bucket(bucket.name())
                    .key(path(key))
                    .contentType(CONTENT_TYPE)
                    .overrideConfiguration(CallTimes.TRANSFER);
        }

        private StoredContent inParts() throws IOException {
            String upload = call(
                            "begin",
                            key,
                            () -> client.createMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(path(key))
                                    .contentType(CONTENT_TYPE)
                                    .overrideConfiguration(CallTimes.LOOK)))
                    .uploadId();
            try {
                List<CompletedPart> parts = sendParts(upload);
                StoredContent written = finished();
                complete(written, upload, parts);
                return written;
            } catch (IOException | RuntimeException failure) {
                abort(path(key), upload);
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
                RequestBody body = part.body();
                UploadPartResponse sent = transfer(
                        key,
                        () -> client.uploadPart(
                                request -> request.bucket(bucket.name())
                                        .key(path(key))
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .overrideConfiguration(CallTimes.TRANSFER),
                                body));
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

        /**
         * Makes the parts an object. The SDK asks again where an answer was lost, and is then told that the upload is gone
         * or that the object is there: what lies under the key decides whether that was us.
         */
        private void complete(StoredContent written, String upload, List<CompletedPart> parts) throws IOException {
            CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                    .bucket(bucket.name())
                    .key(path(key))
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts))
                    .overrideConfiguration(CallTimes.COMPLETION);
            try {
                call(
                        "write",
                        key,
                        () -> client.completeMultipartUpload(
                                (mayReplace() ? request : request.ifNoneMatch("*")).build()));
            } catch (IOException failure) {
                requireWritten(written, failure);
                renew(request.ifNoneMatch(null).build());
            }
        }

        /** The same content again is written for its time alone; where its parts are gone, it was just written. */
        private void renew(CompleteMultipartUploadRequest again) throws IOException {
            try {
                call("write", key, () -> client.completeMultipartUpload(again));
            } catch (IOException failure) {
                if (!isRefusal(failure, NOT_FOUND)) {
                    log.debug("The time of {} was not renewed", key, failure);
                }
                abort(path(key), again.uploadId());
            }
        }
    }

    private static boolean isRefusal(IOException failure, int status) {
        return failure.getCause() instanceof S3Exception refusal && refusal.statusCode() == status;
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

    @Override
    public Optional<String> version(ObjectKey key) throws IOException {
        return head(key).map(object -> object.eTag() + " " + object.lastModified() + " " + object.contentLength());
    }

    private Optional<HeadObjectResponse> head(ObjectKey key) throws IOException {
        try {
            return Optional.of(client.headObject(
                    request -> request.bucket(bucket.name()).key(path(key)).overrideConfiguration(CallTimes.LOOK)));
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
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(bucket.name())
                .key(path(key))
                .overrideConfiguration(CallTimes.OPENING);
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
                        request -> request.bucket(bucket.name()).key(path(key)).overrideConfiguration(CallTimes.LOOK)));
    }

    @Override
    public Stream<ObjectKey> keys() throws IOException {
        Iterator<ListObjectsV2Response> pages = client.listObjectsV2Paginator(request ->
                        request.bucket(bucket.name()).prefix(bucket.prefix()).overrideConfiguration(CallTimes.LISTING))
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

    private IOException failed(String what, ObjectKey key, SdkException cause) {
        return new IOException(
                "The " + bucket + " failed to " + what + " the object " + key + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}

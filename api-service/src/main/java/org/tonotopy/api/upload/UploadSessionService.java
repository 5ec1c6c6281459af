package org.tonotopy.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Service;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ContentTooLargeException;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.upload.UploadSession;
import org.tonotopy.registry.upload.UploadSessions;

/** Takes content in parts and makes it whole; holds no transaction and no connection while bytes flow. */
@Service
class UploadSessionService {
    private static final Logger log = LoggerFactory.getLogger(UploadSessionService.class);

    /** Bounds the list of missing parts and the objects that an upload can make. */
    static final int MOST_PARTS = 10_000;

    private static final long USUAL_PART_BYTES = 64L << 20;

    /** Well below the time for which a session is held. */
    private static final Duration HOLD_EVERY = Duration.ofSeconds(20);

    private final UploadSessions sessions;
    private final UploadService uploads;
    private final ObjectStore store;
    private final ObjectCleanup cleanup;
    private final UploadSlots slots;
    private final StoreRoom room;
    private final TaskScheduler scheduler;
    private final long limitBytes;
    private final Duration expireAfter;

    UploadSessionService(
            UploadSessions sessions,
            UploadService uploads,
            ObjectStore store,
            ObjectCleanup cleanup,
            UploadSlots slots,
            StoreRoom room,
            TaskScheduler scheduler,
            UploadSettings settings) {
        this.sessions = sessions;
        this.uploads = uploads;
        this.store = store;
        this.cleanup = cleanup;
        this.slots = slots;
        this.room = room;
        this.scheduler = scheduler;
        this.limitBytes = settings.limit().toBytes();
        this.expireAfter = settings.expireAfter();
    }

    /**
     * Opens a session, or finds the one that the caller has open for this content. Of content that is stored already,
     * nothing is missing.
     */
    UploadSessionResponse open(Caller caller, String sha256, OpenUploadSessionRequest request) throws IOException {
        FieldProblems problems = new FieldProblems();
        long size = size(request, problems);
        long part = partBytes(request, size, problems);
        problems.refuse();
        Optional<StoredContent> stored = uploads.keep(sha256);
        if (stored.isPresent()) {
            refuseOtherSize("size_bytes", stored.get().sizeBytes(), size);
            return UploadSessionResponse.ofStored(stored.get(), part);
        }
        // The parts and what they make are there side by side for a while.
        room.require("size_bytes", 2 * size);
        if (sessions.find(caller.accountId(), sha256).isEmpty()) {
            uploads.requireRoom(caller.accountId(), size);
        }
        UploadSession session = sessions.open(caller.accountId(), sha256, size, part);
        refuseOtherSize("size_bytes", session.sizeBytes(), size);
        if (request.partBytes() != null) {
            refuseOtherSize("part_bytes", session.partBytes(), part);
        }
        return UploadSessionResponse.of(session, expireAfter);
    }

    private long size(OpenUploadSessionRequest request, FieldProblems problems) {
        if (request.sizeBytes() == null) {
            problems.add("size_bytes", "it is missing", "Say how long the whole content is, in bytes.");
            return 1;
        }
        if (request.sizeBytes() < 1) {
            problems.add("size_bytes", "it is less than 1", "Say how long the whole content is, in bytes.");
            return 1;
        }
        if (request.sizeBytes() > limitBytes) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    new FieldProblem(
                            "size_bytes",
                            "it is more than the limit of " + limitBytes + " bytes",
                            "Divide the recording into datasets, or ask whoever runs the service to raise"
                                    + " tonotopy.upload.limit."));
        }
        return request.sizeBytes();
    }

    private static long partBytes(OpenUploadSessionRequest request, long size, FieldProblems problems) {
        long least = (size + MOST_PARTS - 1) / MOST_PARTS;
        if (request.partBytes() == null) {
            return Math.max(USUAL_PART_BYTES, least);
        }
        if (request.partBytes() < least) {
            problems.add(
                    "part_bytes",
                    request.partBytes() < 1 ? "it is less than 1" : "it makes more than " + MOST_PARTS + " parts",
                    "Use at least " + least + ", or leave it out.");
            return least;
        }
        return Math.min(request.partBytes(), size);
    }

    private static void refuseOtherSize(String field, long open, long asked) {
        if (open != asked) {
            throw new ProblemException(
                    ProblemType.UPLOAD_CONFLICT,
                    new FieldProblem(
                            field,
                            "content with this hash is here or on its way with " + open + ", not " + asked,
                            "Say " + open
                                    + ", or give what is on its way up by DELETE of its session and open another."));
        }
    }

    /** How far an upload is. */
    UploadSessionResponse get(Caller caller, String sha256) {
        return UploadSessionResponse.of(require(caller, sha256), expireAfter);
    }

    /**
     * Takes a part. The same part again changes nothing.
     *
     * @param partSha256 hash that the part must have
     * @param announcedBytes length by the request's header; negative where it names none
     */
    UploadPartResponse put(
            Caller caller, String sha256, int number, String partSha256, long announcedBytes, InputStream content)
            throws IOException {
        UploadSession session = require(caller, sha256);
        if (number < 0 || number >= session.partCount()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            "number",
                            "there is no part " + number,
                            "The content has " + session.partCount() + " parts, with numbers from 0 to "
                                    + (session.partCount() - 1) + "."));
        }
        ObjectKey key = ObjectKey.ofPart(session.id(), number, partSha256);
        refuseOtherPart(number, key, session.parts().getOrDefault(number, key));
        long length = session.lengthOf(number);
        if (announcedBytes >= 0 && announcedBytes != length) {
            throw wrongLength(session, number, "it has " + announcedBytes + " bytes, not " + length);
        }
        room.require("body", length);
        StoredContent written = write(caller, session, number, key, content);
        if (written.sizeBytes() != length) {
            cleanup.removeNow(Set.of(key));
            throw wrongLength(session, number, "it has " + written.sizeBytes() + " bytes, not " + length);
        }
        Optional<ObjectKey> kept = sessions.addPart(session.id(), number, key, written);
        if (!kept.equals(Optional.of(key))) {
            cleanup.removeNow(Set.of(key));
            refuseOtherPart(number, key, kept.orElseThrow(() -> notOpen(sha256)));
        }
        return new UploadPartResponse(number, written.sha256(), written.sizeBytes());
    }

    private StoredContent write(Caller caller, UploadSession session, int number, ObjectKey key, InputStream content)
            throws IOException {
        long length = session.lengthOf(number);
        try (UploadSlots.Slot slot = slots.take(caller.accountId())) {
            return store.write(key, content, length);
        } catch (ContentTooLargeException tooLong) {
            log.debug("A part is too long", tooLong);
            throw wrongLength(session, number, "it has more than " + length + " bytes");
        }
    }

    private static ProblemException wrongLength(UploadSession session, int number, String problem) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                new FieldProblem(
                        "body",
                        problem,
                        "Part " + number + " is the " + session.lengthOf(number) + " bytes from byte "
                                + number * session.partBytes() + " on; parts are " + session.partBytes()
                                + " bytes long, the last has the rest."));
    }

    private static void refuseOtherPart(int number, ObjectKey sent, ObjectKey kept) {
        if (!sent.equals(kept)) {
            throw new ProblemException(
                    ProblemType.UPLOAD_CONFLICT,
                    new FieldProblem(
                            "part_sha256",
                            "part " + number + " has arrived already, with the hash "
                                    + kept.sha256().orElseThrow(),
                            "Check what is read from the file; if the earlier part was wrong, give the upload up by"
                                    + " DELETE of its session and begin again."));
        }
    }

    /** Makes the content whole, checks it, and forgets the parts; content that is stored already is left as it is. */
    StoredContent complete(Caller caller, String sha256) throws IOException {
        Optional<UploadSession> open = sessions.find(caller.accountId(), sha256);
        if (open.isEmpty()) {
            // Whoever asks again because the answer was lost gets the answer.
            return uploads.keep(sha256).orElseThrow(() -> notOpen(sha256));
        }
        UploadSession session = open.get();
        if (!session.missing().isEmpty()) {
            throw new ProblemException(
                    ProblemType.UPLOAD_INCOMPLETE,
                    new FieldProblem(
                            "parts",
                            session.missing().size() + " of " + session.partCount() + " have not arrived: "
                                    + FieldProblems.listed(session.missing()),
                            "Send them; GET of the session lists them."));
        }
        room.require("size_bytes", session.sizeBytes());
        UUID joining = UUID.randomUUID();
        if (!sessions.take(session.id(), joining)) {
            // It was ended since it was looked up, or another request has it, perhaps in another process.
            return uploads.keep(sha256).orElseThrow(UploadSessionService::beingCompleted);
        }
        Future<?> holding = scheduler.scheduleAtFixedRate(
                () -> sessions.hold(session.id(), joining), Instant.now().plus(HOLD_EVERY), HOLD_EVERY);
        try (UploadSlots.Slot slot = slots.take(caller.accountId())) {
            StoredContent whole = assemble(session);
            cleanup.removeNow(sessions.end(session.id()));
            return whole;
        } finally {
            holding.cancel(false);
            sessions.release(session.id(), joining);
        }
    }

    private StoredContent assemble(UploadSession session) throws IOException {
        try (InputStream content = new PartsStream(store, session.parts().values())) {
            return uploads.assemble(session.ownerId(), session.sha256(), session.sizeBytes(), content);
        } catch (ContentMismatchException mismatch) {
            log.debug("The parts do not make the whole", mismatch);
            throw new ProblemException(
                    ProblemType.HASH_MISMATCH,
                    new FieldProblem(
                            "sha256",
                            "the parts together do not have it",
                            "Compute the file's SHA-256 again. If the address is right, a part was not the part that"
                                    + " it said it was: give the upload up by DELETE of its session and begin again."));
        } catch (NoSuchFileException gone) {
            // Another process has made it whole meanwhile, or given it up.
            log.debug("A part is gone", gone);
            return uploads.keep(session.sha256()).orElseThrow(() -> notOpen(session.sha256()));
        }
    }

    /** Gives an upload up; nothing happens where none is open. */
    void giveUp(Caller caller, String sha256) throws IOException {
        Optional<UploadSession> open = sessions.find(caller.accountId(), sha256);
        if (open.isPresent()) {
            cleanup.removeNow(sessions.giveUp(open.get().id()).orElseThrow(UploadSessionService::beingCompleted));
        }
    }

    private static ProblemException beingCompleted() {
        return new ProblemException(
                ProblemType.UPLOAD_CONFLICT,
                new FieldProblem(
                        "sha256",
                        "the parts are being put together already",
                        "Wait until HEAD of the upload answers 200; nothing more is to be sent."));
    }

    private UploadSession require(Caller caller, String sha256) {
        return sessions.find(caller.accountId(), sha256).orElseThrow(() -> notOpen(sha256));
    }

    private static ProblemException notOpen(String sha256) {
        return new ProblemException(
                ProblemType.NO_SUCH_UPLOAD_SESSION,
                new FieldProblem(
                        "sha256",
                        "this account has no upload of it open; one that lies still expires",
                        "Open one by POST /api/v1/uploads/" + sha256 + "/session with size_bytes."));
    }
}

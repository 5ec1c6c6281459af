package org.tonotopy.registry.upload;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;

/** The uploads that are on their way in parts; each belongs to one account, and an account has one for each content. */
public class UploadSessions {
    /** A process that dies gives a session back by this time; it is long enough for a pause of the machine. */
    private static final String HELD = "interval '2 minutes'";

    private static final String NOT_HELD = "(joined_until is null or joined_until < now())";

    private final JdbcClient database;
    private final StoredObjectRepository objects;
    private final Clock clock;

    /** The sessions of a database. */
    public UploadSessions(JdbcClient database, StoredObjectRepository objects, Clock clock) {
        this.database = database;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Opens a session, or finds the one that the account has open for this content.
     *
     * @return the session; its sizes are those of the request only where it was not open before
     */
    @Transactional
    public UploadSession open(UUID owner, String sha256, long sizeBytes, long partBytes) {
        Timestamp now = Timestamp.from(clock.instant());
        database.sql("insert into upload_session"
                        + " (id, owner_id, content_sha256, size_bytes, part_bytes, created_at, used_at)"
                        + " values (:id, :owner, :sha256, :size, :part, :now, :now)"
                        + " on conflict (owner_id, content_sha256) do update set used_at = excluded.used_at")
                .param("id", UUID.randomUUID())
                .param("owner", owner)
                .param("sha256", Sha256.parseHex(sha256))
                .param("size", sizeBytes)
                .param("part", partBytes)
                .param("now", now)
                .update();
        return find(owner, sha256).orElseThrow();
    }

    /** The session that an account has open for some content. */
    @Transactional(readOnly = true)
    public Optional<UploadSession> find(UUID owner, String sha256) {
        return database.sql("select * from upload_session where owner_id = :owner and content_sha256 = :sha256")
                .param("owner", owner)
                .param("sha256", Sha256.parseHex(sha256))
                .query((row, number) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new UploadSession(
                            id,
                            owner,
                            sha256,
                            row.getLong("size_bytes"),
                            row.getLong("part_bytes"),
                            row.getTimestamp("used_at").toInstant(),
                            parts(id));
                })
                .optional();
    }

    private SortedMap<Integer, ObjectKey> parts(UUID session) {
        SortedMap<Integer, ObjectKey> parts = new TreeMap<>();
        database.sql("select number, object_key from upload_part where session_id = :id")
                .param("id", session)
                .query(row -> {
                    parts.put(row.getInt("number"), new ObjectKey(row.getString("object_key")));
                });
        return parts;
    }

    /** Says that something happens to a session, so that it does not expire; whether it is there. */
    @Transactional
    public boolean use(UUID session) {
        return database.sql("update upload_session set used_at = :now where id = :id")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", session)
                        .update()
                > 0;
    }

    /**
     * Records a part whose bytes are in the store. A part that is there already stays.
     *
     * @return the object that is the part now; empty where the session is gone
     */
    @Transactional
    public Optional<ObjectKey> addPart(UUID session, int number, ObjectKey key, StoredContent content) {
        if (!use(session)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        objects.record(key, content, now);
        database.sql("insert into upload_part (session_id, number, object_key, created_at)"
                        + " values (:session, :number, :key, :now) on conflict (session_id, number) do nothing")
                .param("session", session)
                .param("number", number)
                .param("key", key.path())
                .param("now", Timestamp.from(now))
                .update();
        return Optional.ofNullable(parts(session).get(number));
    }

    /**
     * Takes a session for putting its parts together, which no other process does meanwhile. Whoever has it holds on to it
     * by {@link #hold} and gives it back by {@link #release} or {@link #end}.
     *
     * @param joining who takes it, a new identity each time
     * @return whether it is there and nobody else has it
     */
    @Transactional
    public boolean take(UUID session, UUID joining) {
        return database.sql("update upload_session set joined_by = :joining, joined_until = now() + " + HELD
                                + ", used_at = :now where id = :id and " + NOT_HELD)
                        .param("joining", joining)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", session)
                        .update()
                > 0;
    }

    /** Holds on to a session that was taken; nothing happens where it was lost. */
    @Transactional
    public void hold(UUID session, UUID joining) {
        database.sql("update upload_session set joined_until = now() + " + HELD
                        + ", used_at = :now where id = :id and joined_by = :joining")
                .param("joining", joining)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", session)
                .update();
    }

    /** Gives a session back that was taken; nothing happens where it was lost. */
    @Transactional
    public void release(UUID session, UUID joining) {
        database.sql("update upload_session set joined_by = null, joined_until = null"
                        + " where id = :id and joined_by = :joining")
                .param("joining", joining)
                .param("id", session)
                .update();
    }

    /** Ends a session; what its parts were is left to be removed from the store. */
    @Transactional
    public List<ObjectKey> end(UUID session) {
        List<ObjectKey> parts = List.copyOf(parts(session).values());
        database.sql("delete from upload_session where id = :id")
                .param("id", session)
                .update();
        return parts;
    }

    /**
     * Ends a session that nobody puts together; what its parts were is left to be removed from the store.
     *
     * @return empty where somebody does
     */
    @Transactional
    public Optional<List<ObjectKey>> giveUp(UUID session) {
        boolean free = database.sql("select " + NOT_HELD + " from upload_session where id = :id for update")
                .param("id", session)
                .query(Boolean.class)
                .optional()
                .orElse(true);
        return free ? Optional.of(end(session)) : Optional.empty();
    }

    /** Ends the sessions to which nothing has happened since; what their parts were is left to be removed. */
    @Transactional
    public List<ObjectKey> endUnusedSince(Instant since) {
        return database
                .sql("select id from upload_session where used_at < :since and " + NOT_HELD + " for update skip locked")
                .param("since", Timestamp.from(since))
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(session -> end(session).stream())
                .toList();
    }
}

package org.tonotopy.api.idempotency;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.json.RegistryJson;

/**
 * Remembers what a request with an {@code Idempotency-Key} made. Key, creation and whatever the creation writes are one
 * transaction: of requests that arrive together, the first creates and the others see what it made. Requests are
 * compared by path and meaning, so white space and the order of fields do not matter.
 */
@Component
public class IdempotentRequests {
    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    /** What a key may look like. */
    public static final String KEY_PATTERN = "[!-~]{1,255}";

    private static final Pattern KEY = Pattern.compile(KEY_PATTERN);

    private final JdbcClient database;
    private final TransactionLock lock;
    private final Clock clock;

    IdempotentRequests(JdbcClient database, TransactionLock lock, Clock clock) {
        this.database = database;
        this.lock = lock;
        this.clock = clock;
    }

    private record Remembered(byte[] requestSha256, String location) {}

    /**
     * Creates something, once per key.
     *
     * @param caller keys of different accounts have nothing to do with each other
     * @param key of the request; empty: it is carried out every time
     * @param path of the request
     * @param request its body
     * @param creation is run in this transaction, unless the key was used before
     * @throws ProblemException if the key belongs to another request, or is not a key
     */
    @Transactional
    public Created once(Caller caller, Optional<String> key, String path, Object request, Supplier<Created> creation) {
        if (key.isEmpty()) {
            return creation.get();
        }
        String text = key.get();
        if (!KEY.matcher(text).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            HEADER, "it is not a key", "Send 1 to 255 printable ASCII characters without spaces."));
        }
        byte[] hash = Sha256.of(RegistryJson.canonicalBytes(path), RegistryJson.canonicalBytes(request));
        lock.take("idempotency", caller.accountId() + " " + text);
        Optional<Remembered> before = find(caller.accountId(), text);
        if (before.isPresent()) {
            if (!Arrays.equals(before.get().requestSha256(), hash)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        new FieldProblem(
                                HEADER,
                                "it was sent with another request before",
                                "Use a new key for a new request, and the old key only to repeat the old one."));
            }
            return new Created(before.get().location(), false);
        }
        Created created = creation.get();
        remember(caller.accountId(), text, hash, created.location());
        return created;
    }

    private Optional<Remembered> find(UUID account, String key) {
        return database.sql("select request_sha256, location from idempotent_request"
                        + " where account_id = :account and idempotency_key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, number) -> new Remembered(row.getBytes("request_sha256"), row.getString("location")))
                .optional();
    }

    private void remember(UUID account, String key, byte[] hash, String location) {
        database.sql(
                        "insert into idempotent_request (account_id, idempotency_key, request_sha256, location, created_at)"
                                + " values (:account, :key, :hash, :location, :now)")
                .param("account", account)
                .param("key", key)
                .param("hash", hash)
                .param("location", location)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}

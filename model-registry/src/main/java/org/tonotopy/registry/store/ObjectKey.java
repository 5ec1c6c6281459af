package org.tonotopy.registry.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names an object by its content or by the job attempt that made it. An attempt's number is part of its keys, so that
 * a worker that was thought dead can overwrite nothing.
 *
 * @param path slash-separated
 */
public record ObjectKey(String path) {
    private static final String HASH = "[0-9a-f]{64}";
    private static final Pattern CONTENT = Pattern.compile("content/[0-9a-f]{2}/" + HASH);
    private static final Pattern ATTEMPT =
            Pattern.compile("job/[0-9a-f-]{36}/[1-9][0-9]{0,8}/[a-z0-9][a-z0-9.-]{0,60}");
    private static final Pattern SHA256 = Pattern.compile(HASH);

    /** Refuses any path of another form: a key can never leave the store's folder. */
    public ObjectKey {
        if (!CONTENT.matcher(path).matches() && !ATTEMPT.matcher(path).matches()) {
            throw new IllegalArgumentException("not an object key");
        }
    }

    /**
     * The key of content that is addressed by its hash.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    public static ObjectKey ofContent(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
        }
        return new ObjectKey("content/" + sha256.substring(0, 2) + "/" + sha256);
    }

    /**
     * The key of something that an attempt of a job made.
     *
     * @param job the job
     * @param attempt fencing number of the attempt
     * @param name lower-case letters, digits, dots and hyphens
     */
    public static ObjectKey ofAttempt(UUID job, int attempt, String name) {
        return new ObjectKey("job/" + job + "/" + attempt + "/" + name);
    }

    /** The hash that the content under this key must have, where the key says it. */
    public Optional<String> sha256() {
        return CONTENT.matcher(path).matches()
                ? Optional.of(path.substring(path.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return path;
    }
}

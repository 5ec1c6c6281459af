package org.tonotopy.registry.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.registry.content.Sha256;

/**
 * Names an object by its content, by the upload that it is a part of, or by the job attempt that made it. An attempt's
 * number is part of its keys, so that a worker that was thought dead can overwrite nothing.
 *
 * @param path slash-separated
 */
public record ObjectKey(String path) {
    private static final String HASH = Sha256.HEX_PATTERN;
    private static final String ID = "[0-9a-f-]{36}";
    private static final Pattern CONTENT = Pattern.compile("content/[0-9a-f]{2}/(" + HASH + ")");
    private static final Pattern PART = Pattern.compile("upload/" + ID + "/[0-9]{1,9}-(" + HASH + ")");
    private static final Pattern ATTEMPT = Pattern.compile("job/" + ID + "/[1-9][0-9]{0,8}/[a-z0-9][a-z0-9.-]{0,60}");
    private static final Pattern SHA256 = Pattern.compile(HASH);

    /** Refuses any path of another form: a key can never leave the store's folder. */
    public ObjectKey {
        if (!isKey(path)) {
            throw new IllegalArgumentException("not an object key");
        }
    }

    private static boolean isKey(String path) {
        return CONTENT.matcher(path).matches()
                || PART.matcher(path).matches()
                || ATTEMPT.matcher(path).matches();
    }

    /** The key with a path; empty where the path is none. */
    public static Optional<ObjectKey> parse(String path) {
        return isKey(path) ? Optional.of(new ObjectKey(path)) : Optional.empty();
    }

    /**
     * The key of content that is addressed by its hash.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    public static ObjectKey ofContent(String sha256) {
        requireHash(sha256);
        return new ObjectKey("content/" + sha256.substring(0, 2) + "/" + sha256);
    }

    /**
     * The key of a part of content that arrives in parts.
     *
     * @param upload the upload
     * @param number of the part, from 0
     * @param sha256 of the part, 64 lower-case hexadecimal digits
     */
    public static ObjectKey ofPart(UUID upload, int number, String sha256) {
        requireHash(sha256);
        return new ObjectKey("upload/" + upload + "/" + number + "-" + sha256);
    }

    private static void requireHash(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
        }
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
        for (Pattern form : new Pattern[] {CONTENT, PART}) {
            Matcher matcher = form.matcher(path);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return path;
    }
}

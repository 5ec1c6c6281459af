package org.tonotopy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that could not be done, in a sentence for people. */
public final class TonotopyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a program may want to tell apart. */
    public enum Kind {
        /** The server understood and refused. */
        REFUSED,
        /** The token is missing, not good or expired, or its account may not do that. */
        NOT_ALLOWED,
        /** There is nothing of that name, or no longer. */
        NOT_FOUND,
        /** The server was not reached, or the connection broke. */
        UNREACHABLE,
        /** The other side does not speak as this client expects: another program, or another version. */
        NOT_UNDERSTOOD,
        /** A file here cannot be read or written. */
        LOCAL_FILE,
        /** The content that arrived is not what was sent. */
        DAMAGED,
        /** Whoever waited was told to stop. */
        STOPPED
    }

    private final Kind kind;
    private final @Nullable JsonNode problem;

    public TonotopyException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.problem = null;
    }

    /**
     * What a server said.
     *
     * @param problem its answer, as problem+json
     */
    TonotopyException(Kind kind, String message, JsonNode problem) {
        super(message);
        this.kind = kind;
        this.problem = problem;
    }

    public TonotopyException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.problem = null;
    }

    /** A file here that cannot be read, or is not there. */
    public static TonotopyException unreadable(Path file, Throwable failure) {
        return new TonotopyException(
                Kind.LOCAL_FILE,
                failure instanceof NoSuchFileException
                        ? "There is no file " + file + " here."
                        : "The file " + file + " cannot be read: " + failure.getMessage() + ".",
                failure);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** What the server answered, as problem+json; null where it was not the server that refused. */
    public @Nullable JsonNode problem() {
        return problem;
    }
}

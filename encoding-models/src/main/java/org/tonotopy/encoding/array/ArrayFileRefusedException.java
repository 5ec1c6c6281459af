package org.tonotopy.encoding.array;

import java.io.IOException;
import java.io.Serial;

/** The file does not hold plain arrays that can be read: says which array, what is wrong with it, and what to do. */
public final class ArrayFileRefusedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The kinds of refusal, for callers that count or translate them. */
    public enum Kind {
        NOT_AN_ARCHIVE,
        TOO_MANY_ENTRIES,
        DUPLICATE_ENTRY,
        NOT_AN_ARRAY,
        BAD_HEADER,
        OBJECT_ARRAY,
        UNSUPPORTED_TYPE,
        FORTRAN_ORDER,
        TOO_LARGE,
        TOO_COMPRESSED,
        WRONG_LENGTH,
        DAMAGED,
        STORED_ELSEWHERE,
        UNSUPPORTED_FILTER,
        UNSUPPORTED_FEATURE,
        MISSING_ARRAY
    }

    private final Kind kind;
    private final String where;
    private final String what;
    private final String remedy;

    /**
     * @param where the array, or {@code archive} or {@code file}
     * @param what what is wrong, as the middle of a sentence
     * @param remedy what to do about it
     */
    public ArrayFileRefusedException(Kind kind, String where, String what, String remedy) {
        super(where + ": " + what + "; " + remedy);
        this.kind = kind;
        this.where = where;
        this.what = what;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    /** The array, or {@code archive} or {@code file}. */
    public String where() {
        return where;
    }

    /** What is wrong, as the middle of a sentence. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}

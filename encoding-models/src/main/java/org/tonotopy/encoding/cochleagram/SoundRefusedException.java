package org.tonotopy.encoding.cochleagram;

import java.io.Serial;
import org.tonotopy.encoding.recording.Finding;

/** A sound cannot be used: says what is wrong with it, and what to do. */
public final class SoundRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Finding.Code code;
    private final String what;
    private final String remedy;

    /**
     * @param what what is wrong, one sentence
     * @param remedy what to do about it, one sentence
     */
    public SoundRefusedException(Finding.Code code, String what, String remedy) {
        super(what + " " + remedy);
        this.code = code;
        this.what = what;
        this.remedy = remedy;
    }

    /** The kind of refusal. */
    public Finding.Code code() {
        return code;
    }

    /** What is wrong, one sentence. */
    public String what() {
        return what;
    }

    /** What to do about it, one sentence. */
    public String remedy() {
        return remedy;
    }

    /** The refusal as a finding about a file. */
    public Finding finding(String where) {
        return new Finding(Finding.Severity.ERROR, code, where, what, remedy);
    }
}

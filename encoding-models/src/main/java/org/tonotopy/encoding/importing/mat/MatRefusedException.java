package org.tonotopy.encoding.importing.mat;

import java.io.Serial;
import org.tonotopy.encoding.recording.Finding;

/** A MAT file, or a part of one, cannot be used: says where, what is wrong, and what to do. */
public final class MatRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Finding.Code code;
    private final String where;
    private final String what;
    private final String remedy;

    /**
     * @param where the variable, with the field and index in it; empty for the file as a whole
     * @param what what is wrong, one sentence
     * @param remedy what to do about it, one sentence
     */
    public MatRefusedException(Finding.Code code, String where, String what, String remedy) {
        super(where + ": " + what + " " + remedy);
        this.code = code;
        this.where = where;
        this.what = what;
        this.remedy = remedy;
    }

    /** The kind of refusal. */
    public Finding.Code code() {
        return code;
    }

    /** The refusal as a finding about a file of this name. */
    public Finding finding(String file) {
        return new Finding(Finding.Severity.ERROR, code, where.isEmpty() ? file : file + ": " + where, what, remedy);
    }
}

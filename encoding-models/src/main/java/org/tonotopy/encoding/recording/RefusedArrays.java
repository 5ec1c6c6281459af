package org.tonotopy.encoding.recording;

import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.recording.Finding.Code;

/** Says to a person why a file does not hold arrays that can be read. */
public final class RefusedArrays {

    private RefusedArrays() {}

    /** The refusal of a file that is the whole recording. */
    public static Finding finding(ArrayFileRefusedException refused) {
        return finding(refused, refused.where());
    }

    /**
     * The refusal of one file among others.
     *
     * @param where the file, and the array in it
     */
    public static Finding finding(ArrayFileRefusedException refused, String where) {
        Code code = switch (refused.kind()) {
            case TOO_LARGE, TOO_MANY_ENTRIES, TOO_COMPRESSED -> Code.TOO_LARGE;
            case OBJECT_ARRAY,
                    UNSUPPORTED_TYPE,
                    FORTRAN_ORDER,
                    BAD_HEADER,
                    NOT_AN_ARRAY,
                    DUPLICATE_ENTRY,
                    STORED_ELSEWHERE,
                    UNSUPPORTED_FILTER,
                    UNSUPPORTED_FEATURE -> Code.UNREADABLE_ARRAY;
            case MISSING_ARRAY -> Code.MISSING_ARRAY;
            case NOT_AN_ARCHIVE, WRONG_LENGTH, DAMAGED -> Code.DAMAGED_FILE;
        };
        return Finding.error(code, where, sentence("it " + refused.what()), sentence(refused.remedy()));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}

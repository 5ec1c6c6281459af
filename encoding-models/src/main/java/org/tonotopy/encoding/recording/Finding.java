package org.tonotopy.encoding.recording;

/**
 * Something about a file that a person should know.
 *
 * @param severity whether the recording can be used all the same
 * @param code the kind of finding, for programs
 * @param where the array or field, with an index where one helps
 * @param what what is wrong, one sentence
 * @param remedy what to do about it, one sentence
 */
public record Finding(Severity severity, Code code, String where, String what, String remedy) {

    /** Whether the recording can be used. */
    public enum Severity {
        /** The recording is refused. */
        ERROR,
        /** The recording is taken, and this is worth knowing. */
        NOTICE
    }

    /** The kinds of finding. */
    public enum Code {
        DAMAGED_FILE,
        UNREADABLE_ARRAY,
        UNREADABLE_METADATA,
        MISSING_ARRAY,
        UNKNOWN_ARRAY,
        WRONG_SHAPE,
        MISMATCHED_BINS,
        MISMATCHED_REPEATS,
        MISMATCHED_METADATA,
        NOT_FINITE_STIMULUS,
        NOT_FINITE_RESPONSE,
        NEGATIVE_COUNT,
        FRACTIONAL_COUNT,
        COUNT_TOO_LARGE,
        FREQUENCIES_NOT_INCREASING,
        BAD_TIME_STEP,
        UNSUITABLE_FRONT_END,
        DUPLICATE_NAME,
        NO_NEURONS,
        NO_STIMULI,
        NOTHING_RECORDED,
        BAD_SPLIT,
        TOO_LARGE,
        UNSUPPORTED_FORMAT,
        UNSAFE_ENTRY,
        ENCRYPTED_ENTRY,
        UNREADABLE_NAME,
        DUPLICATE_FILE,
        MISSING_FILE,
        UNUSED_FILE,
        UNREADABLE_TABLE,
        UNKNOWN_STIMULUS,
        EMPTY_STIMULUS,
        UNRECORDED_STIMULUS,
        MIXED_SAMPLE_RATES,
        NOT_FINITE_SPIKE_TIME,
        UNSORTED_SPIKES,
        SPIKES_OUTSIDE_STIMULUS,
        RENUMBERED_TRIALS,
        MERGED_SPIKES,
        UNTESTED_FORMAT,
        COMPRESSED_LEVELS,
        DIFFERING_SOUNDS,
        INCOMPLETE_TRIALS,
        AVERAGED_RESPONSES,
        MIXED_RESPONSE_KINDS,
        DETECTED_SPIKES,
        IMPLAUSIBLE_POTENTIAL
    }

    /** A reason to refuse the recording. */
    public static Finding error(Code code, String where, String what, String remedy) {
        return new Finding(Severity.ERROR, code, where, what, remedy);
    }

    /** Something worth knowing about a recording that is taken. */
    public static Finding notice(Code code, String where, String what, String remedy) {
        return new Finding(Severity.NOTICE, code, where, what, remedy);
    }
}

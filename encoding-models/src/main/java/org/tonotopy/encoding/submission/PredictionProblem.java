package org.tonotopy.encoding.submission;

/**
 * Something for which predictions are refused.
 *
 * @param where the array, or {@code file}
 * @param what is wrong with it, a sentence
 * @param remedy what to do, a sentence
 */
public record PredictionProblem(String where, String what, String remedy) {
    /** All of it in one line. */
    public String sentence() {
        return where + ": " + what + " " + remedy;
    }
}

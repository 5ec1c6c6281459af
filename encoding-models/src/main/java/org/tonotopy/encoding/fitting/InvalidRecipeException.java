package org.tonotopy.encoding.fitting;

/** A recipe has a setting that no fit can run with; the message names the field and the range that it may have. */
public final class InvalidRecipeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidRecipeException(String field, String requirement, Object given) {
        super(field + " must be " + requirement + ", not " + given);
        this.field = field;
    }

    /** The field at fault, in the snake case of the job documents. */
    public String field() {
        return field;
    }

    static void requireAtLeast(String field, int least, int given) {
        if (given < least) {
            throw new InvalidRecipeException(field, "at least " + least, given);
        }
    }

    static void requirePositive(String field, double given) {
        if (!(given > 0) || Double.isInfinite(given)) {
            throw new InvalidRecipeException(field, "a finite number above 0", given);
        }
    }

    static void requireNotNegative(String field, double given) {
        if (!(given >= 0) || Double.isInfinite(given)) {
            throw new InvalidRecipeException(field, "a finite number that is not negative", given);
        }
    }

    static void requireShare(String field, double given) {
        if (!(given >= 0) || given >= 1) {
            throw new InvalidRecipeException(field, "at least 0 and below 1", given);
        }
    }
}

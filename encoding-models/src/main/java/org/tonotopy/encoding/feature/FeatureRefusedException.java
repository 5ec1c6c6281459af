package org.tonotopy.encoding.feature;

/** A feature that cannot be computed as asked; the message names what is at fault and what to do. */
public final class FeatureRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * A refusal.
     *
     * @param field the setting at fault, in the snake case of the job documents
     * @param message why, and what to do
     */
    public FeatureRefusedException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The setting at fault. */
    public String field() {
        return field;
    }
}

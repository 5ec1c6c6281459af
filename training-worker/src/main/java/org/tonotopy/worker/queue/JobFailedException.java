package org.tonotopy.worker.queue;

import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.JobFailure;

/** A job cannot be done, and the reason is known. */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String sentence;

    /**
     * A failure.
     *
     * @param kind its kind
     * @param sentence what happened and what to do, for people
     */
    public JobFailedException(FailureKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
        this.sentence = sentence;
    }

    /**
     * A failure that has a cause.
     *
     * @param kind its kind
     * @param sentence what happened and what to do, for people
     * @param cause for the log
     */
    public JobFailedException(FailureKind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
        this.sentence = sentence;
    }

    /** For the ledger. */
    public JobFailure failure() {
        return new JobFailure(kind, sentence);
    }
}

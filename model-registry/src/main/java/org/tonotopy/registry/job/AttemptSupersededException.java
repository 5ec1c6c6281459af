package org.tonotopy.registry.job;

/** The attempt no longer holds its job: another one began, or the job ended. Whoever sees this stops and writes nothing. */
public final class AttemptSupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AttemptSupersededException(Attempt attempt) {
        super("attempt " + attempt.number() + " no longer holds job " + attempt.jobId());
    }
}

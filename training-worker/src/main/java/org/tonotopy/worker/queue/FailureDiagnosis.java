package org.tonotopy.worker.queue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.tonotopy.encoding.cuda.GpuMemoryException;
import org.tonotopy.encoding.cuda.GpuUnavailableException;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.store.ContentMismatchException;

/** Says in a kind and a sentence why a job failed. */
final class FailureDiagnosis {
    private FailureDiagnosis() {}

    /**
     * What a person is told.
     *
     * @param thrown what ended the work
     * @param worker whose log has the details
     */
    static JobFailure of(Throwable thrown, String worker) {
        if (thrown instanceof JobFailedException known) {
            return known.failure();
        }
        Optional<OutOfMemoryError> exhausted = find(OutOfMemoryError.class, thrown);
        if (exhausted.isPresent()) {
            return new JobFailure(
                    FailureKind.OUT_OF_MEMORY,
                    "The worker " + worker + " ran out of memory ("
                            + exhausted.get().getMessage()
                            + "): give it more, or ask for a smaller model or fewer clips per batch.");
        }
        Optional<GpuMemoryException> exhaustedGpu = find(GpuMemoryException.class, thrown);
        if (exhaustedGpu.isPresent()) {
            return new JobFailure(
                    FailureKind.OUT_OF_MEMORY,
                    "On the worker " + worker + ": " + exhaustedGpu.get().getMessage() + ".");
        }
        Optional<GpuUnavailableException> failedGpu = find(GpuUnavailableException.class, thrown);
        if (failedGpu.isPresent()) {
            return new JobFailure(
                    FailureKind.WORKER_LOST,
                    "The graphics processor of the worker " + worker + " failed: "
                            + failedGpu.get().getMessage() + ".");
        }
        return new JobFailure(
                FailureKind.INTERNAL,
                "A defect of the platform ended the job (" + thrown.getClass().getSimpleName()
                        + "): the log of the worker " + worker + " has the details.");
    }

    /**
     * Whether another try is worth it: the failure is of a kind that passes by itself, and nothing is known to be damaged.
     */
    static boolean mayPass(JobFailure failure, Throwable thrown) {
        return failure.kind().passes()
                && find(ContentMismatchException.class, thrown).isEmpty();
    }

    /**
     * Whether the database was out of reach. Nobody can be told then; the queue offers the job again when the database
     * is back.
     */
    static boolean isDatabaseOutage(Throwable thrown) {
        return thrown instanceof TransientDataAccessException
                || thrown instanceof RecoverableDataAccessException
                || thrown instanceof DataAccessResourceFailureException
                || thrown instanceof CannotCreateTransactionException
                || thrown instanceof TransactionSystemException
                // A connection that broke inside a transaction is first noticed when that is rolled back.
                || (thrown instanceof JpaSystemException && thrown.getCause() instanceof TransactionException);
    }

    private static <T extends Throwable> Optional<T> find(Class<T> type, Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        for (@Nullable Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

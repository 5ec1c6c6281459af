package org.tonotopy.api.limit;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.usage.AccountUsage;

/**
 * Keeps accounts within what they may take up. What several requests ask for at the same moment may exceed a limit together: limits are
 * for what goes on and on.
 */
@Component
public class AccountLimits {
    private static final Duration JOBS_END = Duration.ofMinutes(1);
    private static final Duration CONTENT_GOES = Duration.ofHours(1);

    private final AccountUsage usage;
    private final long jobs;
    private final long storageBytes;

    AccountLimits(AccountUsage usage, LimitSettings settings) {
        this.usage = usage;
        this.jobs = settings.jobs();
        this.storageBytes = settings.storage().toBytes();
    }

    /** Jobs of one account that may wait or run at a time; empty: any number. */
    public OptionalLong jobs() {
        return jobs == 0 ? OptionalLong.empty() : OptionalLong.of(jobs);
    }

    /** Bytes that one account may have stored; empty: any number. */
    public OptionalLong storageBytes() {
        return storageBytes == 0 ? OptionalLong.empty() : OptionalLong.of(storageBytes);
    }

    /**
     * Refuses jobs that are too many. It counts those that were just made: their transaction ends with the refusal.
     *
     * @throws ProblemException of {@link ProblemType#JOB_LIMIT}
     */
    public void requireJobsWithin(Caller caller) {
        if (jobs == 0) {
            return;
        }
        long open = usage.openJobs(caller.accountId());
        if (open > jobs) {
            throw new ProblemException(
                            ProblemType.JOB_LIMIT,
                            "With this, " + open + " jobs of " + caller.name() + " would wait or run, and " + jobs
                                    + " may: wait until some have ended, cancel some, or ask for fewer.")
                    .retryAfter(JOBS_END);
        }
    }

    /** Bytes that an account may still send. */
    public long roomBytes(UUID account) {
        return storageBytes == 0 ? Long.MAX_VALUE : Math.max(0, storageBytes - usage.storedBytes(account));
    }

    /** Says that there is no room for what an account sends. */
    public ProblemException noRoom(UUID account) {
        return new ProblemException(
                        ProblemType.STORAGE_LIMIT,
                        "What this account has sent takes up " + usage.storedBytes(account) + " bytes, and "
                                + storageBytes + " may: delete datasets, or give up uploads; what no dataset is made of"
                                + " is removed by itself after a while.")
                .retryAfter(CONTENT_GOES);
    }
}

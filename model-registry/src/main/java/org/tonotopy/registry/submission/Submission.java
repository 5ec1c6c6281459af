package org.tonotopy.registry.submission;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.SubmissionFormat;

/**
 * Predictions of the test stimuli of a benchmark that somebody made elsewhere.
 *
 * @param id identity
 * @param jobId the job that scores them
 * @param jobState where it stands
 * @param failure why it failed, in a sentence; empty unless it did
 * @param benchmark the benchmark version
 * @param modelName under which the scored model is kept
 * @param link where the model is described; empty: nowhere
 * @param parameterCount number of fitted parameters as claimed; empty: not said
 * @param format of the file
 * @param model the scored model; empty where it is not scored, or was withdrawn
 * @param ownerId who sent them
 * @param owner name of that account
 * @param createdAt when
 * @param withdrawal who took it off the board; empty where nobody did
 */
public record Submission(
        UUID id,
        UUID jobId,
        JobState jobState,
        Optional<String> failure,
        VersionedName benchmark,
        String modelName,
        Optional<String> link,
        Optional<Long> parameterCount,
        SubmissionFormat format,
        Optional<VersionedName> model,
        UUID ownerId,
        String owner,
        Instant createdAt,
        Optional<Withdrawal> withdrawal) {
    /**
     * That a submission was taken off the board.
     *
     * @param by name of the account
     * @param at when
     */
    public record Withdrawal(String by, Instant at) {}
}

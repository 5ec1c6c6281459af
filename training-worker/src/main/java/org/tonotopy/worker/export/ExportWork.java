package org.tonotopy.worker.export;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;
import org.tonotopy.worker.recording.RecordingFiles;
import org.tonotopy.worker.recording.StoredRecordings;
import tools.jackson.databind.JsonNode;

/** Writes a dataset's recording as a file of the format that was asked for, and keeps it for downloads. */
@Component
class ExportWork implements JobWork {
    private final StoredRecordings recordings;
    private final RecordingFiles files;
    private final ExportRegistry exports;
    private final JobLedger ledger;

    /** A recording may take a large part of the memory, so one at a time is read. */
    private final ThreadBudget oneAtATime = new ThreadBudget(1);

    ExportWork(StoredRecordings recordings, RecordingFiles files, ExportRegistry exports, JobLedger ledger) {
        this.recordings = recordings;
        this.files = files;
        this.exports = exports;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.EXPORT;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        JobSpec.Export spec = (JobSpec.Export) assignment.job().spec();
        Dataset dataset = assignment.job().dataset().orElseThrow();
        enter(assignment, "reading");
        try (var turn = oneAtATime.take(1, () -> assignment.requireGoOn(ledger))) {
            Recording whole = recordings.readAccepted(dataset);
            JsonNode metadata = recordings.describe(dataset, whole);
            Recording recording = whole.withoutResponses(spec.hiddenStimuli());
            enter(assignment, "writing");
            Attempt attempt = assignment.attempt();
            RecordingFiles.Written written = files.write(attempt, recording, metadata, spec.format());
            ledger.succeed(attempt, () -> {
                if (exports.register(spec, attempt, written.key(), written.content(), metadata)
                        .isEmpty()) {
                    throw new HiddenMeanwhileException();
                }
                return Map.of(
                        "format",
                        spec.format().key(),
                        "size_bytes",
                        written.content().sizeBytes());
            });
        } catch (HiddenMeanwhileException hidden) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "Other responses are hidden now than when this file was asked for: ask for it again.",
                    hidden);
        }
    }

    /** Ends the transaction in which the job would succeed. */
    private static final class HiddenMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void enter(Assignment assignment, String phase) throws JobFailedException {
        Assignment.follow(ledger.progress(
                assignment.attempt(), new FitProgress(phase, 0, 0, Optional.empty(), Optional.empty(), 0)));
    }
}

package org.tonotopy.api.job;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.registry.export.DatasetExport;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;

/** Finds exports that need not be made again: they were made, or are on their way. */
@Component
class AskedExports {
    private static final Set<JobState> ON_THE_WAY = EnumSet.allOf(JobState.class).stream()
            .filter(state -> !state.isTerminal() && state != JobState.CANCELLING)
            .collect(Collectors.toUnmodifiableSet());

    private final ExportRegistry exports;
    private final JobRepository jobs;
    private final TransactionLock lock;

    AskedExports(ExportRegistry exports, JobRepository jobs, TransactionLock lock) {
        this.exports = exports;
        this.jobs = jobs;
        this.lock = lock;
    }

    /**
     * The job of an earlier request for the same export; requests that arrive together wait for each other.
     *
     * @param asked not yet queued
     */
    Optional<UUID> before(Job asked) {
        if (!(asked.spec() instanceof JobSpec.Export spec)) {
            return Optional.empty();
        }
        lock.take("export", spec.datasetId() + " " + spec.format().key());
        return exports.find(spec.datasetId(), spec.format())
                .map(DatasetExport::jobId)
                .or(() -> jobs.findExportJobs(spec.datasetId(), ON_THE_WAY).stream()
                        .filter(job -> job.spec().equals(spec))
                        .map(Job::id)
                        .findFirst());
    }
}

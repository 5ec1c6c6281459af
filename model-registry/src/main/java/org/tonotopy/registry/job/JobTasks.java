package org.tonotopy.registry.job;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.UUID;

/** The names under which db-scheduler queues jobs; an execution's instance is the job's id. */
public final class JobTasks {
    /** Ingest jobs. */
    public static final TaskDescriptor<Void> INGEST = TaskDescriptor.of("ingest");
    /** Fit jobs. */
    public static final TaskDescriptor<Void> FIT = TaskDescriptor.of("fit");
    /** Ensemble jobs. */
    public static final TaskDescriptor<Void> ENSEMBLE = TaskDescriptor.of("ensemble");
    /** Feature jobs. */
    public static final TaskDescriptor<Void> FEATURE = TaskDescriptor.of("feature");
    /** Export jobs. */
    public static final TaskDescriptor<Void> EXPORT = TaskDescriptor.of("export");

    private JobTasks() {}

    /** The queue of a kind. */
    public static TaskDescriptor<Void> of(JobKind kind) {
        return switch (kind) {
            case INGEST -> INGEST;
            case FIT -> FIT;
            case ENSEMBLE -> ENSEMBLE;
            case FEATURE -> FEATURE;
            case EXPORT -> EXPORT;
        };
    }

    static TaskInstanceId execution(JobKind kind, UUID job) {
        return TaskInstanceId.of(of(kind).getTaskName(), job.toString());
    }
}

package org.tonotopy.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.dispatch.Outlook;
import org.tonotopy.registry.dispatch.WaitReason;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.worker.MemoryClass;
import tools.jackson.databind.JsonNode;

/**
 * A job.
 *
 * @param id identity
 * @param kind what it does
 * @param state where it stands
 * @param dataset the dataset that it ingests or fits
 * @param benchmark the benchmark that a fit is for
 * @param sweep that it belongs to
 * @param units what one network of a fit predicts
 * @param neurons that a fit is for
 * @param spec all that the worker needs to know
 * @param progress how far it is
 * @param position its place in the queue, from 1
 * @param waiting why it waits
 * @param priority higher first
 * @param device what it needs to compute on
 * @param attempt number of the current attempt
 * @param worker of the current attempt
 * @param failure why it failed
 * @param model what it made
 * @param features where its features are
 * @param export where its file is
 * @param reproductions where its verdict is
 * @param predictions where its predictions are
 * @param owner who asked for it
 * @param createdAt when it was asked for
 * @param startedAt when its current attempt began
 * @param lastProgressAt when it last moved
 * @param finishedAt when it reached a final state
 * @param offer why it is the answer to a request for a job
 */
@Schema(name = "Job", description = "Work that takes time, done by a worker.")
public record JobResponse(
        UUID id,

        @Schema(allowableValues = {"ingest", "fit", "ensemble", "feature", "export", "score", "reproduce", "predict"})
        String kind,

        @Schema(description = "SUCCEEDED, FAILED and CANCELLED are final.")
        JobState state,

        @Schema(
                description = "The dataset that it ingests, fits or exports, or that its model was fitted to.",
                example = "ns1@1")
        Optional<String> dataset,

        @Schema(
                description = "The benchmark that a fit is for, or that its model was fitted for.",
                example = "ns1-natural@1")
        Optional<String> benchmark,

        @Schema(description = "The sweep that it belongs to; null: none.")
        Optional<UUID> sweep,

        @Schema(
                description = "What one network of a fit predicts; null unless it is a fit.",
                allowableValues = {"population", "each_neuron"},
                type = "string")
        Optional<Units> units,

        @Schema(description = "Indices in the dataset of the neurons that a fit is for; null: all of the benchmark.")
        Optional<List<Integer>> neurons,

        @Schema(description = "All that the worker needs to know, with every default filled in.")
        JobSpec spec,

        @Schema(
                description = "How far it is; null before the first news. Of a fit: phase, epoch, max_epochs,"
                        + " train_loss, validation_score, best_epoch, networks and networks_done. Of a feature job:"
                        + " phase, done and total (features), share of this attempt's work.")
        Optional<JsonNode> progress,

        @Schema(
                description =
                        "Its place in the order in which jobs begin, from 1, as things stand; null unless QUEUED.")
        Optional<Long> position,

        @Schema(description = "Why it waits; null unless QUEUED or PAUSED.")
        Optional<Waiting> waiting,

        @Schema(description = "Higher first, whoever asks.", minimum = "-100", maximum = "100")
        int priority,

        @Schema(
                description = "What it needs to compute on.",
                allowableValues = {"any", "gpu_preferred", "gpu"})
        String device,

        @Schema(description = "Number of the current attempt; 0 before the first.")
        int attempt,

        @Schema(description = "The worker of the current attempt.")
        Optional<String> worker,

        @Schema(description = "Why it failed; null unless FAILED.")
        Optional<Failure> failure,

        @Schema(
                description = "The model that it made; null unless a fit, an ensemble or a score SUCCEEDED.",
                example = "statenet-ns1-natural@1")
        Optional<String> model,

        @Schema(
                description = "Only of feature jobs: where the features are that it has made so far.",
                example = "/api/v1/models/statenet-ns1-natural@1/features?job=018f")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> features,

        @Schema(
                description = "Only of export jobs: where the file is once the job SUCCEEDED.",
                example = "/api/v1/datasets/ns1@1/recording.h5")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> export,

        @Schema(
                description = "Only of jobs that make the fit of a model again: where it is said what came out.",
                example = "/api/v1/models/statenet-ns1-natural@1/reproductions")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> reproductions,

        @Schema(
                description = "Only of jobs that predict: where the predictions are once the job SUCCEEDED.",
                example = "/api/v1/jobs/018f/predictions")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> predictions,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt,

        @Schema(description = "When its current attempt began.")
        Optional<Instant> startedAt,

        @Schema(description = "When it last moved.") Optional<Instant> lastProgressAt,

        @Schema(description = "When it reached a final state.")
        Optional<Instant> finishedAt,

        @Schema(
                description =
                        "Only in the answer to createJob, and only where the same was asked for before and this is the"
                                + " job of then: says so, and how to have it made again.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> offer) {
    /**
     * Why a job waits.
     *
     * @param reason as a word
     * @param detail in a sentence
     * @param startsIn when it may begin
     * @param notBefore when it is tried again
     */
    @Schema(name = "JobWaiting", description = "Why a job waits.")
    public record Waiting(
            WaitReason reason,
            String detail,

            @Schema(
                    description = "When it may begin, guessed from how long jobs took lately; null where nobody knows.",
                    example = "PT12M")
            Optional<Duration> startsIn,

            @Schema(description = "When it is tried again; null unless the reason is TRIED_AGAIN_LATER.")
            Optional<Instant> notBefore) {
        private static Waiting of(Job job, Outlook outlook) {
            return new Waiting(outlook.reason(), detail(job, outlook.reason()), outlook.startsIn(), job.notBefore());
        }

        private static String detail(Job job, WaitReason reason) {
            return switch (reason) {
                case NEXT -> "The next worker that is free takes it.";
                case OTHERS_FIRST -> "Jobs of others, or earlier ones, come first.";
                case TRIED_AGAIN_LATER -> "An attempt failed in a way that may pass; it is tried again.";
                case OWNER_CAP -> job.owner().name() + " has as many jobs at workers as one account may.";
                case LAB_CAP -> "The lab of " + job.owner().name() + " has as many jobs at workers as it may.";
                case NO_WORKER -> "No worker is there: start one.";
                case NO_GPU_WORKER -> "It needs a GPU, and no worker with one is there: start one.";
                case NO_WORKER_WITH_MEMORY ->
                    "Its recording takes up to " + (MemoryClass.bytes(job.memoryClass()) >> 20)
                            + " MiB, and no worker that is there has room for that: start one with twice as much heap.";
                case PAUSED -> "Somebody paused it: resume it.";
            };
        }
    }

    /**
     * Why a job failed.
     *
     * @param kind as a kind
     * @param message in one sentence
     */
    @Schema(name = "JobFailure", description = "Why a job failed.")
    public record Failure(FailureKind kind, String message) {}

    static JobResponse of(Job job, Optional<Outlook> outlook, Optional<String> model, Optional<String> offer) {
        Optional<JobSpec.Fit> fit =
                Optional.of(job.spec()).filter(JobSpec.Fit.class::isInstance).map(JobSpec.Fit.class::cast);
        return new JobResponse(
                job.id(),
                job.kind().name().toLowerCase(Locale.ROOT),
                job.state(),
                job.dataset().map(dataset -> dataset.reference().toString()),
                job.benchmark().map(benchmark -> benchmark.reference().toString()),
                job.sweepId(),
                fit.map(JobSpec.Fit::units),
                fit.map(JobSpec.Fit::neurons).filter(neurons -> !neurons.isEmpty()),
                job.spec(),
                job.progress(),
                outlook.flatMap(Outlook::position),
                outlook.map(known -> Waiting.of(job, known)),
                job.priority(),
                JobUrgency.key(job.device()),
                job.attempt(),
                job.worker(),
                job.failure().map(failure -> new Failure(failure.kind(), failure.message())),
                model,
                job.spec() instanceof JobSpec.Feature feature
                        ? Optional.of("/api/v1/models/" + feature.model() + "/features?job=" + job.id())
                        : Optional.empty(),
                job.spec() instanceof JobSpec.Export export
                        ? Optional.of("/api/v1/datasets/" + export.dataset() + "/recording."
                                + export.format().extension())
                        : Optional.empty(),
                job.spec() instanceof JobSpec.Reproduce again
                        ? Optional.of("/api/v1/models/" + again.model() + "/reproductions")
                        : Optional.empty(),
                job.spec() instanceof JobSpec.Predict
                        ? Optional.of(JobService.predictions(job.id()))
                        : Optional.empty(),
                job.owner().name(),
                job.createdAt(),
                job.startedAt(),
                job.lastProgressAt(),
                job.finishedAt(),
                offer);
    }
}

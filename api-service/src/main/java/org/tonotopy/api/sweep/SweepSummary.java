package org.tonotopy.api.sweep;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepJobCount;

/**
 * A sweep in a list.
 *
 * @param id identity
 * @param benchmark the first of its benchmarks
 * @param benchmarks that its fits are for
 * @param modelName of its first fit
 * @param varied what its fits differ in
 * @param over whether nothing of it will move any more
 * @param counts number of its fits in each state
 * @param ensemble whether an ensemble is made
 * @param ensembleState where the job of the ensemble stands
 * @param owner who asked for it
 * @param createdAt when it was asked for
 * @param cancelledAt when somebody cancelled it
 */
@Schema(description = "A sweep in a list.")
public record SweepSummary(
        UUID id,

        @Schema(description = "The first of the benchmarks that its fits are for.", example = "ns1-natural@1")
        String benchmark,

        @Schema(description = "The benchmarks that its fits are for.", example = "[\"ns1-natural@1\"]")
        List<String> benchmarks,

        @Schema(description = "Under which its first fit is kept.", example = "statenet-ns1-natural")
        String modelName,

        @Schema(
                description = "What its fits differ in: paths of their specs.",
                example = "[\"model.channels\", \"seed\"]")
        List<String> varied,

        @Schema(description = "Whether nothing of it will move any more.")
        boolean over,

        @Schema(description = "How many of its fits are in each state.", example = "{\"SUCCEEDED\": 2, \"RUNNING\": 1}")
        Map<JobState, Integer> counts,

        @Schema(description = "Whether the ensemble of its fits is made once all have succeeded.")
        boolean ensemble,

        @Schema(description = "Where the job of the ensemble stands; null while there is none.")
        Optional<JobState> ensembleState,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt,

        @Schema(description = "When somebody cancelled it; null: nobody did.")
        Optional<Instant> cancelledAt) {
    /** Copies the lists. */
    public SweepSummary {
        benchmarks = List.copyOf(benchmarks);
        varied = List.copyOf(varied);
    }

    /** How many fits it has. */
    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * A sweep.
     *
     * @param jobs the counts of its jobs
     */
    static SweepSummary of(Sweep sweep, List<SweepJobCount> jobs) {
        Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
        jobs.stream()
                .filter(alike -> alike.kind() == JobKind.FIT)
                .forEach(alike -> counts.put(alike.state(), Math.toIntExact(alike.jobs())));
        Optional<JobState> ensembleState = jobs.stream()
                .filter(alike -> alike.kind() == JobKind.ENSEMBLE)
                .map(SweepJobCount::state)
                .findFirst();
        return new SweepSummary(
                sweep.id(),
                sweep.benchmark().reference().toString(),
                sweep.benchmarks().stream()
                        .map(benchmark -> benchmark.reference().toString())
                        .toList(),
                sweep.modelName(),
                sweep.varied(),
                // The ensemble's job is created with the last success, so there is no moment between the two.
                jobs.stream().allMatch(alike -> alike.state().isTerminal()),
                counts,
                sweep.ensemble(),
                ensembleState,
                sweep.owner().name(),
                sweep.createdAt(),
                sweep.cancelledAt());
    }
}

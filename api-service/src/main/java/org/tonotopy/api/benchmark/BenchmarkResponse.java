package org.tonotopy.api.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.dataset.DatasetShape;

/**
 * A benchmark version.
 *
 * @param reference name and version
 * @param name its name
 * @param version its version
 * @param duplicate present in the answer to a creating request: whether the benchmark was there already
 * @param dataset the dataset version that it stands on
 * @param split which stimuli are for what
 * @param smoothing as it was asked for
 * @param smoothingNote what is to be known of the smoothing on this dataset
 * @param neuronFilter the neurons that count
 * @param rankingMetric orders the board
 * @param rules in words
 * @param neuronsBefore neurons in the dataset
 * @param neuronsAfter neurons that count
 * @param owner who defined it
 * @param createdAt when
 */
@Schema(
        name = "Benchmark",
        description = "A dataset version with a split, a response preparation and a ranking metric; never changed.")
record BenchmarkResponse(
        @Schema(description = "Name and version.", example = "ns1-natural@1")
        String reference,

        String name,
        int version,

        @Schema(description = "Only in the answer to a creating request: whether it was there already.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Boolean> duplicate,

        @Schema(description = "The dataset version that it stands on.", example = "ns1@1")
        String dataset,

        StimulusSplit split,

        @Schema(
                allowableValues = {"none", "hanning_21ms_peak_one", "hanning_21ms_sum_one"},
                type = "string")
        Smoothing smoothing,

        @Schema(
                description = "Says so where the dataset's time bins are too wide for the smoothing to change"
                        + " anything; null otherwise.")
        Optional<String> smoothingNote,

        NeuronFilter neuronFilter,

        @Schema(
                allowableValues = {"cc_norm", "cc"},
                type = "string")
        RankingMetric rankingMetric,

        String rules,
        @Schema(description = "Neurons in the dataset.") int neuronsBefore,
        @Schema(description = "Neurons that count.") int neuronsAfter,
        @Schema(description = "Who defined it.") String owner,
        Instant createdAt) {
    /**
     * The neurons that count.
     *
     * @param neurons indices in the dataset; empty: all
     */
    @Schema(name = "NeuronFilter", description = "The neurons that count.")
    record NeuronFilter(
            @Schema(description = "Indices in the dataset, ascending; null: all neurons.")
            Optional<List<Integer>> neurons) {}

    static BenchmarkResponse of(Benchmark benchmark, Optional<Boolean> duplicate) {
        List<Integer> neurons = benchmark.definition().neuronFilter().neurons();
        return new BenchmarkResponse(
                benchmark.reference().toString(),
                benchmark.reference().name(),
                benchmark.reference().version(),
                duplicate,
                benchmark.dataset().reference().toString(),
                benchmark.definition().split(),
                benchmark.definition().smoothing(),
                note(benchmark),
                new NeuronFilter(neurons.isEmpty() ? Optional.empty() : Optional.of(neurons)),
                benchmark.definition().rankingMetric(),
                benchmark.definition().rules(),
                benchmark.neuronsBefore(),
                benchmark.neuronsAfter(),
                benchmark.owner().name(),
                benchmark.createdAt());
    }

    private static Optional<String> note(Benchmark benchmark) {
        Smoothing smoothing = benchmark.definition().smoothing();
        return benchmark
                .dataset()
                .shape()
                .map(DatasetShape::dtMs)
                .filter(dtMs -> smoothing != Smoothing.NONE && !smoothing.smooths(dtMs))
                .map(dtMs -> "The dataset's time bins are " + dtMs
                        + " ms wide: a window of 21 ms leaves a single tap, so responses are not smoothed.");
    }
}

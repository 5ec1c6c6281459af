package org.tonotopy.api.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.CriterionCount;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.benchmark.NeuronCriteria;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusFilter;
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
 * @param hiddenTest whether nobody below admin may have the responses to the test stimuli
 * @param stimulusFilter the stimuli that took part in the split
 * @param neuronsBefore neurons in the dataset
 * @param neuronsAfter neurons that count
 * @param stimuliBefore stimuli in the dataset
 * @param stimuliAfter stimuli that take part
 * @param visibility who may read it
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

        Split split,

        @Schema(
                allowableValues = {"none", "hanning_21ms_peak_one", "hanning_21ms_sum_one"},
                type = "string")
        Smoothing smoothing,

        @Schema(
                description = "Says so where the dataset's time bins are too wide for the smoothing to change"
                        + " anything; null otherwise.")
        Optional<String> smoothingNote,

        NeuronFilter neuronFilter,

        @Schema(description = "By what stimuli were chosen for the split; null where any may take part.")
        Optional<StimulusFilter> stimulusFilter,

        @Schema(
                allowableValues = {"cc_norm", "cc"},
                type = "string")
        RankingMetric rankingMetric,

        String rules,

        @Schema(
                description =
                        "Whether nobody below admin may have the responses to the test stimuli; the scorer alone reads them.")
        boolean hiddenTest,

        @Schema(description = "Neurons in the dataset.") int neuronsBefore,
        @Schema(description = "Neurons that count.") int neuronsAfter,
        @Schema(description = "Stimuli in the dataset.") int stimuliBefore,

        @Schema(description = "Stimuli that take part: those of the split.")
        int stimuliAfter,

        @Schema(
                description = VisibilityName.TOLD,
                allowableValues = {"public", "lab", "private"})
        String visibility,

        @Schema(description = "Who defined it.") String owner,
        Instant createdAt) {
    /**
     * Which stimuli are for what, by index in the dataset.
     *
     * @param kind how it was made
     * @param train fitted to
     * @param validation stop the fit and choose its settings
     * @param test scored once
     * @param seed of the draw
     * @param validationCount sounds that stop each fold's fit
     * @param folds one for each fold
     */
    @Schema(
            name = "Split",
            description = "Which stimuli are for what, by index in the dataset: once, or in the folds of a"
                    + " cross-validation, where each stimulus is tested by a network that was fitted without it.")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Split(
            @Schema(allowableValues = {SplitKind.BY_STIMULUS, SplitKind.K_FOLD, SplitKind.LEAVE_ONE_STIMULUS_OUT})
            String kind,

            @Schema(description = "Of " + SplitKind.BY_STIMULUS + ": fitted to.")
            Optional<List<Integer>> train,

            @Schema(description = "Of " + SplitKind.BY_STIMULUS + ": stop the fit and choose its settings.")
            Optional<List<Integer>> validation,

            @Schema(description = "Of " + SplitKind.BY_STIMULUS + ": scored once, after fitting is over.")
            Optional<List<Integer>> test,

            @Schema(description = "Of " + SplitKind.K_FOLD + ": seed of the draw.")
            Optional<Long> seed,

            @Schema(description = "Of a cross-validation: sounds that stop the fit of each fold.")
            Optional<Integer> validationCount,

            @Schema(description = "Of a cross-validation: its folds.")
            Optional<List<Fold>> folds) {
        static Split of(BenchmarkSplit split) {
            return split instanceof CrossValidation turns ? of(turns) : of((StimulusSplit) split);
        }

        private static Split of(StimulusSplit once) {
            return new Split(
                    SplitKind.of(once),
                    Optional.of(once.train()),
                    Optional.of(once.validation()),
                    Optional.of(once.test()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        private static Split of(CrossValidation turns) {
            return new Split(
                    SplitKind.of(turns),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    turns.seed(),
                    Optional.of(turns.validationSounds()),
                    Optional.of(turns.folds().stream()
                            .map(fold -> new Fold(fold.train(), fold.validation(), fold.test()))
                            .toList()));
        }
    }

    /**
     * A fold.
     *
     * @param train fitted to
     * @param validation stop the fit and choose its settings
     * @param test predicted by the network of this fold
     */
    @Schema(name = "Fold", description = "Which stimuli are for what in one fold, by index in the dataset.")
    record Fold(List<Integer> train, List<Integer> validation, List<Integer> test) {}

    /**
     * The neurons that count.
     *
     * @param neurons indices in the dataset; empty: all
     * @param criteria by which they were chosen; empty: none
     * @param counts what each criterion does, alone
     */
    @Schema(name = "NeuronFilter", description = "The neurons that count.")
    record NeuronFilter(
            @Schema(
                    description =
                            "Indices in the dataset, ascending, as resolved when the benchmark was defined; null: all"
                                    + " neurons.")
            Optional<List<Integer>> neurons,

            @Schema(description = "All of which they meet; null where there are none.")
            Optional<NeuronCriteria> criteria,

            @Schema(description = "How many neurons each criterion keeps and leaves out, alone.")
            List<CriterionCount> counts) {
        static NeuronFilter of(NeuronSelection selection) {
            List<Integer> neurons = selection.neurons();
            return new NeuronFilter(
                    neurons.isEmpty() ? Optional.empty() : Optional.of(neurons),
                    selection.filter().map(NeuronSelection.Filter::criteria),
                    selection.filter().map(NeuronSelection.Filter::counts).orElse(List.of()));
        }
    }

    static BenchmarkResponse of(Benchmark benchmark, Optional<Boolean> duplicate) {
        return new BenchmarkResponse(
                benchmark.reference().toString(),
                benchmark.reference().name(),
                benchmark.reference().version(),
                duplicate,
                benchmark.dataset().reference().toString(),
                Split.of(benchmark.definition().split()),
                benchmark.definition().smoothing(),
                note(benchmark),
                NeuronFilter.of(benchmark.definition().neuronFilter()),
                benchmark.definition().stimulusFilter(),
                benchmark.definition().rankingMetric(),
                benchmark.definition().rules(),
                benchmark.hidesTests(),
                benchmark.neuronsBefore(),
                benchmark.neuronsAfter(),
                benchmark.dataset().shape().orElseThrow().stimuli().size(),
                benchmark.stimuliAfter(),
                VisibilityName.of(benchmark.visibility()),
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

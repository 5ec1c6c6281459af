package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.CriterionCount;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.dataset.DatasetShape;
import tools.jackson.databind.JsonNode;

/** What benchmarks are made of, in words. */
final class BenchmarkWords {
    private BenchmarkWords() {}

    static String of(Smoothing smoothing) {
        return switch (smoothing) {
            case NONE -> "none";
            case HANNING_21MS_PEAK_ONE -> "Hanning window of 21 ms, peak 1";
            case HANNING_21MS_SUM_ONE -> "Hanning window of 21 ms, sum 1";
        };
    }

    /** What a benchmark is, name and value. */
    static List<Fact> facts(Benchmark benchmark) {
        List<Fact> facts = new ArrayList<>();
        DatasetShape shape = benchmark.dataset().shape().orElseThrow();
        text(benchmark.dataset().metadata(), "species").ifPresent(value -> facts.add(new Fact("Species", value)));
        text(benchmark.dataset().metadata(), "area").ifPresent(value -> facts.add(new Fact("Area", value)));
        facts.add(new Fact("Neurons", benchmark.neuronsAfter() + " of " + benchmark.neuronsBefore()));
        facts.add(new Fact("Stimuli", stimuli(benchmark.definition().split())));
        benchmark
                .definition()
                .neuronFilter()
                .filter()
                .ifPresent(filter -> facts.add(new Fact(
                        "Neurons by",
                        filter.counts().stream()
                                .map(CriterionCount::criterion)
                                .map(criterion -> criterion.replace('_', ' '))
                                .collect(Collectors.joining(", ")))));
        facts.add(new Fact("Bands", String.valueOf(shape.bands())));
        facts.add(new Fact("Time bin", plain(shape.dtMs()) + " ms"));
        facts.add(new Fact(
                "Smoothing",
                benchmark.definition().smoothing().smooths(shape.dtMs())
                        ? of(benchmark.definition().smoothing())
                        : "none"));
        facts.add(new Fact("Visibility", VisibilityName.of(benchmark.visibility())));
        facts.add(new Fact(
                "Ranked by", "mean " + PageNumbers.name(benchmark.definition().rankingMetric())));
        return facts;
    }

    private static String stimuli(BenchmarkSplit split) {
        if (split instanceof StimulusSplit once) {
            return once.train().size() + " train, " + once.validation().size() + " validation, "
                    + once.test().size() + " test";
        }
        return split.tests().size() + ", each tested once in " + split.turns().size() + " folds";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static Optional<String> text(JsonNode metadata, String name) {
        JsonNode value = metadata.path(name);
        return value.isString() && !value.stringValue().isBlank() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}

package org.tonotopy.api.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.benchmark.RulesText;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.suite.Suite;

/** Checks the definition of a suite against its benchmarks. */
@Component
class SuiteRequestCheck {
    private static final String FIELD = "benchmarks";

    private final BenchmarkRepository benchmarks;

    SuiteRequestCheck(BenchmarkRepository benchmarks) {
        this.benchmarks = benchmarks;
    }

    /**
     * A definition that can be compared.
     *
     * @param name of the suite
     * @param benchmarks in order
     * @param rules in words
     */
    record Checked(String name, List<Benchmark> benchmarks, String rules) {
        /** Copies the list. */
        Checked {
            benchmarks = List.copyOf(benchmarks);
        }
    }

    /**
     * Checks a request.
     *
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Checked check(CreateSuiteRequest request) {
        FieldProblems problems = new FieldProblems();
        String name = request.name() == null ? "" : request.name();
        problems.requireName("name", name);
        String rules = RulesText.check(request.rules(), problems);
        List<Benchmark> found = benchmarks(request.benchmarks(), problems);
        problems.refuse();
        return new Checked(name, found, rules);
    }

    private List<Benchmark> benchmarks(@Nullable List<@Nullable String> sent, FieldProblems problems) {
        int count = sent == null ? 0 : sent.size();
        if (sent == null || count < Suite.FEWEST_BENCHMARKS || count > Suite.MOST_BENCHMARKS) {
            problems.add(
                    FIELD,
                    sent == null ? "it is missing" : "it names " + count,
                    "Name " + Suite.FEWEST_BENCHMARKS + " to " + Suite.MOST_BENCHMARKS
                            + " benchmarks as name@version; GET /api/v1/benchmarks lists them.");
            return List.of();
        }
        List<Benchmark> found = new ArrayList<>();
        Map<ObjectKey, Benchmark> byRecording = new HashMap<>();
        for (int place = 0; place < count; place++) {
            String field = FIELD + "[" + place + "]";
            Optional<Benchmark> benchmark = benchmark(field, sent.get(place), problems);
            if (benchmark.isEmpty()) {
                continue;
            }
            Benchmark known = benchmark.get();
            Optional<Benchmark> same = Optional.ofNullable(
                    byRecording.putIfAbsent(known.dataset().recording().objectKey(), known));
            same.ifPresent(other -> refuseTwice(field, known, other, problems));
            if (!found.isEmpty()) {
                requireMetric(field, known, found.get(0), problems);
            }
            found.add(known);
        }
        return found;
    }

    private Optional<Benchmark> benchmark(String field, @Nullable String reference, FieldProblems problems) {
        Optional<Benchmark> found =
                Optional.ofNullable(reference).flatMap(VersionedName::parse).flatMap(benchmarks::find);
        if (found.isEmpty()) {
            problems.add(
                    field,
                    reference == null ? "it is null" : "there is no benchmark " + reference,
                    "Name one as name@version; GET /api/v1/benchmarks lists them.");
        }
        return found;
    }

    /** A neuron that counted twice would make differences look more certain than they are. */
    private static void refuseTwice(String field, Benchmark benchmark, Benchmark other, FieldProblems problems) {
        problems.add(
                field,
                benchmark.id().equals(other.id())
                        ? benchmark.reference() + " is named twice"
                        : benchmark.reference() + " stands on the same recording as " + other.reference()
                                + ", so its neurons would count twice",
                "Name one benchmark for each recording.");
    }

    private static void requireMetric(String field, Benchmark benchmark, Benchmark first, FieldProblems problems) {
        RankingMetric metric = benchmark.definition().rankingMetric();
        RankingMetric expected = first.definition().rankingMetric();
        if (metric != expected) {
            problems.add(
                    field,
                    benchmark.reference() + " ranks by " + metric.metric().key() + " and " + first.reference() + " by "
                            + expected.metric().key(),
                    "Name benchmarks with the same ranking_metric.");
        }
    }
}

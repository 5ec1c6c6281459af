package org.tonotopy.api.benchmark;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.HiddenTests;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.visibility.Sight;
import tools.jackson.databind.node.MissingNode;

/**
 * Keeps hidden stimuli out of what shows their responses: a network that is fitted to them knows them by heart, and an open test
 * may be asked as often as one likes.
 */
@Component
class HiddenTestCheck {
    private static final String TEST = "split.test";

    private final HiddenTests hidden;
    private final BenchmarkRepository benchmarks;
    private final Sight sight;

    HiddenTestCheck(HiddenTests hidden, BenchmarkRepository benchmarks, Sight sight) {
        this.hidden = hidden;
        this.benchmarks = benchmarks;
        this.sight = sight;
    }

    /**
     * Checks a definition against what is hidden, and against what others do with what it hides, and hides that; part of the
     * transaction that keeps the benchmark.
     *
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong, or that somebody else may ask for it
     */
    void apply(Caller caller, BenchmarkRequestCheck.Checked request) {
        Dataset dataset = request.dataset();
        BenchmarkDefinition definition = request.definition();
        hidden.lock(dataset.id());
        FieldProblems problems = new FieldProblems();
        refuseUseOf(hidden.stimuli(dataset.id()), definition, problems);
        if (!definition.hidesTests()) {
            problems.refuse();
            return;
        }
        HiddenTests.Keeper keeper = hidden.keeper(dataset.id());
        caller.requireOwn(
                keeper.id(),
                "The file of the dataset " + dataset.reference() + ", whose responses are to be hidden,",
                keeper.name());
        Set<UUID> readable = benchmarks.findOfSameFile(dataset.id()).stream()
                .map(Benchmark::id)
                .collect(Collectors.toSet());
        // What shows a response does so for its readers, and is not named to others.
        sight.withEverything(() -> refuseWhatOthersShow(dataset, definition, readable, problems));
        problems.refuse();
        hidden.hide(dataset.id(), definition.split().tests(), keeper);
    }

    private void refuseWhatOthersShow(
            Dataset dataset, BenchmarkDefinition definition, Set<UUID> readable, FieldProblems problems) {
        if (definition.split().hasFolds()) {
            problems.add(
                    "hidden_test",
                    "every stimulus of a cross-validation is fitted to in some fold, so none can be hidden",
                    "Split by stimulus, or leave it out.");
            return;
        }
        List<Integer> test = definition.split().tests();
        refuseSameSounds(dataset, test, problems);
        for (Benchmark other : benchmarks.findOfSameFile(dataset.id())) {
            if (!other.dataset().contentSha256().equals(dataset.contentSha256())) {
                problems.add(
                        "dataset",
                        (readable.contains(other.id()) ? other.dataset().reference() : "another dataset")
                                + " is made of the same file with other metadata, which may order its"
                                + " stimuli otherwise, and " + named(other, readable) + " uses it",
                        "Have that dataset deleted, or hide tests of a recording that has one dataset only.");
                continue;
            }
            List<Integer> known = common(shown(other.definition()), test);
            if (!known.isEmpty()) {
                problems.add(
                        TEST,
                        "networks are fitted to, stopped by or openly tested with some of its stimuli in "
                                + named(other, readable) + ": " + FieldProblems.listed(known),
                        "Test stimuli that no benchmark of this recording uses otherwise.");
            }
        }
    }

    private static String named(Benchmark other, Set<UUID> readable) {
        return readable.contains(other.id()) ? other.reference().toString() : "a benchmark that you may not read";
    }

    /** What neurons say to a sound the first time tells what they say to it the second time. */
    private static void refuseSameSounds(Dataset dataset, List<Integer> test, FieldProblems problems) {
        for (List<Integer> same : SameSounds.in(dataset.report().orElse(MissingNode.getInstance()))
                .toList()) {
            if (!Collections.disjoint(same, test) && !test.containsAll(same)) {
                problems.add(
                        TEST,
                        "the stimuli " + FieldProblems.listed(same) + " are the same sound, and some stay open",
                        "Test all of them, or none.");
            }
        }
    }

    private static void refuseUseOf(
            Collection<Integer> hidden, BenchmarkDefinition definition, FieldProblems problems) {
        List<Integer> known = common(fitted(definition.split()), hidden);
        if (!known.isEmpty()) {
            problems.add(
                    "split",
                    "it fits networks to, or stops them by, stimuli whose responses are hidden: "
                            + FieldProblems.listed(known),
                    "Fit to other stimuli.");
        }
        List<Integer> open =
                definition.hidesTests() ? List.of() : common(definition.split().tests(), hidden);
        if (!open.isEmpty()) {
            problems.add(
                    TEST,
                    "the responses to some of its stimuli are hidden: " + FieldProblems.listed(open),
                    "Say \"hidden_test\": true, as the owner of the recording's first dataset or an admin may, or test other stimuli.");
        }
    }

    private static List<Integer> shown(BenchmarkDefinition definition) {
        List<Integer> fitted = fitted(definition.split());
        return definition.hidesTests()
                ? fitted
                : Stream.concat(fitted.stream(), definition.split().tests().stream())
                        .toList();
    }

    private static List<Integer> fitted(BenchmarkSplit split) {
        return split.turns().stream()
                .flatMap(turn -> Stream.of(turn.train(), turn.validation()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Integer> common(List<Integer> some, Collection<Integer> others) {
        if (Collections.disjoint(some, others)) {
            return List.of();
        }
        TreeSet<Integer> common = new TreeSet<>(some);
        common.retainAll(others);
        return List.copyOf(common);
    }
}

package org.tonotopy.api.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.visibility.AskedVisibility;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.benchmark.TestResponses;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.visibility.Visibility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Checks the definition of a benchmark against its dataset and fills in what it leaves out. */
@Component
class BenchmarkRequestCheck {
    private final DatasetRepository datasets;
    private final AskedVisibility visibility;

    BenchmarkRequestCheck(DatasetRepository datasets, AskedVisibility visibility) {
        this.datasets = datasets;
        this.visibility = visibility;
    }

    /**
     * A definition that can be scored.
     *
     * @param name of the benchmark
     * @param dataset is READY
     * @param shape of the dataset
     * @param definition fits the dataset
     * @param visibility who may read it
     */
    record Checked(
            String name, Dataset dataset, DatasetShape shape, BenchmarkDefinition definition, Visibility visibility) {}

    /**
     * Checks a request.
     *
     * @param owner who asks
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Checked check(CreateBenchmarkRequest request, Account owner) {
        FieldProblems problems = new FieldProblems();
        String name = request.name() == null ? "" : request.name();
        problems.requireName("name", name);
        Smoothing smoothing =
                choice("smoothing", request.smoothing(), Smoothing.values(), Smoothing.HANNING_21MS_PEAK_ONE, problems);
        RankingMetric ranking = choice(
                "ranking_metric", request.rankingMetric(), RankingMetric.values(), RankingMetric.CC_NORM, problems);
        String rules = RulesText.check(request.rules(), problems);
        Optional<Dataset> dataset = dataset(request.dataset(), problems);
        Optional<DatasetShape> shape = dataset.flatMap(Dataset::shape);
        JsonNode report = dataset.flatMap(Dataset::report).orElse(MissingNode.getInstance());
        Optional<StimulusFilterCheck> stimuli =
                shape.map(known -> new StimulusFilterCheck(request.stimulusFilter(), known, problems));
        Optional<BenchmarkSplit> split =
                shape.flatMap(known -> split(request.split(), known, stimuli.orElseThrow(), report, problems));
        Optional<NeuronSelection> neurons =
                shape.map(known -> new NeuronFilterCheck(known, problems).choose(request.neuronFilter()));
        if (request.split() == null && shape.isEmpty()) {
            missingSplit(problems);
        }
        Visibility readers = visibility.of(request.visibility(), owner, problems);
        problems.refuse();
        return new Checked(
                name,
                dataset.orElseThrow(),
                shape.orElseThrow(),
                new BenchmarkDefinition(
                        split.orElseThrow(),
                        smoothing,
                        neurons.orElseThrow(),
                        stimuli.orElseThrow().filter(),
                        ranking,
                        rules,
                        Boolean.TRUE.equals(request.hiddenTest()) ? TestResponses.HIDDEN : TestResponses.OPEN),
                readers);
    }

    private Optional<Dataset> dataset(@Nullable String reference, FieldProblems problems) {
        if (reference == null) {
            problems.add("dataset", "it is missing", "Name a dataset as name@version, for instance ns1@1.");
            return Optional.empty();
        }
        Optional<Dataset> found = VersionedName.parse(reference).flatMap(datasets::find);
        if (found.isEmpty()) {
            problems.add(
                    "dataset",
                    "there is no dataset " + reference,
                    "Name one as name@version; GET /api/v1/datasets lists them.");
            return Optional.empty();
        }
        Dataset dataset = found.get();
        if (dataset.shape().isEmpty()) {
            switch (dataset.state()) {
                case REJECTED ->
                    problems.add(
                            "dataset",
                            "the dataset " + reference + " was rejected",
                            "See its findings at /api/v1/datasets/" + reference
                                    + ", mend the file and upload it again.");
                default ->
                    problems.add(
                            "dataset",
                            "the dataset " + reference + " is not READY yet, but " + dataset.state(),
                            "Wait until GET /api/v1/datasets/" + reference + " says READY.");
            }
        }
        return found;
    }

    private static Optional<BenchmarkSplit> split(
            CreateBenchmarkRequest.@Nullable Split sent,
            DatasetShape shape,
            StimulusFilterCheck stimuli,
            JsonNode report,
            FieldProblems problems) {
        if (sent == null) {
            missingSplit(problems);
            return Optional.empty();
        }
        if (sent.kind() == null || sent.kind().equals(SplitKind.BY_STIMULUS)) {
            return Optional.of(lists(sent, shape, stimuli, report, problems));
        }
        Optional<CrossValidation.Scheme> scheme = SplitKind.scheme(sent.kind());
        if (scheme.isEmpty()) {
            problems.add(
                    "split.kind",
                    "there is no " + sent.kind(),
                    "Use one of " + SplitKind.BY_STIMULUS + ", " + SplitKind.K_FOLD + ", "
                            + SplitKind.LEAVE_ONE_STIMULUS_OUT + ".");
            return Optional.empty();
        }
        return new CrossValidationCheck(sent, shape, stimuli, report, problems).draw(scheme.get());
    }

    private static StimulusSplit lists(
            CreateBenchmarkRequest.Split sent,
            DatasetShape shape,
            StimulusFilterCheck stimuli,
            JsonNode report,
            FieldProblems problems) {
        refuseFolds(sent, problems);
        int count = shape.stimuli().size();
        List<Integer> train = new IndexList("split.train", "stimuli", count).check(sent.train(), problems);
        List<Integer> validation =
                new IndexList("split.validation", "stimuli", count).check(sent.validation(), problems);
        List<Integer> test = new IndexList("split.test", "stimuli", count).check(sent.test(), problems);
        overlap("split.validation", validation, "train", train, problems);
        overlap("split.test", test, "train", train, problems);
        overlap("split.test", test, "validation", validation, problems);
        StimulusSplit split = new StimulusSplit(
                stimuli.keep("split.train", train),
                stimuli.keep("split.validation", validation),
                stimuli.keep("split.test", test));
        refuseSharedSounds(split, report, problems);
        return split;
    }

    private static void refuseFolds(CreateBenchmarkRequest.Split sent, FieldProblems problems) {
        Map<String, Boolean> ofFolds = new TreeMap<>(Map.of(
                "stimuli", sent.stimuli() != null,
                "folds", sent.folds() != null,
                "seed", sent.seed() != null,
                "validation_count", sent.validationCount() != null,
                "validation_share", sent.validationShare() != null));
        ofFolds.forEach((field, present) -> {
            if (present) {
                problems.add(
                        "split." + field,
                        "it has no meaning for " + SplitKind.BY_STIMULUS,
                        "Leave it out, or say kind: " + SplitKind.K_FOLD + " or " + SplitKind.LEAVE_ONE_STIMULUS_OUT
                                + ".");
            }
        });
    }

    /** A sound that stands twice in a recording would be learned by heart in one set and asked for in another. */
    private static void refuseSharedSounds(StimulusSplit split, JsonNode report, FieldProblems problems) {
        for (List<Integer> same : SameSounds.in(report).toList()) {
            long sets = Stream.of(split.train(), split.validation(), split.test())
                    .filter(set -> !Collections.disjoint(set, same))
                    .count();
            if (sets > 1) {
                problems.add(
                        "split",
                        "the stimuli "
                                + same.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + " are the same sound and stand in more than one set",
                        "Put all of them into one set, or leave all but one out.");
            }
        }
    }

    private static void missingSplit(FieldProblems problems) {
        problems.add(
                "split",
                "it is missing",
                "Send an object with the lists train, validation and test, or with a kind of cross-validation.");
    }

    private static void overlap(
            String field, List<Integer> indices, String otherName, List<Integer> other, FieldProblems problems) {
        List<Integer> common = new ArrayList<>(indices);
        common.retainAll(other);
        if (!common.isEmpty()) {
            problems.add(
                    field,
                    "it shares stimuli with " + otherName + ": "
                            + common.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", ")),
                    "Give each stimulus to one of train, validation and test only.");
        }
    }

    /** Reads one of a few words; they are the constants' names in lower case. */
    private static <E extends Enum<E>> E choice(
            String field, @Nullable String sent, E[] options, E otherwise, FieldProblems problems) {
        if (sent == null) {
            return otherwise;
        }
        for (E option : options) {
            if (option.name().toLowerCase(Locale.ROOT).equals(sent)) {
                return option;
            }
        }
        problems.add(
                field,
                "there is no " + sent,
                "Use one of "
                        + Arrays.stream(options)
                                .map(option -> option.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ".");
        return otherwise;
    }
}

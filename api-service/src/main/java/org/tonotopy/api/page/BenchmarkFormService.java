package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.benchmark.CreateBenchmarkRequest;
import org.tonotopy.api.benchmark.SplitKind;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.JsonProblems;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.json.JsonMapper;

/** Draws the form that defines a benchmark, and turns what was typed into the API's own request. */
@Service
class BenchmarkFormService {
    private static final String DATASET = "dataset";
    private static final String SPLIT_KIND = "split.kind";
    private static final String INDICES = "Indices in the dataset, for instance 0-13, 17.";

    /** More rows than that nobody reads. */
    private static final int MOST_STIMULI = 200;

    private final DatasetRepository datasets;
    private final BenchmarkService benchmarks;
    private final JsonMapper json;

    BenchmarkFormService(DatasetRepository datasets, BenchmarkService benchmarks, JsonMapper json) {
        this.datasets = datasets;
        this.benchmarks = benchmarks;
        this.json = json;
    }

    /** The form as somebody left it. */
    @Transactional(readOnly = true)
    public BenchmarkFormView form(TypedForm typed, List<FieldProblem> problems) {
        List<VersionedName> ready = datasets.findReady(Limit.of(FormField.MOST_OPTIONS + 1));
        FormField dataset = FormField.offered(
                DATASET,
                "Dataset",
                "The recording that it stands on.",
                ready.stream().map(VersionedName::toString).toList(),
                typed,
                problems);
        List<DatasetShape.StimulusShape> stimuli =
                shape(dataset.sent()).map(DatasetShape::stimuli).orElse(List.of());
        double dtMs = shape(dataset.sent()).map(DatasetShape::dtMs).orElse(0.0);
        return new BenchmarkFormView(
                List.of(
                        dataset,
                        FormField.choice(
                                SPLIT_KIND,
                                "Split",
                                "Stimuli that are the same sound stay together in folds.",
                                List.of(
                                        new FormOption(SplitKind.K_FOLD, "k folds over sounds"),
                                        new FormOption(SplitKind.LEAVE_ONE_STIMULUS_OUT, "every sound a fold")),
                                "three lists of stimuli",
                                typed,
                                problems)),
                FormField.typed(
                        "name",
                        "Name",
                        "Lower-case letters, digits, dots and hyphens. The same name again makes a new version.",
                        "",
                        typed,
                        problems),
                split(typed, problems),
                responses(typed, problems),
                filters(typed, problems),
                FormField.typed(
                        "rules", "Rules", "What participants are asked to keep to, in words.", "", typed, problems),
                IntStream.range(0, Math.min(MOST_STIMULI, stimuli.size()))
                        .mapToObj(index -> new BenchmarkFormView.Stimulus(
                                index,
                                stimuli.get(index).name(),
                                stimuli.get(index).kind().orElse(""),
                                PageNumbers.plain(stimuli.get(index).bins() * dtMs) + " ms"))
                        .toList(),
                Math.max(0, stimuli.size() - MOST_STIMULI),
                problems.stream().map(FieldProblem::inWords).toList());
    }

    private Optional<DatasetShape> shape(String reference) {
        return VersionedName.parse(reference).flatMap(datasets::find).flatMap(Dataset::shape);
    }

    private static List<FormField> split(TypedForm typed, List<FieldProblem> problems) {
        FormField stimuli = FormField.typed(
                "split.stimuli", "Stimuli", "That take part. " + INDICES, "default: all", typed, problems);
        FormField stop = FormField.typed(
                "split.validation_count",
                "Validation sounds",
                "How many sounds stop the fit of each fold.",
                "default: a fifth of those that it does not test",
                typed,
                problems);
        return switch (typed.text(SPLIT_KIND)) {
            case SplitKind.K_FOLD ->
                List.of(
                        FormField.typed(
                                "split.folds",
                                "Folds",
                                "From 2 to the number of sounds.",
                                "for instance 5",
                                typed,
                                problems),
                        FormField.typed(
                                "split.seed", "Seed", "Of the draw of the folds.", "default: 0", typed, problems),
                        stop,
                        stimuli);
            case SplitKind.LEAVE_ONE_STIMULUS_OUT -> List.of(stop, stimuli);
            default ->
                Stream.of("train: fitted to", "validation: stop the fit", "test: scored once")
                        .map(part -> part.split(": ", -1))
                        .map(part -> FormField.typed(
                                "split." + part[0],
                                Character.toUpperCase(part[0].charAt(0)) + part[0].substring(1),
                                "Stimuli that are " + part[1] + ". " + INDICES,
                                "",
                                typed,
                                problems))
                        .toList();
        };
    }

    private static List<FormField> responses(TypedForm typed, List<FieldProblem> problems) {
        return List.of(
                FormField.choice(
                        "smoothing",
                        "Smoothing",
                        "Of every repeat, for targets and metrics alike. In bins above 5.25 ms it changes nothing.",
                        List.of(
                                new FormOption(
                                        "hanning_21ms_sum_one", BenchmarkWords.of(Smoothing.HANNING_21MS_SUM_ONE)),
                                new FormOption("none")),
                        "default: " + BenchmarkWords.of(Smoothing.HANNING_21MS_PEAK_ONE),
                        typed,
                        problems),
                FormField.choice(
                        "ranking_metric",
                        "Ranked by",
                        "The metric whose mean over neurons orders the board.",
                        List.of(new FormOption("cc", "CC, the plain correlation")),
                        "default: CCnorm",
                        typed,
                        problems),
                FormField.choice(
                        "hidden_test",
                        "Test responses",
                        "Hidden ones are in no download or figure for anybody below admin; the scorer alone reads them."
                                + " The owner of the dataset or an admin may hide them, in a split by lists.",
                        List.of(new FormOption("true", "hidden")),
                        "default: as open as the dataset",
                        typed,
                        problems));
    }

    private static List<FormField> filters(TypedForm typed, List<FieldProblem> problems) {
        return List.of(
                FormField.typed("neuron_filter.neurons", "Neurons", INDICES, "default: all", typed, problems),
                FormField.typed(
                        "neuron_filter.areas", "Areas", "For instance A1, AAF.", "default: any", typed, problems),
                FormField.typed(
                        "neuron_filter.min_signal_power",
                        "Least signal power",
                        "As the dataset's report has it.",
                        "default: any",
                        typed,
                        problems),
                FormField.typed(
                        "neuron_filter.max_measured_noise_ratio",
                        "Most noise ratio",
                        "Noise power over signal power, as the dataset's report has them.",
                        "default: any",
                        typed,
                        problems),
                FormField.typed(
                        "neuron_filter.min_depth_um",
                        "Least depth (µm)",
                        "Of the electrode.",
                        "default: any",
                        typed,
                        problems),
                FormField.typed(
                        "stimulus_filter.kinds",
                        "Sorts of sound",
                        "Others are left out of the split. For instance speech.",
                        "default: any",
                        typed,
                        problems));
    }

    /** Defines the benchmark. */
    Created ask(Caller caller, TypedForm typed) {
        return benchmarks.create(
                caller, Optional.empty(), JsonProblems.read(json, typed.json(), CreateBenchmarkRequest.class));
    }
}

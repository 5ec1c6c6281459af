package org.tonotopy.api.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.dataset.HiddenResponses;
import org.tonotopy.api.download.Download;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.prediction.PredictedNeuron.Measured;
import org.tonotopy.api.prediction.PredictedNeuron.Named;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.WholeRange;
import org.tonotopy.figure.Course;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.ResponseKind;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.StoredObject;

/** Finds what models predict, and what was recorded, of one neuron and one test stimulus at a time. */
@Service
public class PredictionService {
    /** Why a prediction stands alone. */
    public static final String HIDDEN =
            "The benchmark hides the responses to its test stimuli from everybody but admins, so the prediction stands alone.";

    /** Two files are copied and a figure of some tens of megabytes is drawn for each, so no more than these are looked at at once. */
    private static final int AT_ONCE = 2;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore looking = new Semaphore(AT_ONCE);
    private final ModelService models;
    private final PredictionRegistry predictions;
    private final ScoreRegistry scores;
    private final HiddenResponses hidden;
    private final Downloads downloads;

    PredictionService(
            ModelService models,
            PredictionRegistry predictions,
            ScoreRegistry scores,
            HiddenResponses hidden,
            Downloads downloads) {
        this.models = models;
        this.predictions = predictions;
        this.scores = scores;
        this.hidden = hidden;
        this.downloads = downloads;
    }

    /** The test stimuli of the benchmark of a model, ascending; of a benchmark with folds, those of all. */
    public static List<Integer> stimuli(ModelVersion version) {
        return version.benchmark().definition().split().tests().stream()
                .sorted()
                .toList();
    }

    /** Whether there is anything to look at of a model version. */
    @Transactional(readOnly = true)
    public boolean areKept(ModelVersion version) {
        return predictions.predictions(version.id()).isPresent()
                && predictions.excerpt(version.benchmark().id()).isPresent();
    }

    /** Whether whoever asks may see what was recorded while a stimulus was heard. */
    @Transactional(readOnly = true)
    public boolean showsResponses(ModelVersion version, int stimulus) {
        return !hidden.stimuli(version.benchmark().dataset()).contains(stimulus);
    }

    /** All predictions of a model as a file. */
    Download file(String reference) throws IOException {
        ModelVersion version = models.require(reference);
        return downloads.of(
                predictions.predictions(version.id()).orElseThrow(() -> notKept(version)),
                version.reference().name() + "-" + version.reference().version() + "-predictions.npz",
                subject(version),
                "fit again");
    }

    /**
     * One neuron and one stimulus.
     *
     * @param firstBin of the stretch, from 0
     * @param bins of the stretch at most; it ends with the stimulus
     * @throws ProblemException if the model has no prediction of them, or too many others look at some
     */
    PredictedNeuron get(String reference, int neuron, int stimulus, int firstBin, int bins) throws IOException {
        return look(reference, neuron, stimulus, firstBin, bins, Function.identity());
    }

    private <T> T look(
            String reference, int neuron, int stimulus, int firstBin, int bins, Function<PredictedNeuron, T> form)
            throws IOException {
        if (!begins()) {
            throw new ProblemException(
                            ProblemType.OVERLOADED, "Too many predictions are being looked at: ask again in a moment.")
                    .retryAfter(LONGEST_WAIT);
        }
        try {
            return form.apply(read(reference, neuron, stimulus, firstBin, bins));
        } finally {
            looking.release();
        }
    }

    private boolean begins() {
        try {
            return looking.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PredictedNeuron read(String reference, int neuron, int stimulus, int firstBin, int bins)
            throws IOException {
        ModelVersion version = models.require(reference);
        check(version, neuron, stimulus);
        DatasetShape shape = version.benchmark().dataset().shape().orElseThrow();
        int whole = shape.stimuli().get(stimulus).bins();
        WholeRange.require("first_bin", firstBin, 0, whole - 1);
        WholeRange.require("bins", bins, 1, Course.MOST_BINS);
        Course course = new Course(
                shape.dtMs(),
                firstBin,
                Math.min(bins, whole - firstBin),
                shape.responseKind().orElse(ResponseKind.COUNTS) == ResponseKind.COUNTS);
        StoredObject predicted = predictions.predictions(version.id()).orElseThrow(() -> notKept(version));
        StoredObject excerpt = predictions.excerpt(version.benchmark().id()).orElseThrow(() -> notKept(version));
        Optional<NeuronScore> score = scores.find(version.id()).stream()
                .flatMap(found -> found.neurons().stream())
                .filter(one -> one.neuron() == neuron)
                .findFirst();
        boolean mayBeSeen = showsResponses(version, stimulus);
        Recorded recorded = downloads.opened(
                excerpt,
                "The file of test responses of " + version.benchmark().reference(),
                "define the benchmark under another name and fit again",
                file -> recorded(file, version, neuron, stimulus, course, mayBeSeen));
        double[] prediction = downloads.opened(
                predicted, subject(version), "fit again", file -> prediction(file, neuron, stimulus, course, recorded));
        return new PredictedNeuron(
                version.reference().toString(),
                version.benchmark().reference().toString(),
                new Named(neuron, shape.neurons().get(neuron).name()),
                new Named(stimulus, shape.stimuli().get(stimulus).name()),
                course,
                whole,
                version.benchmark().definition().smoothing(),
                score.map(found -> found.values().get(NeuronMetric.CC)),
                score.map(found -> found.values().get(NeuronMetric.CC_NORM)),
                prediction,
                recorded.measured(),
                recorded.centresHz(),
                recorded.sound());
    }

    /** See {@link #get}: the sound, the repeats, and the prediction over the PSTH, as PNG. */
    public byte[] png(String reference, int neuron, int stimulus, int firstBin, int bins) throws IOException {
        return look(
                reference,
                neuron,
                stimulus,
                firstBin,
                bins,
                predicted -> predicted.figure().png());
    }

    /** See {@link #png}: as SVG. */
    public byte[] svg(String reference, int neuron, int stimulus, int firstBin, int bins) throws IOException {
        return look(
                reference,
                neuron,
                stimulus,
                firstBin,
                bins,
                predicted -> predicted.figure().svg());
    }

    /** See {@link #get}: as CSV, one row per bin. */
    public String table(String reference, int neuron, int stimulus, int firstBin, int bins) throws IOException {
        return look(reference, neuron, stimulus, firstBin, bins, PredictionTable::of);
    }

    /** What the excerpt of a benchmark says. */
    private record Recorded(List<Double> centresHz, double[] sound, double gain, Optional<Measured> measured) {}

    private static Recorded recorded(
            Path file, ModelVersion version, int neuron, int stimulus, Course course, boolean mayBeSeen)
            throws IOException {
        try (StoredArrays arrays = StoredArrays.open(file)) {
            List<Double> centres =
                    Arrays.stream(arrays.all("center_frequencies_hz")).boxed().toList();
            int bands = arrays.shape("sound_" + stimulus).get(1);
            double gain = arrays.all("window_sum")[0];
            double[] sound = arrays.read("sound_" + stimulus, (long) course.first() * bands, 1, course.bins() * bands);
            if (!mayBeSeen) {
                return new Recorded(centres, sound, gain, Optional.empty());
            }
            int place = version.benchmark().neurons().indexOf(neuron);
            int whole = arrays.shape("psth_" + stimulus).get(1);
            double[] psth = arrays.read("psth_" + stimulus, (long) place * whole + course.first(), 1, course.bins());
            int slots = arrays.shape("repeats_" + stimulus).get(1);
            List<double[]> repeats = new ArrayList<>();
            arrays.rows("repeats_" + stimulus, (long) place * slots * whole, slots, whole, row -> {
                // Whether a repeat was recorded is a matter of the whole stimulus.
                if (Arrays.stream(row).anyMatch(value -> !Double.isNaN(value))) {
                    repeats.add(Arrays.copyOfRange(row, course.first(), course.first() + course.bins()));
                }
            });
            return new Recorded(
                    centres, sound, gain, Optional.of(new Measured(dividedBy(gain, psth), List.copyOf(repeats))));
        }
    }

    private static double[] prediction(Path file, int neuron, int stimulus, Course course, Recorded recorded)
            throws IOException {
        try (StoredArrays arrays = StoredArrays.open(file)) {
            double[] columns = arrays.all("neurons");
            int column = IntStream.range(0, columns.length)
                    .filter(index -> columns[index] == neuron)
                    .findFirst()
                    .orElseThrow();
            return dividedBy(
                    recorded.gain(),
                    arrays.read(
                            "stimulus_" + stimulus,
                            (long) course.first() * columns.length + column,
                            columns.length,
                            course.bins()));
        }
    }

    private static double[] dividedBy(double gain, double[] values) {
        return Arrays.stream(values).map(value -> value / gain).toArray();
    }

    private static String subject(ModelVersion version) {
        return "The file of predictions of " + version.reference();
    }

    private static ProblemException notKept(ModelVersion version) {
        return new ProblemException(
                ProblemType.NO_PREDICTIONS,
                "The predictions of " + version.reference()
                        + " were not kept: it was scored by an older version of the platform, or they are more than a file"
                        + " may hold. Fit the model again, with force, to see them.");
    }

    /**
     * Refuses a neuron or stimulus that a model has no prediction of.
     *
     * @throws ProblemException naming which
     */
    public static void check(ModelVersion version, int neuron, int stimulus) {
        check("neuron", neuron, version.neurons(), "neuron that " + version.reference() + " predicts");
        check(
                "stimulus",
                stimulus,
                stimuli(version),
                "test stimulus of " + version.benchmark().reference());
    }

    private static void check(String field, int index, List<Integer> known, String what) {
        if (!known.contains(index)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            field,
                            index + " is no " + what,
                            "Use an index from " + known.get(0) + " to " + known.get(known.size() - 1) + "."));
        }
    }
}

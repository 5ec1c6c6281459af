package org.tonotopy.encoding.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.submission.PredictionTask.Stimulus;

/**
 * Reads a file of predictions: {@code neurons} holds the index in the dataset of each column's neuron, and {@code stimulus_i}, for
 * each test stimulus {@code i} of the task, the predicted responses {@code [bins, neurons]}, as {@code docs/submissions.md} has it.
 *
 * <p>The order of the columns is the file's own, because it says which neuron each is. Nothing else is taken on trust: there is
 * exactly one array for each test stimulus and none for another, and every value is finite.
 */
public final class PredictionsFile {
    static final String NEURONS = "neurons";
    private static final Pattern STIMULUS = Pattern.compile("stimulus_(0|[1-9][0-9]{0,8})");
    private static final int LISTED = 20;

    /** Far beyond any rate, and far enough below what single precision holds, in which predictions are kept and shown. */
    public static final double LARGEST = 1e30;

    private static final int MOST_HEADER_BYTES = 16 * 1024;

    /** Deflate cannot do more. */
    private static final int MOST_INFLATION = 1032;

    private final ArrayFile file;
    private final PredictionTask task;
    private final List<PredictionProblem> problems = new ArrayList<>();

    private PredictionsFile(ArrayFile file, PredictionTask task) {
        this.file = file;
        this.task = task;
    }

    /**
     * Reads and checks a file. Memory is bounded by what the task asks for.
     *
     * @return for each test stimulus of the task {@code bins * neurons} values, time-major, in the task's order of neurons; in
     *     single precision where the whole file is
     * @throws PredictionsRefusedException where the file is damaged or holds something else than was asked for
     * @throws IOException where the file cannot be opened
     */
    public static Predictions read(Path path, PredictionsFormat format, PredictionTask task)
            throws IOException, PredictionsRefusedException {
        try (ArrayFile file = format.open(path, limits(task))) {
            return new PredictionsFile(file, task).read();
        } catch (ArrayFileRefusedException refused) {
            throw new PredictionsRefusedException(List.of(new PredictionProblem(
                    refused.where(), sentence("it " + refused.what()), sentence(refused.remedy()))));
        }
    }

    /** No more arrays than there may be, and no more bytes than in double precision; the surplus is seen by name and shape. */
    private static ArrayFileLimits limits(PredictionTask task) {
        long elements = Math.max(task.values(), task.neurons().size());
        return new ArrayFileLimits(
                2 * task.stimuli().size() + 100,
                MOST_HEADER_BYTES,
                Math.max(elements, 1 << 20),
                Math.max(2 * Double.BYTES * elements, 64 << 20),
                MOST_INFLATION);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private Predictions read() throws IOException, PredictionsRefusedException {
        Map<Integer, Stimulus> asked = new LinkedHashMap<>();
        task.stimuli().forEach(stimulus -> asked.put(stimulus.index(), stimulus));
        boolean single = checkNames(asked);
        Optional<int[]> places = places();
        refuse();
        List<float[]> floats = new ArrayList<>();
        List<double[]> doubles = new ArrayList<>();
        for (Stimulus stimulus : task.stimuli()) {
            if (single) {
                float[] series = new float[stimulus.bins() * task.neurons().size()];
                read(stimulus, places.orElseThrow(), (index, value) -> series[index] = (float) value);
                floats.add(series);
            } else {
                double[] series = new double[stimulus.bins() * task.neurons().size()];
                read(stimulus, places.orElseThrow(), (index, value) -> series[index] = value);
                doubles.add(series);
            }
        }
        refuse();
        return single ? Predictions.ofFloats(floats) : Predictions.ofDoubles(doubles);
    }

    private void refuse() throws PredictionsRefusedException {
        if (!problems.isEmpty()) {
            throw new PredictionsRefusedException(problems);
        }
    }

    /** Whether all predictions are in single precision. */
    private boolean checkNames(Map<Integer, Stimulus> asked) throws IOException {
        for (String name : file.names()) {
            Matcher matcher = STIMULUS.matcher(name);
            if (matcher.matches()) {
                if (!asked.containsKey(Integer.parseInt(matcher.group(1)))) {
                    problems.add(new PredictionProblem(
                            name,
                            "Stimulus " + matcher.group(1) + " is not a test stimulus of this benchmark.",
                            "Predict the test stimuli alone: " + listed(List.copyOf(asked.keySet())) + "."));
                }
            } else if (!name.equals(NEURONS)) {
                problems.add(new PredictionProblem(
                        name,
                        "Predictions have no array of this name.",
                        "Leave it out; there are neurons and one stimulus_<index> for each test stimulus."));
            }
        }
        boolean single = true;
        for (Stimulus stimulus : asked.values()) {
            String name = name(stimulus);
            if (!file.has(name)) {
                problems.add(new PredictionProblem(
                        name,
                        "The array is missing.",
                        "Add the predicted responses as [" + stimulus.bins() + ", "
                                + task.neurons().size() + "]: time bins by neurons."));
                continue;
            }
            ArrayHeader header = file.header(name);
            single &= header.type() == ElementType.F4;
            if (!header.shape().equals(List.of(stimulus.bins(), task.neurons().size()))) {
                problems.add(new PredictionProblem(
                        name,
                        "Its shape is " + header.shapeText() + ".",
                        "Give it the shape [" + stimulus.bins() + ", "
                                + task.neurons().size() + "]: time bins by neurons."));
            }
        }
        return single;
    }

    /** For each column the place of its neuron in the task; empty where the file does not say it. */
    private Optional<int[]> places() throws IOException {
        List<Integer> neurons = task.neurons();
        String remedy = "Save the dataset's index of the neuron in each column: each of " + listed(neurons) + " once.";
        if (!file.has(NEURONS)) {
            problems.add(new PredictionProblem(NEURONS, "The array is missing.", remedy));
            return Optional.empty();
        }
        ArrayHeader header = file.header(NEURONS);
        if (!header.shape().equals(List.of(neurons.size()))) {
            problems.add(new PredictionProblem(NEURONS, "Its shape is " + header.shapeText() + ".", remedy));
            return Optional.empty();
        }
        double[] named = new double[neurons.size()];
        try (ElementReader elements = file.elements(NEURONS)) {
            elements.next(named);
        }
        Map<Double, Integer> free = new HashMap<>();
        for (int place = 0; place < neurons.size(); place++) {
            free.put((double) neurons.get(place), place);
        }
        int[] places = new int[named.length];
        for (int column = 0; column < named.length; column++) {
            Integer place = free.remove(named[column]);
            if (place == null) {
                problems.add(new PredictionProblem(
                        NEURONS,
                        "Element " + column + " is " + number(named[column])
                                + ", which is not a neuron of this benchmark, or stands there twice.",
                        remedy));
                return Optional.empty();
            }
            places[column] = place;
        }
        return Optional.of(places);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** Takes one value. */
    @FunctionalInterface
    private interface Sink {
        void put(int index, double value);
    }

    private void read(Stimulus stimulus, int[] places, Sink sink) throws IOException {
        int neurons = places.length;
        double[] row = new double[neurons];
        long notFinite = 0;
        String first = "";
        try (ElementReader elements = file.elements(name(stimulus))) {
            for (int bin = 0; bin < stimulus.bins(); bin++) {
                elements.next(row);
                for (int column = 0; column < neurons; column++) {
                    if (!(Math.abs(row[column]) <= LARGEST) && notFinite++ == 0) {
                        first = "[" + bin + ", " + column + "] is " + row[column];
                    }
                    sink.put(bin * neurons + places[column], row[column]);
                }
            }
        }
        if (notFinite > 0) {
            problems.add(new PredictionProblem(
                    name(stimulus),
                    "Of its values " + notFinite + " are not finite, or beyond 1e30: " + first + ".",
                    "Predict a number for every bin of every neuron, recorded or not."));
        }
    }

    private static String name(Stimulus stimulus) {
        return name(stimulus.index());
    }

    static String name(int stimulus) {
        return "stimulus_" + stimulus;
    }

    private static String listed(List<Integer> indices) {
        String some = IntStream.range(0, Math.min(LISTED, indices.size()))
                .mapToObj(place -> String.valueOf(indices.get(place)))
                .collect(Collectors.joining(", "));
        return indices.size() <= LISTED ? some : some + ", ... (" + indices.size() + " of them)";
    }
}

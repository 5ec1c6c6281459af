package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Reads the canonical form of a recording, named arrays with JSON metadata, as {@code docs/recording-format.md} has it,
 * whatever the form of the file.
 */
final class CanonicalRecordingReader {

    private final ArrayFile file;
    private final RecordingMetadata metadata;
    private final FindingLog log;
    private final CanonicalArrays arrays;

    private CanonicalRecordingReader(ArrayFile file, RecordingMetadata metadata, ReadingLimits limits) {
        this.file = file;
        this.metadata = metadata;
        this.log = new FindingLog();
        this.arrays = new CanonicalArrays(file, metadata, limits, log);
    }

    /**
     * Reads and checks a recording. Memory is bounded by {@code limits} and by what the file really holds.
     *
     * @throws RecordingRejectedException where the file is damaged or does not hold a usable recording
     * @throws IOException where the file cannot be read
     */
    static Recording read(ArrayFile file, RecordingMetadata metadata, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        return new CanonicalRecordingReader(file, metadata, limits).read();
    }

    private Recording read() throws IOException, RecordingRejectedException {
        CanonicalArrays.Axes axes = arrays.check();
        List<Double> frequencies = frequencies(axes.bands());
        arrays.checkTimeStep(metadata.dtMs(), "the metadata say");
        Optional<StimulusSplit> split = split(axes.stimuli());
        List<Neuron> neurons = neurons(axes.neurons());
        Optional<int[]> bins = arrays.integers(CanonicalArrays.BINS, 1, axes.bins(), axes.stimuli());
        Optional<int[]> repeats =
                arrays.integers(CanonicalArrays.REPEATS, 0, axes.repeats(), axes.stimuli(), axes.neurons());
        log.rejectIfWrong();

        List<Stimulus> stimuli;
        try (ElementReader elements = file.elements(CanonicalArrays.SPECTROGRAM)) {
            stimuli = new CochleagramReader(log).read(elements, axes.sounds(), bins, metadata.stimuli());
        }
        checkNames("stimulus", stimuli.stream().map(Stimulus::name).toList());
        checkNames("neuron", neurons.stream().map(Neuron::name).toList());
        List<StimulusResponses> responses;
        try (ElementReader elements = file.elements(axes.responseArray())) {
            responses = new ResponseReader(log, axes).read(elements, stimuli, repeats);
        }
        log.rejectIfWrong();
        return new Recording(
                metadata.dtMs(), frequencies, stimuli, neurons, axes.responseKind(), responses, split, log.findings());
    }

    private List<Double> frequencies(int bands) throws IOException {
        double[] values = arrays.numbers(CanonicalArrays.FREQUENCIES, bands).orElse(new double[0]);
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0) || Double.isInfinite(values[i]) || (i > 0 && values[i] <= values[i - 1])) {
                log.error(
                        Code.FREQUENCIES_NOT_INCREASING,
                        CanonicalArrays.FREQUENCIES + "[" + i + "]",
                        "Centre frequencies must be positive and increase, but number " + i + " is " + values[i] + ".",
                        "Sort the bands of spectrogram and center_freq_hz from low to high.");
                break;
            }
        }
        return Arrays.stream(values).boxed().toList();
    }

    private Optional<StimulusSplit> split(int stimuli) throws IOException {
        Optional<int[]> train = arrays.stimulusIndices(CanonicalArrays.TRAIN, stimuli);
        Optional<int[]> validation = arrays.stimulusIndices(CanonicalArrays.VALIDATION, stimuli);
        Optional<int[]> test = arrays.stimulusIndices(CanonicalArrays.TEST, stimuli);
        try {
            Optional<StimulusSplit> split = train.isEmpty() && validation.isEmpty() && test.isEmpty()
                    ? metadata.split()
                    : Optional.of(new StimulusSplit(list(train), list(validation), list(test)));
            split.ifPresent(chosen -> chosen.requireWithin(stimuli));
            return split;
        } catch (IllegalArgumentException invalid) {
            log.error(
                    Code.BAD_SPLIT,
                    "train, val, test",
                    "They are not a split: " + invalid.getMessage() + ".",
                    "Give disjoint lists of stimulus indices, or leave all three out.");
            return Optional.empty();
        }
    }

    private static List<Integer> list(Optional<int[]> indices) {
        return IntStream.of(indices.orElse(new int[0])).boxed().toList();
    }

    private List<Neuron> neurons(int count) throws IOException {
        Optional<double[]> depths = arrays.numbers(CanonicalArrays.DEPTH, count);
        Optional<double[]> noiseRatios = arrays.numbers(CanonicalArrays.NOISE_RATIO, count);
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Neuron known = metadata.neurons().isEmpty()
                    ? Neuron.named("neuron " + i)
                    : metadata.neurons().get(i);
            neurons.add(new Neuron(
                    known.name(),
                    preferring(depths, i, known.depthUm()),
                    preferring(noiseRatios, i, known.noiseRatio()),
                    known.area().or(metadata::area),
                    known.singleUnit()));
        }
        return neurons;
    }

    private static OptionalDouble preferring(Optional<double[]> array, int index, OptionalDouble otherwise) {
        return array.isPresent() && Double.isFinite(array.get()[index])
                ? OptionalDouble.of(array.get()[index])
                : otherwise;
    }

    private void checkNames(String what, List<String> names) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer earlier = first.putIfAbsent(names.get(i), i);
            if (earlier != null) {
                log.error(
                        Code.DUPLICATE_NAME,
                        "metadata." + (what.equals("stimulus") ? "stimuli" : "neurons") + "[" + i + "]",
                        "It is called " + names.get(i) + ", as " + what + " " + earlier + " is.",
                        "Give every " + what + " a name of its own.");
            }
        }
    }
}

package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ArraySink;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.array.ElementWriter;

/**
 * Writes the arrays of a recording in the canonical form, one row at a time, so that reading them gives the recording
 * back: the smallest type that holds all responses, NaN or {@code n_repeats} for what was not recorded, {@code n_bins}
 * where lengths differ.
 */
final class CanonicalWriter {

    private final Recording recording;
    private final ArraySink sink;
    private final int stimuli;
    private final int neurons;
    private final int repeats;
    private final int bins;

    private CanonicalWriter(Recording recording, ArraySink sink) {
        this.recording = recording;
        this.sink = sink;
        this.stimuli = recording.stimuli().size();
        this.neurons = recording.neurons().size();
        this.repeats = recording.responses().stream()
                .mapToInt(StimulusResponses::repeatSlots)
                .max()
                .orElseThrow();
        this.bins = recording.stimuli().stream().mapToInt(Stimulus::bins).max().orElseThrow();
    }

    /** @throws IOException where the file cannot be written */
    static void write(Recording recording, ArraySink sink) throws IOException {
        new CanonicalWriter(recording, sink).write();
    }

    private void write() throws IOException {
        sink.write(
                CanonicalArrays.SPECTROGRAM,
                header(ElementType.F4, stimuli, recording.bands(), bins),
                this::writeSounds);
        writeResponses();
        sink.write(
                CanonicalArrays.FREQUENCIES,
                header(ElementType.F8, recording.bands()),
                elements -> elements.next(recording.centerFrequenciesHz().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        sink.write(CanonicalArrays.TIME_STEP, header(ElementType.F8), elements -> elements.next(recording.dtMs()));
        if (recording.stimuli().stream().anyMatch(stimulus -> stimulus.bins() < bins)) {
            sink.write(CanonicalArrays.BINS, header(ElementType.I4, stimuli), elements -> {
                for (Stimulus stimulus : recording.stimuli()) {
                    elements.next(stimulus.bins());
                }
            });
        }
        writeOfNeurons(CanonicalArrays.DEPTH, Neuron::depthUm);
        writeOfNeurons(CanonicalArrays.NOISE_RATIO, Neuron::noiseRatio);
        if (recording.split().isPresent()) {
            writeIndices(CanonicalArrays.TRAIN, recording.split().get().train());
            writeIndices(CanonicalArrays.VALIDATION, recording.split().get().validation());
            writeIndices(CanonicalArrays.TEST, recording.split().get().test());
        }
    }

    private static ArrayHeader header(ElementType type, int... shape) {
        return new ArrayHeader(
                type, ByteOrder.LITTLE_ENDIAN, IntStream.of(shape).boxed().toList());
    }

    private void writeSounds(ElementWriter elements) throws IOException {
        double[] row = new double[bins];
        for (Stimulus stimulus : recording.stimuli()) {
            Arrays.fill(row, Double.NaN);
            for (int band = 0; band < recording.bands(); band++) {
                for (int bin = 0; bin < stimulus.bins(); bin++) {
                    row[bin] = stimulus.level(bin, band);
                }
                elements.next(row);
            }
        }
    }

    private void writeResponses() throws IOException {
        ElementType type = recording.responses().stream()
                .map(StimulusResponses::type)
                .max(Comparator.comparing(ElementType::bytes))
                .orElseThrow();
        sink.write(
                recording.responseKind() == ResponseKind.COUNTS ? CanonicalArrays.COUNTS : CanonicalArrays.RESPONSES,
                header(type, stimuli, neurons, repeats, bins),
                elements -> writeResponses(elements, type.isFloating() ? Double.NaN : 0));
        if (!type.isFloating() && !isComplete()) {
            sink.write(CanonicalArrays.REPEATS, header(ElementType.I4, stimuli, neurons), elements -> {
                for (StimulusResponses responses : recording.responses()) {
                    for (int neuron = 0; neuron < neurons; neuron++) {
                        elements.next(responses.recordedRepeats(neuron));
                    }
                }
            });
        }
    }

    private boolean isComplete() {
        return recording.responses().stream()
                .allMatch(responses ->
                        IntStream.range(0, neurons).allMatch(neuron -> responses.recordedRepeats(neuron) == repeats));
    }

    private void writeResponses(ElementWriter elements, double missing) throws IOException {
        double[] row = new double[bins];
        for (StimulusResponses responses : recording.responses()) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                for (int repeat = 0; repeat < repeats; repeat++) {
                    Arrays.fill(row, missing);
                    if (repeat < responses.recordedRepeats(neuron)) {
                        double[] recorded = responses.repeat(neuron, repeat);
                        System.arraycopy(recorded, 0, row, 0, recorded.length);
                    }
                    elements.next(row);
                }
            }
        }
    }

    private void writeOfNeurons(String name, Function<Neuron, OptionalDouble> value) throws IOException {
        double[] values = recording.neurons().stream()
                .mapToDouble(neuron -> value.apply(neuron).orElse(Double.NaN))
                .toArray();
        if (Arrays.stream(values).anyMatch(Double::isFinite)) {
            sink.write(name, header(ElementType.F8, neurons), elements -> elements.next(values));
        }
    }

    private void writeIndices(String name, List<Integer> indices) throws IOException {
        sink.write(
                name,
                header(ElementType.I4, indices.size()),
                elements -> elements.next(
                        indices.stream().mapToDouble(Integer::doubleValue).toArray()));
    }
}

package org.tonotopy.worker.ingest;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.report.NeuronSummary;
import org.tonotopy.encoding.report.RecordingReport;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.dataset.DatasetShape.StimulusShape;
import org.tonotopy.registry.dataset.NeuronAttributes;
import org.tonotopy.registry.dataset.ResponseKind;
import org.tonotopy.registry.dataset.SingleUnit;

/** Says in the registry's words what is in a recording, as far as requests are checked against it. */
final class ShapeTranslation {
    private ShapeTranslation() {}

    /** The shape of a recording with its report. */
    static DatasetShape shape(Recording recording, RecordingReport report) {
        return new DatasetShape(
                recording.dtMs(),
                recording.bands(),
                recording.stimuli().stream()
                        .map(stimulus -> new StimulusShape(stimulus.name(), stimulus.bins(), stimulus.kind()))
                        .toList(),
                IntStream.range(0, recording.neurons().size())
                        .mapToObj(index -> neuron(
                                recording.neurons().get(index), report.neurons().get(index)))
                        .toList(),
                Optional.of(recording.centerFrequenciesHz()),
                Optional.of(
                        switch (recording.responseKind()) {
                            case COUNTS -> ResponseKind.COUNTS;
                            case TRACE -> ResponseKind.TRACE;
                        }));
    }

    private static NeuronShape neuron(Neuron neuron, NeuronSummary summary) {
        return new NeuronShape(
                neuron.name(),
                Optional.of(new NeuronAttributes(
                        boxed(neuron.noiseRatio()),
                        boxed(summary.signalPower().value()),
                        boxed(summary.noisePower().value()),
                        neuron.area(),
                        neuron.singleUnit().map(ShapeTranslation::label),
                        // A negative depth is a laboratory's mark for one that it does not know.
                        boxed(neuron.depthUm()).filter(depth -> depth >= 0))));
    }

    private static SingleUnit label(org.tonotopy.encoding.recording.SingleUnit label) {
        return switch (label) {
            case YES -> SingleUnit.YES;
            case MAYBE -> SingleUnit.MAYBE;
            case NO -> SingleUnit.NO;
        };
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}

package org.tonotopy.encoding.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tonotopy.encoding.metric.MetricValue;
import org.tonotopy.encoding.metric.NeuronSignal;
import org.tonotopy.encoding.metric.UndefinedReason;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

/** Goes through a recording once and writes its report. */
public final class RecordingInspection {

    private final Recording recording;
    private final ResponseSmoothing smoothing;
    private final int[][] repeats;
    private final List<String> neuronHashes = new ArrayList<>();
    private final List<NeuronSummary> neurons = new ArrayList<>();
    private final List<LeftOutNeuron> leftOut = new ArrayList<>();
    private long slots;
    private long recorded;

    private RecordingInspection(Recording recording, ResponseSmoothing smoothing) {
        this.recording = recording;
        this.smoothing = smoothing;
        this.repeats = new int[recording.stimuli().size()][recording.neurons().size()];
    }

    /** Inspects a recording; powers and ceilings are of responses smoothed in this way. */
    public static RecordingReport inspect(Recording recording, ResponseSmoothing smoothing) {
        return new RecordingInspection(recording, smoothing).report();
    }

    private RecordingReport report() {
        List<Integer> stimuli = indices(recording.stimuli().size());
        PreparedResponses prepared = ResponsePreparation.prepare(
                recording, stimuli, smoothing, indices(recording.neurons().size()));
        for (int neuron = 0; neuron < recording.neurons().size(); neuron++) {
            inspect(neuron, prepared);
        }
        return new RecordingReport(
                recording.dtMs(),
                recording.bands(),
                recording.centerFrequenciesHz().get(0),
                recording.centerFrequenciesHz().get(recording.bands() - 1),
                recording.responseKind(),
                smoothing,
                (double) recorded / slots,
                stimuli.stream().map(this::summary).toList(),
                neurons,
                duplicates(recording.stimuli().stream()
                        .map(RecordingInspection::hash)
                        .toList()),
                duplicates(neuronHashes),
                leftOut,
                AlignmentCheck.check(recording),
                recording.notices());
    }

    private static List<Integer> indices(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private void inspect(int neuron, PreparedResponses prepared) {
        String name = recording.neurons().get(neuron).name();
        ContentHash hash = new ContentHash();
        long ownSlots = 0;
        long ownRecorded = 0;
        double sum = 0;
        boolean active = false;
        int stimuliRecorded = 0;
        for (int stimulus = 0; stimulus < repeats.length; stimulus++) {
            StimulusResponses responses = recording.responses().get(stimulus);
            for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
                double[] values = responses.repeat(neuron, repeat);
                int here = 0;
                for (double value : values) {
                    if (!Double.isNaN(value)) {
                        here++;
                        sum += value;
                        active |= value != 0;
                    }
                }
                ownSlots += values.length;
                ownRecorded += here;
                if (here > 0) {
                    // Where in the file the unrecorded repeats stand says nothing about the neuron.
                    hash.add(values);
                    repeats[stimulus][neuron]++;
                }
            }
            hash.endPart();
            stimuliRecorded += repeats[stimulus][neuron] > 0 ? 1 : 0;
        }
        slots += ownSlots;
        recorded += ownRecorded;
        // Silent neurons are alike without being copies of each other.
        neuronHashes.add(active ? hash.hexadecimal() : "silent " + neuron);
        NeuronSignal signal = NeuronSignal.measure(prepared, neuron);
        boolean rates = recording.responseKind() == ResponseKind.COUNTS && ownRecorded > 0;
        neurons.add(new NeuronSummary(
                neuron,
                name,
                stimuliRecorded,
                (double) ownRecorded / ownSlots,
                rates ? OptionalDouble.of(sum / ownRecorded * 1000 / recording.dtMs()) : OptionalDouble.empty(),
                ReportedValue.of(signal.signalPower()),
                ReportedValue.of(signal.noisePower()),
                ReportedValue.of(signal.snr()),
                ReportedValue.of(signal.ccMax()),
                signal.repeatedStimuli(),
                signal.unreliableStimuli()));
        leaveOut(neuron, name, active, signal.signalPower());
    }

    private void leaveOut(int neuron, String name, boolean active, MetricValue signalPower) {
        if (!active && signalPower.isDefined()) {
            leftOut.add(new LeftOutNeuron(neuron, name, UndefinedReason.CONSTANT_RESPONSE.sentence()));
        } else if (signalPower.isDefined() && signalPower.value() <= 0) {
            leftOut.add(new LeftOutNeuron(neuron, name, UndefinedReason.SIGNAL_POWER_NOT_POSITIVE.sentence()));
        } else {
            // Without repeats a neuron still counts, by plain correlation.
            signalPower
                    .reason()
                    .filter(reason -> reason != UndefinedReason.NO_REPEATS)
                    .ifPresent(reason -> leftOut.add(new LeftOutNeuron(neuron, name, reason.sentence())));
        }
    }

    private StimulusSummary summary(int index) {
        Stimulus stimulus = recording.stimuli().get(index);
        int[] heard = Arrays.stream(repeats[index]).filter(count -> count > 0).toArray();
        return new StimulusSummary(
                index,
                stimulus.name(),
                stimulus.kind(),
                stimulus.bins(),
                stimulus.bins() * recording.dtMs(),
                heard.length,
                Arrays.stream(heard).min().orElse(0),
                Arrays.stream(heard).max().orElse(0));
    }

    private static String hash(Stimulus stimulus) {
        ContentHash hash = new ContentHash();
        hash.add(stimulus.cochleagram());
        return hash.hexadecimal();
    }

    private static List<List<Integer>> duplicates(List<String> hashes) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            groups.computeIfAbsent(hashes.get(i), first -> new ArrayList<>()).add(i);
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }
}

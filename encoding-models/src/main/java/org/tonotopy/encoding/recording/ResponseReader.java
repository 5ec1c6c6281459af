package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.recording.Finding.Code;

/** Reads the responses stimulus by stimulus, checks every value, and keeps each stimulus in the smallest type. */
final class ResponseReader {

    /** More spikes than this in one bin are not spikes. */
    private static final int MOST_SPIKES = 65_535;

    private final FindingLog log;
    private final CanonicalArrays.Axes axes;
    private final boolean counts;
    private final Map<Code, Defect> defects = new EnumMap<>(Code.class);
    private long recorded;

    /** How often something was found, and where first. */
    private static final class Defect {
        private final String where;
        private final double value;
        private long times;

        Defect(String where, double value) {
            this.where = where;
            this.value = value;
        }
    }

    ResponseReader(FindingLog log, CanonicalArrays.Axes axes) {
        this.log = log;
        this.axes = axes;
        this.counts = axes.responseKind() == ResponseKind.COUNTS;
    }

    /**
     * @param elements {@code [stimuli, neurons, repeats, bins]}
     * @param stimuli gives the length of each stimulus; whatever follows must be padding
     * @param recordedRepeats for each stimulus and neuron how many repeats were recorded, where the file says so
     */
    List<StimulusResponses> read(ElementReader elements, List<Stimulus> stimuli, Optional<int[]> recordedRepeats)
            throws IOException {
        List<StimulusResponses> responses = new ArrayList<>();
        for (int stimulus = 0; stimulus < axes.stimuli(); stimulus++) {
            int[] repeats = new int[axes.neurons()];
            for (int neuron = 0; neuron < axes.neurons(); neuron++) {
                repeats[neuron] = recordedRepeats.isPresent()
                        ? recordedRepeats.get()[stimulus * axes.neurons() + neuron]
                        : axes.repeats();
            }
            int bins = stimuli.get(stimulus).bins();
            responses.add(
                    counts && elements.header().type() == ElementType.U1
                            ? bytes(elements, stimulus, bins, repeats)
                            : numbers(elements, stimulus, bins, repeats));
        }
        defects.forEach(this::report);
        if (recorded == 0 && defects.isEmpty()) {
            log.error(
                    Code.NOTHING_RECORDED,
                    axes.responseArray(),
                    "No response was recorded at all.",
                    "Save responses; NaN marks only what was not recorded.");
        }
        return responses;
    }

    private StimulusResponses bytes(ElementReader elements, int stimulus, int bins, int[] repeats) throws IOException {
        byte[] kept = new byte[axes.neurons() * axes.repeats() * bins];
        byte[] padding = new byte[axes.bins() - bins];
        for (int i = 0; i < axes.neurons() * axes.repeats(); i++) {
            elements.nextBytes(kept, i * bins, bins);
            if (i % axes.repeats() >= repeats[i / axes.repeats()]) {
                for (int bin = 0; bin < bins; bin++) {
                    if (kept[i * bins + bin] != 0) {
                        note(Code.MISMATCHED_REPEATS, stimulus, i, bin, kept[i * bins + bin] & 0xff);
                    }
                }
            }
            elements.nextBytes(padding, 0, padding.length);
            for (int bin = 0; bin < padding.length; bin++) {
                if (padding[bin] != 0) {
                    note(Code.MISMATCHED_BINS, stimulus, i, bins + bin, padding[bin] & 0xff);
                }
            }
        }
        recorded += (long) bins * Arrays.stream(repeats).sum();
        return StimulusResponses.ofCounts(axes.neurons(), axes.repeats(), bins, kept, repeats);
    }

    private StimulusResponses numbers(ElementReader elements, int stimulus, int bins, int[] repeats)
            throws IOException {
        boolean padsWithZero = !elements.header().type().isFloating();
        float[] kept = new float[axes.neurons() * axes.repeats() * bins];
        double[] row = new double[axes.bins()];
        float greatest = 0;
        boolean complete = true;
        for (int i = 0; i < axes.neurons() * axes.repeats(); i++) {
            boolean expected = i % axes.repeats() < repeats[i / axes.repeats()];
            elements.next(row);
            for (int bin = 0; bin < axes.bins(); bin++) {
                double value = row[bin];
                if (bin >= bins) {
                    if (!Double.isNaN(value) && !(padsWithZero && value == 0)) {
                        note(Code.MISMATCHED_BINS, stimulus, i, bin, value);
                    }
                    continue;
                }
                if (!Double.isNaN(value)) {
                    check(stimulus, i, bin, value);
                    if (!expected && !(padsWithZero && value == 0)) {
                        note(Code.MISMATCHED_REPEATS, stimulus, i, bin, value);
                    }
                }
                kept[i * bins + bin] = expected ? (float) value : Float.NaN;
                if (expected && !Double.isNaN(value)) {
                    recorded++;
                    greatest = Math.max(greatest, (float) value);
                } else {
                    complete &= !expected;
                }
            }
        }
        return counts && complete && defects.isEmpty()
                ? narrowed(kept, bins, repeats, greatest)
                : StimulusResponses.ofValues(axes.neurons(), axes.repeats(), bins, kept);
    }

    private StimulusResponses narrowed(float[] values, int bins, int[] repeats, float greatest) {
        if (greatest <= 255) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte) (int) values[i];
            }
            return StimulusResponses.ofCounts(axes.neurons(), axes.repeats(), bins, bytes, repeats);
        }
        short[] shorts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            shorts[i] = (short) (int) values[i];
        }
        return StimulusResponses.ofCounts(axes.neurons(), axes.repeats(), bins, shorts, repeats);
    }

    private void check(int stimulus, int neuronAndRepeat, int bin, double value) {
        if (Double.isInfinite(value) || Math.abs(value) > Float.MAX_VALUE) {
            note(Code.NOT_FINITE_RESPONSE, stimulus, neuronAndRepeat, bin, value);
        } else if (counts && value < 0) {
            note(Code.NEGATIVE_COUNT, stimulus, neuronAndRepeat, bin, value);
        } else if (counts && value != Math.rint(value)) {
            note(Code.FRACTIONAL_COUNT, stimulus, neuronAndRepeat, bin, value);
        } else if (counts && value > MOST_SPIKES) {
            note(Code.COUNT_TOO_LARGE, stimulus, neuronAndRepeat, bin, value);
        }
    }

    private void note(Code code, int stimulus, int neuronAndRepeat, int bin, double value) {
        defects.computeIfAbsent(
                        code,
                        first -> new Defect(
                                axes.responseArray() + "[" + stimulus + ", " + neuronAndRepeat / axes.repeats() + ", "
                                        + neuronAndRepeat % axes.repeats() + ", " + bin + "]",
                                value))
                .times++;
    }

    private void report(Code code, Defect defect) {
        String first = "The first is " + defect.value + ".";
        String times = defect.times == 1 ? "One value" : defect.times + " values";
        switch (code) {
            case NEGATIVE_COUNT ->
                log.error(
                        code,
                        defect.where,
                        times + " below zero. " + first,
                        "Counts are spikes per bin; save signed traces as responses, and NaN where nothing was recorded.");
            case FRACTIONAL_COUNT ->
                log.error(
                        code,
                        defect.where,
                        times + " with a fraction. " + first,
                        "Save whole spikes per bin, unsmoothed, or save rates and traces as responses.");
            case COUNT_TOO_LARGE ->
                log.error(
                        code,
                        defect.where,
                        times + " above " + MOST_SPIKES + ". " + first,
                        "Save spikes per bin, not spike times or voltages.");
            case MISMATCHED_BINS ->
                log.error(
                        code,
                        defect.where,
                        times + " after the stimulus has ended. " + first,
                        "Pad responses with NaN (or counts with 0) where the stimulus is padded.");
            case MISMATCHED_REPEATS ->
                log.error(
                        code,
                        defect.where,
                        times + " in repeats that n_repeats does not count. " + first,
                        "Put the recorded repeats first, or leave n_repeats out and mark the others with NaN.");
            default ->
                log.error(code, defect.where, times + " not finite. " + first, "Save NaN where nothing was recorded.");
        }
    }
}

package org.tonotopy.encoding.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.StimulusResponses;

/**
 * Counts the spikes of declared trials: bin {@code k} covers {@code [k * dt, (k + 1) * dt)} after the onset of the sound.
 *
 * <p>A trial without spikes is zeros. Spikes before the onset and after the last bin are left out and counted in a
 * notice: many labs record some silence around each sound. If all are outside, the times are no milliseconds from the
 * onset, and the recording is refused. So it is for times that are no numbers. The order of spikes changes no count;
 * where it goes back within a trial, a notice says how often, because the times may mean something else.
 */
public final class SpikeCounter {

    private static final int MOST_SPIKES = 65_535;
    private static final int MOST_IN_A_BYTE = 255;
    /** A time written in decimals that is the edge of a bin lies in the bin that begins there. */
    private static final double EDGE = 1e-9;

    private final RecordingDraft draft;
    private final FindingLog log;
    private final List<TrialSlots> slots;
    private final int[] neuronOrder;
    private final List<Counts> counts = new ArrayList<>();
    private long inside;
    private long before;
    private long after;
    private final Oddity outside = new Oddity();
    private final Oddity unsorted = new Oddity();
    private final Oddity notFinite = new Oddity();
    private final Oddity tooMany = new Oddity();
    private int lastStimulus = -1;
    private int lastNeuron = -1;
    private int lastTrial;
    private int lastRow;
    private double lastTime;

    /** How often something was seen, and where first. */
    private static final class Oddity {
        private long times;
        private Optional<String> where = Optional.empty();
    }

    /** Counts of one stimulus, in two bytes each once one of them needs it. */
    private static final class Counts {
        private byte[] bytes;
        private short[] shorts = {};

        Counts(int length) {
            bytes = new byte[length];
        }

        /** Returns whether there was room for so many more. */
        boolean add(int index, int count) {
            if (shorts.length == 0 && (bytes[index] & 0xff) + count <= MOST_IN_A_BYTE) {
                bytes[index] += (byte) count;
                return true;
            }
            if (shorts.length == 0) {
                shorts = new short[bytes.length];
                for (int i = 0; i < bytes.length; i++) {
                    shorts[i] = (short) (bytes[i] & 0xff);
                }
                bytes = new byte[0];
            }
            if ((shorts[index] & 0xffff) + count > MOST_SPIKES) {
                return false;
            }
            shorts[index] += (short) count;
            return true;
        }
    }

    SpikeCounter(RecordingDraft draft, List<TrialSlots> slots, int[] neuronOrder, FindingLog log) {
        this.draft = draft;
        this.slots = slots;
        this.neuronOrder = neuronOrder;
        this.log = log;
        for (int stimulus = 0; stimulus < slots.size(); stimulus++) {
            counts.add(new Counts(slots.get(stimulus).recorded() * draft.bins(stimulus)));
        }
    }

    /**
     * Counts one spike of a trial that was declared.
     *
     * @param timeMs milliseconds from the onset of the sound
     */
    public void add(int stimulus, int neuron, int trial, double timeMs) {
        turnTo(stimulus, neuron, trial);
        if (timeMs < lastTime) {
            note(unsorted);
        }
        if (!Double.isFinite(timeMs)) {
            note(notFinite);
            return;
        }
        lastTime = timeMs;
        double bin = Math.floor(timeMs / draft.dtMs() + EDGE);
        int bins = draft.bins(stimulus);
        if (bin < 0) {
            before++;
            note(outside);
        } else if (bin >= bins) {
            after++;
            note(outside);
        } else {
            inside++;
            addTo((int) bin, 1);
        }
    }

    /**
     * Counts spikes of a trial that was declared, which come counted already.
     *
     * @param bin within the stimulus
     * @param count at least 0
     */
    public void addCount(int stimulus, int neuron, int trial, int bin, int count) {
        turnTo(stimulus, neuron, trial);
        inside += count;
        addTo(bin, count);
    }

    private void addTo(int bin, int count) {
        // Beyond what a bin can hold, and far from an overflow of the sum.
        int counted = Math.min(count, MOST_SPIKES + 1);
        if (!counts.get(lastStimulus).add(lastRow * draft.bins(lastStimulus) + bin, counted)) {
            note(tooMany);
        }
    }

    private void turnTo(int stimulus, int neuron, int trial) {
        if (stimulus != lastStimulus || neuron != lastNeuron || trial != lastTrial) {
            lastRow = slots.get(stimulus).row(neuron, trial);
            lastStimulus = stimulus;
            lastNeuron = neuron;
            lastTrial = trial;
            lastTime = Double.NEGATIVE_INFINITY;
        }
    }

    private void note(Oddity oddity) {
        if (oddity.times++ == 0) {
            oddity.where = Optional.of(draft.describe(lastStimulus, lastNeuron, lastTrial));
        }
    }

    /**
     * The recording.
     *
     * @throws RecordingRejectedException where anything was found for which it has to be refused
     */
    public Recording finish() throws RecordingRejectedException {
        report();
        List<StimulusResponses> responses = new ArrayList<>();
        for (int stimulus = 0; stimulus < slots.size(); stimulus++) {
            TrialSlots own = slots.get(stimulus);
            Counts kept = counts.get(stimulus);
            int bins = draft.bins(stimulus);
            responses.add(
                    kept.shorts.length > 0
                            ? StimulusResponses.ofRows(
                                    own.slots(),
                                    bins,
                                    own.recordedRepeats(neuronOrder),
                                    own.firstRows(neuronOrder),
                                    kept.shorts)
                            : StimulusResponses.ofRows(
                                    own.slots(),
                                    bins,
                                    own.recordedRepeats(neuronOrder),
                                    own.firstRows(neuronOrder),
                                    kept.bytes));
        }
        return draft.finish(ResponseKind.COUNTS, responses);
    }

    private void report() {
        notFinite.where.ifPresent(first -> log.error(
                Code.NOT_FINITE_SPIKE_TIME,
                first,
                notFinite.times + " spike times are not finite.",
                "Leave out what is no spike; a trial without spikes needs no time."));
        tooMany.where.ifPresent(first -> log.error(
                Code.COUNT_TOO_LARGE,
                first,
                "More than " + MOST_SPIKES + " spikes in one time bin.",
                "Give the times of spikes, not samples of a voltage."));
        unsorted.where.ifPresent(first -> log.notice(
                Code.UNSORTED_SPIKES,
                first,
                unsorted.times + " spikes stand after a later one of the same trial.",
                "Counts are right all the same; check that the times are what you think."));
        if (inside == 0 && outside.times > 0) {
            log.error(
                    Code.SPIKES_OUTSIDE_STIMULUS,
                    outside.where.orElse("spikes"),
                    "All " + outside.times + " spikes lie outside of their sounds.",
                    "Give times in milliseconds from the onset of the sound.");
        } else if (outside.times > 0) {
            log.notice(
                    Code.SPIKES_OUTSIDE_STIMULUS,
                    outside.where.orElse("spikes"),
                    before + " spikes before the onset of their sound and " + after
                            + " after its last time bin were left out; " + inside + " were counted.",
                    "Nothing, if silence was recorded around the sounds.");
        }
    }
}

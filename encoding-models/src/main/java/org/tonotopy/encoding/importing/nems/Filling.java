package org.tonotopy.encoding.importing.nems;

import org.tonotopy.encoding.importing.RecordingDraft;
import org.tonotopy.encoding.importing.SpikeCounter;
import org.tonotopy.encoding.importing.TraceKeeper;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** Where responses go, in the smallest form that holds them. */
interface Filling {

    /** Takes one bin of a trial that was declared; none of them is NaN, and those that do not come are. */
    void put(int stimulus, int neuron, int trial, int bin, double value);

    /** The recording, once all have come. */
    Recording finish() throws RecordingRejectedException;

    /** Whole numbers of spikes, with every bin of a trial. */
    static Filling counts(RecordingDraft draft) throws RecordingRejectedException {
        SpikeCounter counter = draft.countSpikes();
        return new Filling() {
            @Override
            public void put(int stimulus, int neuron, int trial, int bin, double value) {
                if (value > 0) {
                    counter.addCount(stimulus, neuron, trial, bin, (int) value);
                }
            }

            @Override
            public Recording finish() throws RecordingRejectedException {
                return counter.finish();
            }
        };
    }

    /** Whole numbers of spikes, of which some bins are missing, or values of any kind. */
    static Filling values(RecordingDraft draft, boolean counts) throws RecordingRejectedException {
        TraceKeeper keeper = draft.keepTraces();
        return new Filling() {
            @Override
            public void put(int stimulus, int neuron, int trial, int bin, double value) {
                keeper.set(stimulus, neuron, trial, bin, (float) value);
            }

            @Override
            public Recording finish() throws RecordingRejectedException {
                return counts ? keeper.finishCounts() : keeper.finish();
            }
        };
    }
}

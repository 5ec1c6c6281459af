package org.tonotopy.encoding.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.StimulusResponses;

/** Takes the signed traces of declared trials, already averaged over time bins. What is not given stays NaN. */
public final class TraceKeeper {

    private final RecordingDraft draft;
    private final List<TrialSlots> slots;
    private final int[] neuronOrder;
    private final List<float[]> values = new ArrayList<>();

    TraceKeeper(RecordingDraft draft, List<TrialSlots> slots, int[] neuronOrder) {
        this.draft = draft;
        this.slots = slots;
        this.neuronOrder = neuronOrder;
        for (int stimulus = 0; stimulus < slots.size(); stimulus++) {
            float[] unknown = new float[slots.get(stimulus).recorded() * draft.bins(stimulus)];
            Arrays.fill(unknown, Float.NaN);
            values.add(unknown);
        }
    }

    /** Sets one bin of a trial that was declared. */
    public void set(int stimulus, int neuron, int trial, int bin, float value) {
        int row = slots.get(stimulus).row(neuron, trial);
        values.get(stimulus)[row * draft.bins(stimulus) + bin] = value;
    }

    /**
     * The recording.
     *
     * @throws RecordingRejectedException where anything was found for which it has to be refused
     */
    public Recording finish() throws RecordingRejectedException {
        return finish(ResponseKind.TRACE);
    }

    /**
     * The recording, where the values are numbers of spikes, with NaN in bins that were not recorded.
     *
     * @throws RecordingRejectedException where anything was found for which it has to be refused
     */
    public Recording finishCounts() throws RecordingRejectedException {
        return finish(ResponseKind.COUNTS);
    }

    private Recording finish(ResponseKind kind) throws RecordingRejectedException {
        List<StimulusResponses> responses = new ArrayList<>();
        for (int stimulus = 0; stimulus < slots.size(); stimulus++) {
            TrialSlots own = slots.get(stimulus);
            responses.add(StimulusResponses.ofRows(
                    own.slots(),
                    draft.bins(stimulus),
                    own.recordedRepeats(neuronOrder),
                    own.firstRows(neuronOrder),
                    values.get(stimulus)));
        }
        return draft.finish(kind, responses);
    }
}

package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.List;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** The responses of the units of one recording to its trials, whatever form they are kept in. */
sealed interface SiteResponses permits RasterResponses, SpikeTrains {

    /** The recording. */
    Site site();

    /** The trials, in the order of time. */
    List<Trial> trials();

    /** The names of the units. */
    List<String> units();

    /** Whether every response is a whole number of spikes. */
    boolean areCounts();

    /** Whether a unit lacks some bins of a trial and has others. */
    boolean haveGaps();

    /** Whether anything was recorded of a unit in a trial; both by their places in the lists. */
    boolean isRecorded(int trial, int unit);

    /** Whether the signal goes on until the end of a trial. */
    boolean isComplete(int trial);

    /**
     * Hands over the responses of recorded trials.
     *
     * @param neurons for each unit the index under which its neuron was added
     */
    void fill(int[] neurons, Filling filling) throws IOException, RecordingRejectedException;
}

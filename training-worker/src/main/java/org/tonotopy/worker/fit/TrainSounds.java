package org.tonotopy.worker.fit;

import java.util.List;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.recording.Recording;

/**
 * What a network's definition may depend on: the sounds that it learns from, never those that it is validated or tested
 * with.
 *
 * @param centerFrequenciesHz centre of each band; empty where the recording does not have them
 * @param dtMs width of a time bin in milliseconds
 * @param bands bands of each clip
 * @param clips the train stimuli as scaled for the network
 */
record TrainSounds(List<Double> centerFrequenciesHz, double dtMs, int bands, List<Clip> clips) {
    /** Those of a fit. */
    static TrainSounds of(Recording recording, FittingData data) {
        return new TrainSounds(
                recording.centerFrequenciesHz(), recording.dtMs(), recording.bands(), FittingClip.inputs(data.train()));
    }
}

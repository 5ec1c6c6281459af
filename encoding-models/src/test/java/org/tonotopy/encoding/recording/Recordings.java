package org.tonotopy.encoding.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small recordings for tests. */
public final class Recordings {

    private Recordings() {}

    /** Silent sounds with these responses: {@code [stimulus][neuron][repeat][bin]}, NaN where not recorded. */
    public static Recording of(ResponseKind kind, double dtMs, double[][][][] responses) {
        List<Stimulus> stimuli = new ArrayList<>();
        List<StimulusResponses> stored = new ArrayList<>();
        List<Neuron> neurons = new ArrayList<>();
        for (int neuron = 0; neuron < responses[0].length; neuron++) {
            neurons.add(Neuron.named("neuron " + neuron));
        }
        for (double[][][] stimulus : responses) {
            int repeats = stimulus[0].length;
            int bins = stimulus[0][0].length;
            float[] values = new float[neurons.size() * repeats * bins];
            int next = 0;
            for (double[][] neuron : stimulus) {
                for (double[] repeat : neuron) {
                    for (double value : repeat) {
                        values[next++] = (float) value;
                    }
                }
            }
            stored.add(StimulusResponses.ofValues(neurons.size(), repeats, bins, values));
            stimuli.add(new Stimulus("stimulus " + stimuli.size(), Optional.empty(), bins, 1, new float[bins]));
        }
        return new Recording(dtMs, List.of(1000.0), stimuli, neurons, kind, stored, Optional.empty(), List.of());
    }

    /** Sounds of one band, each heard once by one silent neuron. */
    public static Recording withSounds(float[]... sounds) {
        List<Stimulus> stimuli = new ArrayList<>();
        List<StimulusResponses> stored = new ArrayList<>();
        for (float[] sound : sounds) {
            stimuli.add(new Stimulus("stimulus " + stimuli.size(), Optional.empty(), sound.length, 1, sound));
            stored.add(StimulusResponses.ofCounts(1, 1, sound.length, new byte[sound.length], new int[] {1}));
        }
        return new Recording(
                5,
                List.of(1000.0),
                stimuli,
                List.of(Neuron.named("neuron 0")),
                ResponseKind.COUNTS,
                stored,
                Optional.empty(),
                List.of());
    }
}

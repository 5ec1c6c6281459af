package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What is equal between two recordings that went through files: everything but the room kept for missing repeats. */
final class SameRecording {

    private SameRecording() {}

    static void assertSame(Recording actual, Recording expected) {
        assertThat(actual.dtMs()).isEqualTo(expected.dtMs());
        assertThat(actual.centerFrequenciesHz()).isEqualTo(expected.centerFrequenciesHz());
        assertThat(actual.neurons()).isEqualTo(expected.neurons());
        assertThat(actual.responseKind()).isEqualTo(expected.responseKind());
        assertThat(actual.split()).isEqualTo(expected.split());
        assertThat(actual.notices()).isEqualTo(expected.notices());
        assertThat(actual.stimuli()).hasSameSizeAs(expected.stimuli());
        for (int stimulus = 0; stimulus < expected.stimuli().size(); stimulus++) {
            Stimulus sound = expected.stimuli().get(stimulus);
            Stimulus same = actual.stimuli().get(stimulus);
            assertThat(same.name()).isEqualTo(sound.name());
            assertThat(same.kind()).isEqualTo(sound.kind());
            assertThat(same.bins()).isEqualTo(sound.bins());
            assertThat(Arrays.equals(same.cochleagram(), sound.cochleagram()))
                    .as("levels of " + sound.name())
                    .isTrue();
            assertSame(actual.responses().get(stimulus), expected.responses().get(stimulus), "stimulus " + stimulus);
        }
    }

    private static void assertSame(StimulusResponses actual, StimulusResponses expected, String where) {
        int slots = Math.max(actual.repeatSlots(), expected.repeatSlots());
        for (int neuron = 0; neuron < expected.neurons(); neuron++) {
            for (int repeat = 0; repeat < slots; repeat++) {
                double[] expectedValues = repeat(expected, neuron, repeat);
                double[] values = repeat(actual, neuron, repeat);
                // AssertJ compares numbers one by one, which takes minutes for a real recording.
                if (!Arrays.equals(values, expectedValues)) {
                    assertThat(values)
                            .as("%s, neuron %d, repeat %d", where, neuron, repeat)
                            .containsExactly(expectedValues);
                }
            }
        }
    }

    private static double[] repeat(StimulusResponses responses, int neuron, int repeat) {
        if (repeat < responses.repeatSlots()) {
            return responses.repeat(neuron, repeat);
        }
        double[] missing = new double[responses.bins()];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }
}

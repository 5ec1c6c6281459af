package org.tonotopy.encoding.importing.ac1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpikeDetectorTest {

    private static final double RATE = 10_000;

    private static double[] noise(int length, double deviation) {
        Random random = new Random(1);
        double[] samples = new double[length];
        for (int i = 0; i < length; i++) {
            samples[i] = deviation * random.nextGaussian() + 3 * Math.sin(i / 4000.0);
        }
        return samples;
    }

    @Test
    void noiseAndDriftHoldNoSpikes() {
        assertThat(SpikeDetector.detect(noise(50_000, 0.1), RATE)).isEmpty();
    }

    @Test
    void spikesOfEitherSignAreFoundOnceWhereTheyBegin() {
        double[] samples = noise(50_000, 0.1);
        int[] spikes = {0, 700, 721, 20_000, 49_999};
        for (int spike : spikes) {
            samples[spike] += spike == 20_000 ? -2 : 2;
            if (spike + 5 < samples.length) {
                samples[spike + 5] -= 1.5;
            }
        }
        assertThat(SpikeDetector.detect(samples, RATE)).containsExactly(spikes);
    }

    @Test
    void theRunningMedianIsThatOfTheWindow() {
        double[] samples = noise(300, 1);
        double[] rest = SpikeDetector.withoutSlowPart(samples, 4);
        for (int i = 0; i < samples.length; i++) {
            double[] window = Arrays.copyOfRange(samples, Math.max(0, i - 4), Math.min(samples.length, i + 5));
            Arrays.sort(window);
            assertThat(rest[i]).isEqualTo(samples[i] - window[window.length / 2]);
        }
        assertThat(SpikeDetector.withoutSlowPart(new double[0], 4)).isEmpty();
    }

    @Test
    void aTraceWithoutNoiseHasNone() {
        assertThat(SpikeDetector.detect(new double[1000], RATE)).isEmpty();
        assertThat(SpikeDetector.detect(new double[0], RATE)).isEmpty();
    }
}

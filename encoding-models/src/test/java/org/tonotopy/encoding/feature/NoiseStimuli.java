package org.tonotopy.encoding.feature;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.response.InputScaling;

/** Sounds of noise for tests of features. */
public final class NoiseStimuli {
    private static final int BINS = 300;

    private NoiseStimuli() {}

    /** Three clips of independent normal values, bands half an octave apart from 500 Hz, bins of 5 ms. */
    public static FeatureStimuli of(int bands) {
        SplittableRandom random = new SplittableRandom(11);
        List<Clip> clips = IntStream.range(0, 3)
                .mapToObj(i -> {
                    float[] input = new float[BINS * bands];
                    for (int j = 0; j < input.length; j++) {
                        input[j] = (float) random.nextGaussian();
                    }
                    return new Clip(BINS, input);
                })
                .toList();
        List<Double> frequencies = IntStream.range(0, bands)
                .mapToObj(band -> 500 * Math.pow(2, band / 2.0))
                .toList();
        return new FeatureStimuli(
                new ImageAxes(ImageAxes.COCHLEAGRAM, frequencies, 5, new InputScaling(40, 12)),
                clips,
                List.of(0, 1),
                StimulusRange.of(clips.subList(0, 2), bands));
    }
}

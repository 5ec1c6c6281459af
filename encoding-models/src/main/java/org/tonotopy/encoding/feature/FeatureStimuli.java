package org.tonotopy.encoding.feature;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.response.InputScaling;

/**
 * The sounds of a recording as a model takes them: where a feature begins, within what range it stays, and what it is
 * compared with.
 *
 * @param axes of images over their cochleagrams
 * @param clips every stimulus of the recording, scaled
 * @param train which of them the model was fitted to
 * @param range of the train stimuli
 */
public record FeatureStimuli(ImageAxes axes, List<Clip> clips, List<Integer> train, StimulusRange range) {
    /** Copies the lists. */
    public FeatureStimuli {
        clips = List.copyOf(clips);
        train = List.copyOf(train);
    }

    /**
     * The sounds of a recording.
     *
     * @param train stimuli that the model was fitted to
     * @param scaling the model's
     */
    public static FeatureStimuli of(Recording recording, List<Integer> train, InputScaling scaling) {
        List<Clip> clips = recording.stimuli().stream()
                .map(stimulus -> new Clip(stimulus.bins(), scaling.apply(stimulus)))
                .toList();
        ImageAxes axes =
                new ImageAxes(ImageAxes.COCHLEAGRAM, recording.centerFrequenciesHz(), recording.dtMs(), scaling);
        return new FeatureStimuli(
                axes,
                clips,
                train,
                StimulusRange.of(train.stream().map(clips::get).toList(), axes.bands()));
    }

    /** The train stimuli. */
    public List<Clip> trainClips() {
        return train.stream().map(clips::get).toList();
    }

    /**
     * Number of bins of a duration, to the nearest.
     *
     * @throws FeatureRefusedException if that is none, or more than {@link FeatureLimits} allows
     */
    public int bins(double durationMs) {
        FeatureLimits.requireDuration(durationMs);
        int bins = (int) Math.rint(durationMs / axes.dtMs());
        if (bins < 1) {
            throw new FeatureRefusedException(
                    "duration_ms", "duration_ms is " + durationMs + ": a bin has " + axes.dtMs() + " ms");
        }
        return bins;
    }
}

package org.tonotopy.encoding.fitting;

import java.util.List;
import org.tonotopy.encoding.network.Clip;

/**
 * One stimulus with the response to learn. Buffers are time-major and are read, never written or copied.
 *
 * @param bins number of time bins
 * @param input scaled cochleagram, {@code bins * bands}; finite
 * @param target prepared response, {@code bins * neurons}; NaN where nothing was recorded
 */
public record FittingClip(int bins, float[] input, float[] target) {

    public FittingClip {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be at least 1, not " + bins);
        }
        if (input.length == 0 || input.length % bins != 0) {
            throw new IllegalArgumentException(
                    "input must hold bins * bands values; " + input.length + " is no multiple of " + bins + " bins");
        }
        if (target.length == 0 || target.length % bins != 0) {
            throw new IllegalArgumentException("target must hold bins * neurons values; " + target.length
                    + " is no multiple of " + bins + " bins");
        }
    }

    /** The clips as a network takes them. */
    public static List<Clip> inputs(List<FittingClip> clips) {
        return clips.stream().map(clip -> new Clip(clip.bins(), clip.input())).toList();
    }

    /** Number of frequency bands of the input. */
    public int bands() {
        return input.length / bins;
    }

    /** Number of neurons of the target. */
    public int neurons() {
        return target.length / bins;
    }
}

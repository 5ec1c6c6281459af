package org.tonotopy.encoding.response;

import java.util.List;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Stimulus;

/**
 * One mean and one deviation for all bands and bins, from train stimuli alone, so that level differences between bands
 * and between sounds stay.
 *
 * @param mean mean level of the train stimuli
 * @param deviation standard deviation of all their levels, divided by their number
 */
public record InputScaling(double mean, double deviation) {

    public InputScaling {
        if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("scaling needs a finite mean and a positive deviation, not " + mean
                    + " and " + deviation + ": the train stimuli must not be constant");
        }
    }

    /** Measures the train stimuli, in double. */
    public static InputScaling ofTrainStimuli(Recording recording, List<Integer> train) {
        double sum = 0;
        long count = 0;
        for (int index : train) {
            for (float level : recording.stimuli().get(index).cochleagram()) {
                sum += level;
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (int index : train) {
            for (float level : recording.stimuli().get(index).cochleagram()) {
                squares += (level - mean) * (level - mean);
            }
        }
        return new InputScaling(mean, Math.sqrt(squares / count));
    }

    /** The stimulus in units of the deviation: time-major, {@code bins * bands}. */
    public float[] apply(Stimulus stimulus) {
        float[] scaled = stimulus.cochleagram();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((scaled[i] - mean) / deviation);
        }
        return scaled;
    }
}

package org.tonotopy.encoding.feature;

import java.util.Arrays;
import org.tonotopy.encoding.network.Clip;

/** The input that a gradient is taken at, or that a dream starts from. */
public sealed interface BaseStimulus permits BaseStimulus.Mean, BaseStimulus.Silence, BaseStimulus.RealClip {
    /**
     * The input itself.
     *
     * @param stimuli the recording's
     * @param bins its length
     * @return {@code [bin][band]} in the units of the model's input
     * @throws FeatureRefusedException if the recording has no such stretch
     */
    float[] values(FeatureStimuli stimuli, int bins);

    /** The mean level of the train stimuli everywhere: zero in the units of the model's input. */
    record Mean() implements BaseStimulus {
        @Override
        public float[] values(FeatureStimuli stimuli, int bins) {
            return new float[bins * stimuli.axes().bands()];
        }
    }

    /** The 1st percentile of each band in the train stimuli. */
    record Silence() implements BaseStimulus {
        @Override
        public float[] values(FeatureStimuli stimuli, int bins) {
            int bands = stimuli.axes().bands();
            float[] values = new float[bins * bands];
            for (int i = 0; i < values.length; i++) {
                values[i] = stimuli.range().low().get(i % bands).floatValue();
            }
            return values;
        }
    }

    /**
     * A stretch of a real sound.
     *
     * @param stimulus index of the sound in the recording
     * @param lastBin its bin that is the last of the input
     */
    record RealClip(int stimulus, int lastBin) implements BaseStimulus {
        @Override
        public float[] values(FeatureStimuli stimuli, int bins) {
            if (stimulus < 0 || stimulus >= stimuli.clips().size()) {
                throw new FeatureRefusedException(
                        "base.stimulus",
                        "there is no stimulus " + stimulus + ": the recording has stimuli 0 to "
                                + (stimuli.clips().size() - 1));
            }
            Clip clip = stimuli.clips().get(stimulus);
            if (lastBin < bins - 1 || lastBin >= clip.bins()) {
                throw new FeatureRefusedException(
                        "base.last_bin",
                        "last_bin is " + lastBin + ": a stretch of " + bins + " bins in stimulus " + stimulus
                                + " ends at a bin from " + (bins - 1) + " to " + (clip.bins() - 1));
            }
            int bands = stimuli.axes().bands();
            return Arrays.copyOfRange(clip.input(), (lastBin + 1 - bins) * bands, (lastBin + 1) * bands);
        }
    }
}

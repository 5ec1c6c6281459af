package org.tonotopy.encoding.fitting;

import java.util.Optional;
import org.tonotopy.encoding.recording.Stimulus;

/**
 * A sound to be predicted.
 *
 * @param stimulus the sound, in the units of the recording
 * @param fold the fold that held it out, whose networks alone have not seen it; empty: no network has seen it
 */
public record HeldOutSound(Stimulus stimulus, Optional<Integer> fold) {
    /** A sound that no network of any fold has seen. */
    public static HeldOutSound fromAll(Stimulus stimulus) {
        return new HeldOutSound(stimulus, Optional.empty());
    }
}

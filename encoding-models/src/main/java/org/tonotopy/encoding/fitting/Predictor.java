package org.tonotopy.encoding.fitting;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.InputScaling;

/** A fitted model at work; for one thread at a time. */
public final class Predictor {

    private final Network network;
    private final float[] parameters;
    private final InputScaling scaling;

    Predictor(Network network, float[] parameters, InputScaling scaling) {
        this.network = network;
        this.parameters = parameters;
        this.scaling = scaling;
    }

    /** The implementation that computes. */
    public String backend() {
        return network.backend();
    }

    /**
     * Responses to a sound as it was recorded.
     *
     * @param stimulus its cochleagram, in the units of the recording
     * @return rates, time-major, {@code bins * neurons}
     */
    public float[] predict(Stimulus stimulus) {
        return predictScaled(new Clip(stimulus.bins(), scaling.apply(stimulus)));
    }

    /**
     * Responses to an input that is scaled already.
     *
     * @param clip scaled cochleagram
     * @return rates, time-major, {@code bins * neurons}
     */
    public float[] predictScaled(Clip clip) {
        return network.forward(parameters, List.of(clip), Dropout.NONE)
                .responses()
                .get(0);
    }
}

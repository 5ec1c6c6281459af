package org.tonotopy.encoding.feature;

import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.network.Clip;

/**
 * Responses of a set of neurons to inputs, and their slopes by every value of the input: all that a feature needs to know
 * of a model. For one thread at a time. What is computed for one input does not depend on the others of its batch.
 */
public interface DifferentiableResponse {
    /** Values of one bin of the input: the bands, times the channels where the input has several. */
    int width();

    /** Number of neurons. */
    int neurons();

    /**
     * Responses to a batch.
     *
     * @param inputs scaled as the model takes them; read, never written
     * @return the responses; valid until the next call
     * @throws IllegalArgumentException if an input is not {@code bins * width} values
     */
    ResponsePass respond(List<Clip> inputs);

    /**
     * The same model for some of its neurons, with buffers of its own: it may be used beside this one on another thread.
     * Responses and slopes are those of the whole, to the last bit.
     *
     * @param neurons indices, in the order that the new one has
     */
    DifferentiableResponse only(List<Integer> neurons);

    /**
     * How many neurons it pays to ask together: more than one where they share what is computed.
     *
     * @return at least 1
     */
    default int neuronsAtATime() {
        return Integer.MAX_VALUE;
    }

    /** The model behind its prefilter; empty where it has none, or is made of models that differ in it. */
    default Optional<BehindPrefilter> behindPrefilter() {
        return Optional.empty();
    }
}

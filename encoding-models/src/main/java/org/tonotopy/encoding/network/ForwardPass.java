package org.tonotopy.encoding.network;

import java.util.List;

/** Responses of a network to a batch, and the way back; valid until the network's next forward call. */
public interface ForwardPass {
    /**
     * The responses to each clip, {@code float[bins * neurons]}, time-major; fresh arrays that belong to the caller.
     */
    List<float[]> responses();

    /**
     * Copies the responses into arrays that are there already.
     *
     * @param destinations one per clip, as {@link #responses} shapes them
     */
    void copyResponses(List<float[]> destinations);

    /**
     * Gradient of {@code sum(responses * cotangents)} by every parameter.
     *
     * @param cotangents one per clip, shaped as its response
     * @param gradient overwritten, as long as the parameter vector
     */
    void parameterGradient(List<float[]> cotangents, float[] gradient);

    /**
     * Gradient of {@code sum(responses * cotangents)} by every input.
     *
     * @param cotangents one per clip, shaped as its response
     * @return one per clip, {@code float[bins * bands]}, time-major
     */
    List<float[]> inputGradients(List<float[]> cotangents);
}

package org.tonotopy.encoding.feature;

import java.util.List;

/** Responses to a batch, and the way back to the inputs; valid until the model's next call. */
public interface ResponsePass {
    /** The responses to each input, {@code float[bins * neurons]}, time-major. */
    List<float[]> responses();

    /**
     * Gradient of {@code sum(responses * cotangents)} by every input.
     *
     * @param cotangents one per input, shaped as its response; read, never written
     * @return one per input, {@code float[bins * width]}, time-major; fresh arrays that belong to the caller
     */
    List<float[]> inputGradients(List<float[]> cotangents);
}

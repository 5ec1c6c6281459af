package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of a network from sequence to sequence. */
interface Layer {
    /**
     * Computes the layer's output.
     *
     * @param input {@code [bin][value]}, read only
     * @param scope holds the output and what the way back needs
     */
    Activity forward(INDArray input, ArrayScope scope);
}

package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link Layer} made of one clip. */
interface Activity {
    /** {@code [bin][value]}. */
    INDArray output();

    /**
     * Goes back.
     *
     * @param cotangent shaped as the output, read only
     * @param gradient this layer adds to its own blocks
     * @param scope holds the result
     * @return the gradient of the input
     */
    INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope);
}

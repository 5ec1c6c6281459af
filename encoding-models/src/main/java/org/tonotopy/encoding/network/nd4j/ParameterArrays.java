package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterLayout;

/**
 * The blocks of a parameter vector, or of its gradient.
 *
 * @param layout where each lies
 * @param vector {@code [layout.size()]}
 */
record ParameterArrays(ParameterLayout layout, INDArray vector) {

    /** A view of a block in its own shape. */
    INDArray block(String name) {
        long[] shape =
                named(name).shape().stream().mapToLong(Integer::longValue).toArray();
        return flat(name).reshape(shape);
    }

    /** Adds values, in the order of the block's shape, to a block. */
    void add(String name, INDArray values) {
        try (ArrayScope scope = new ArrayScope()) {
            flat(name).addi(scope.keep(values.dup('c')).reshape(values.length()));
        }
    }

    private INDArray flat(String name) {
        ParameterBlock block = named(name);
        return vector.get(NDArrayIndex.interval(block.offset(), block.offset() + block.size()));
    }

    private ParameterBlock named(String name) {
        return layout.find(name).orElseThrow(() -> new IllegalArgumentException("there is no parameter " + name));
    }
}

package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Frees arrays together: their memory is outside the heap, where the collector neither sees nor hurries. */
final class ArrayScope implements AutoCloseable {
    private final List<INDArray> arrays = new ArrayList<>();

    /** Frees an array when this scope closes. */
    INDArray keep(INDArray array) {
        arrays.add(array);
        return array;
    }

    @Override
    public void close() {
        arrays.stream().filter(INDArray::closeable).forEach(INDArray::close);
        arrays.clear();
    }
}

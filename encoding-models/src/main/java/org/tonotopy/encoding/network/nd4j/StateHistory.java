package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A state before the first bin, which is zero, and after every bin.
 *
 * @param rows {@code [bin + 1][hidden]}
 */
record StateHistory(INDArray rows) {

    static StateHistory zeros(DataType precision, long bins, long hidden, ArrayScope scope) {
        return new StateHistory(scope.keep(Nd4j.zeros(precision, bins + 1, hidden)));
    }

    /** {@code [1][hidden]}: a view. */
    INDArray before(long bin) {
        return rows.getRow(bin, true);
    }

    /** {@code [1][hidden]}: a view. */
    INDArray after(long bin) {
        return rows.getRow(bin + 1, true);
    }

    /** {@code [bin][hidden]}: a view. */
    INDArray beforeEach() {
        return rows.get(NDArrayIndex.interval(0, rows.rows() - 1), NDArrayIndex.all());
    }

    /** {@code [bin][hidden]}: a view. */
    INDArray afterEach() {
        return rows.get(NDArrayIndex.interval(1, rows.rows()), NDArrayIndex.all());
    }
}

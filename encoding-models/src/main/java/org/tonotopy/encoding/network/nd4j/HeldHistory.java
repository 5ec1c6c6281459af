package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One clip with its first bin held before it, to be filtered value by value over the last {@code lags} bins. */
final class HeldHistory {
    private final long bins;
    private final int lags;
    /** {@code [lags - 1 + bin][value]}. */
    private final INDArray rows;

    HeldHistory(INDArray input, int lags, ArrayScope scope) {
        this.bins = input.rows();
        this.lags = lags;
        this.rows = scope.keep(Nd4j.zeros(input.dataType(), bins + lags - 1, input.columns()));
        seen(rows, 0).assign(input);
        for (int row = 0; row < lags - 1; row++) {
            rows.getRow(row).assign(input.getRow(0));
        }
    }

    /** A view of what stands {@code lag} bins before each bin. */
    private INDArray seen(INDArray history, int lag) {
        long first = lags - 1L - lag;
        return history.get(NDArrayIndex.interval(first, first + bins), NDArrayIndex.all());
    }

    /** {@code y[t] = sum_lag taps[lag] x[t - lag]}. */
    INDArray filtered(INDArray taps, ArrayScope scope) {
        INDArray output = scope.keep(Nd4j.zeros(rows.dataType(), bins, rows.columns()));
        for (int lag = 0; lag < lags; lag++) {
            output.addi(scope.keep(seen(rows, lag).mulRowVector(taps.getRow(lag))));
        }
        return output;
    }

    /** {@code [lag][value]}. */
    INDArray tapsGradient(INDArray cotangent, ArrayScope scope) {
        INDArray gradient = scope.keep(Nd4j.zeros(rows.dataType(), lags, rows.columns()));
        for (int lag = 0; lag < lags; lag++) {
            gradient.getRow(lag)
                    .assign(scope.keep(
                            scope.keep(seen(rows, lag).mul(cotangent)).sum(0)));
        }
        return gradient;
    }

    /** {@code [bin][value]}; what came to the copies of the first bin is the first bin's. */
    INDArray inputGradient(INDArray taps, INDArray cotangent, ArrayScope scope) {
        INDArray gradient = scope.keep(Nd4j.zeros(rows.dataType(), rows.shape()));
        for (int lag = 0; lag < lags; lag++) {
            seen(gradient, lag).addi(scope.keep(cotangent.mulRowVector(taps.getRow(lag))));
        }
        INDArray result = scope.keep(seen(gradient, 0).dup('c'));
        for (int row = 0; row < lags - 1; row++) {
            result.getRow(0).addi(gradient.getRow(row));
        }
        return result;
    }
}

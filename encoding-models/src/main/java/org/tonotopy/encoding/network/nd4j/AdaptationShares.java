package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The past's part of adaptation kernels: {@code C a^j} for {@code j} from 0, of sum 1.
 *
 * @param shares {@code [j][band]}
 * @param slopes their derivatives by {@code a}
 */
record AdaptationShares(INDArray shares, INDArray slopes) {
    static AdaptationShares of(INDArray retention, int length, ArrayScope scope) {
        INDArray shares = scope.keep(Nd4j.zeros(retention.dataType(), length, retention.length()));
        INDArray slopes = scope.keep(Nd4j.zeros(retention.dataType(), length, retention.length()));
        for (int j = 0; j < length; j++) {
            shares.getRow(j).assign(scope.keep(Transforms.pow(retention, j, true)));
            if (j > 0) {
                slopes.getRow(j)
                        .assign(scope.keep(Transforms.pow(retention, j - 1, true))
                                .muli(j));
            }
        }
        INDArray sum = scope.keep(shares.sum(0));
        INDArray sumSlope = scope.keep(slopes.sum(0));
        shares.diviRowVector(sum);
        slopes.diviRowVector(sum).subi(scope.keep(shares.mulRowVector(sumSlope.divi(sum))));
        return new AdaptationShares(shares, slopes);
    }
}

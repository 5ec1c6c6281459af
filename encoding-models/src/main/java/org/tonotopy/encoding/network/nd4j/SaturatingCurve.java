package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How far neurons are driven, from 0 to 1.
 *
 * @param share {@code sigmoid(u)} or {@code exp(-exp(-u))}
 * @param slope its derivative
 */
record SaturatingCurve(INDArray share, INDArray slope) {
    /** Beyond it {@code exp(-exp(-u))} is below 1e-35. */
    private static final double LARGEST = 4.4;

    static SaturatingCurve of(INDArray drive, boolean doublyExponential, ArrayScope scope) {
        if (!doublyExponential) {
            INDArray share = scope.keep(Transforms.sigmoid(drive, true));
            return new SaturatingCurve(share, scope.keep(share.rsub(1)).muli(share));
        }
        INDArray bounded = Transforms.min(scope.keep(drive.neg()), LARGEST, false);
        INDArray inner = Transforms.exp(bounded, false);
        INDArray share = Transforms.exp(scope.keep(inner.neg()), false);
        return new SaturatingCurve(share, scope.keep(share.mul(inner)));
    }
}

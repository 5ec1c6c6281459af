package org.tonotopy.encoding.network.nd4j;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.MidbrainAdaptation;

/** {@link MidbrainAdaptation}. */
final class FixedBank extends RectifiedBank {
    private final MidbrainAdaptation adaptation;
    private final DataType precision;

    FixedBank(MidbrainAdaptation adaptation, ParameterArrays parameters) {
        this.adaptation = adaptation;
        this.precision = parameters.vector().dataType();
    }

    @Override
    List<INDArray> taps(ArrayScope scope) {
        double[] retention =
                adaptation.retention().stream().mapToDouble(Double::doubleValue).toArray();
        INDArray bands = scope.keep(scope.keep(Nd4j.createFromArray(retention)).castTo(precision));
        int lags = adaptation.kernelBins();
        INDArray taps = scope.keep(Nd4j.zeros(precision, lags, retention.length));
        taps.getRow(0).assign(1);
        taps.get(NDArrayIndex.interval(1, lags), NDArrayIndex.all())
                .subi(AdaptationShares.of(bands, lags - 1, scope).shares());
        return List.of(taps);
    }

    /** The taps sum to zero: of a level that never changes nothing is left, on which rounding must not decide. */
    @Override
    INDArray referred(INDArray input, ArrayScope scope) {
        return scope.keep(input.subRowVector(input.getRow(0)));
    }

    @Override
    void backward(List<INDArray> tapsGradient, ParameterArrays gradient, ArrayScope scope) {
        // There are no parameters.
    }
}

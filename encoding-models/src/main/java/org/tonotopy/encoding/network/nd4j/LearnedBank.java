package org.tonotopy.encoding.network.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link AdapTrans}: channel 0 is ON, channel 1 OFF. */
final class LearnedBank extends RectifiedBank {
    private final int lags;
    private final INDArray on;
    private final INDArray off;
    private final INDArray weight;

    LearnedBank(AdapTrans adaptation, ParameterArrays parameters) {
        this.lags = adaptation.kernelBins();
        this.on = parameters.block(ParameterNames.ON_RETENTION);
        this.off = parameters.block(ParameterNames.OFF_RETENTION);
        this.weight = parameters.block(ParameterNames.ON_OFF_WEIGHT);
    }

    /** {@code 1 / (1 + d^2)}. */
    private static INDArray share(INDArray d, ArrayScope scope) {
        return scope.keep(d.mul(d)).addi(1).rdivi(1);
    }

    /** Its derivative. */
    private static INDArray shareSlope(INDArray d, ArrayScope scope) {
        INDArray value = share(d, scope);
        return scope.keep(value.mul(value)).muli(d).muli(-2);
    }

    private INDArray past(INDArray taps) {
        return taps.get(NDArrayIndex.interval(1, lags), NDArrayIndex.all());
    }

    private AdaptationShares shares(INDArray d, ArrayScope scope) {
        return AdaptationShares.of(share(d, scope), lags - 1, scope);
    }

    @Override
    List<INDArray> taps(ArrayScope scope) {
        INDArray w = share(weight, scope);
        INDArray onTaps = scope.keep(Nd4j.zeros(on.dataType(), lags, on.length()));
        onTaps.getRow(0).assign(1);
        past(onTaps).subi(shares(on, scope).shares().mulRowVector(w));
        INDArray offTaps = scope.keep(Nd4j.zeros(on.dataType(), lags, on.length()));
        offTaps.getRow(0).subi(w);
        past(offTaps).addi(shares(off, scope).shares());
        return List.of(onTaps, offTaps);
    }

    @Override
    void backward(List<INDArray> tapsGradient, ParameterArrays gradient, ArrayScope scope) {
        INDArray w = share(weight, scope);
        INDArray ofOn = past(tapsGradient.get(0));
        INDArray ofOff = past(tapsGradient.get(1));
        AdaptationShares onPast = shares(on, scope);
        AdaptationShares offPast = shares(off, scope);
        gradient.add(
                ParameterNames.ON_RETENTION,
                scope.keep(scope.keep(ofOn.mul(onPast.slopes())).sum(0))
                        .muli(w)
                        .muli(shareSlope(on, scope))
                        .negi());
        gradient.add(
                ParameterNames.OFF_RETENTION,
                scope.keep(scope.keep(ofOff.mul(offPast.slopes())).sum(0)).muli(shareSlope(off, scope)));
        gradient.add(
                ParameterNames.ON_OFF_WEIGHT,
                scope.keep(scope.keep(ofOn.mul(onPast.shares())).sum(0))
                        .addi(tapsGradient.get(1).getRow(0))
                        .muli(shareSlope(weight, scope))
                        .negi());
    }
}

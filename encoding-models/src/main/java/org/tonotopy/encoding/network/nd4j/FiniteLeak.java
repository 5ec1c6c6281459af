package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Units that leak through a finite kernel {@code g (1 - g)^k}; bins before the first have the first one's value. */
final class FiniteLeak implements Layer {
    private final String name;
    private final INDArray d;
    private final int lags;

    FiniteLeak(ParameterArrays parameters, String name, int lags) {
        this.name = name;
        this.d = parameters.block(name);
        this.lags = lags;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray gain = scope.keep(d.mul(d)).addi(1).rdivi(1);
        INDArray kept = scope.keep(gain.rsub(1));
        INDArray taps = scope.keep(Nd4j.zeros(input.dataType(), lags, d.length()));
        INDArray tapSlopes = scope.keep(Nd4j.zeros(input.dataType(), lags, d.length()));
        INDArray gainSlope = scope.keep(gain.mul(gain)).muli(d).muli(-2);
        for (int lag = 0; lag < lags; lag++) {
            INDArray decay = scope.keep(Transforms.pow(kept, lag, true));
            taps.getRow(lag).assign(scope.keep(decay.mul(gain)));
            INDArray slope = tapSlopes.getRow(lag).assign(decay);
            if (lag > 0) {
                slope.subi(scope.keep(Transforms.pow(kept, lag - 1, true))
                        .muli(gain)
                        .muli(lag));
            }
            slope.muli(gainSlope);
        }
        HeldHistory history = new HeldHistory(input, lags, scope);
        INDArray output = history.filtered(taps, scope);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray ofTaps = history.tapsGradient(cotangent, scope);
                gradient.add(name, scope.keep(ofTaps.muli(tapSlopes).sum(0)));
                return history.inputGradient(taps, cotangent, scope);
            }
        };
    }
}

package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#SOFTPLUS2}. */
final class Softplus2 implements Layer {
    private final INDArray raw;
    private final INDArray floor;

    Softplus2(ParameterArrays parameters) {
        this.raw = parameters.block(ParameterNames.OUTPUT_STEEPNESS);
        this.floor = parameters.block(ParameterNames.OUTPUT_FLOOR);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray beta = Softplus.of(raw, scope);
        INDArray steep = scope.keep(input.mulRowVector(beta));
        INDArray scaled = Softplus.of(steep, scope).diviRowVector(beta);
        INDArray output = scope.keep(scaled.addRowVector(Softplus.of(floor, scope)));
        INDArray gate = Softplus.slope(steep, scope);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray byBeta = scope.keep(input.mul(gate))
                        .subi(scaled)
                        .diviRowVector(beta)
                        .muli(cotangent);
                gradient.add(
                        ParameterNames.OUTPUT_STEEPNESS,
                        scope.keep(byBeta.sum(0)).muli(Softplus.slope(raw, scope)));
                gradient.add(
                        ParameterNames.OUTPUT_FLOOR,
                        scope.keep(cotangent.sum(0)).muli(Softplus.slope(floor, scope)));
                return scope.keep(cotangent.mul(gate));
            }
        };
    }
}

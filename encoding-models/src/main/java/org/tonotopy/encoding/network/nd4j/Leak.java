package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Units that leak, {@code u_t = (1 - g) u_{t-1} + g x_t} from {@code u_0 = x_0} with {@code g = 1 / (1 + d^2)}: by that
 * recursion.
 */
final class Leak implements Layer {
    private final String name;
    private final INDArray d;

    Leak(ParameterArrays parameters, String name) {
        this.name = name;
        this.d = parameters.block(name);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray gain = scope.keep(d.mul(d)).addi(1).rdivi(1).reshape(1, d.length());
        INDArray output = scope.keep(input.dup('c'));
        for (long bin = 1; bin < input.rows(); bin++) {
            try (ArrayScope step = new ArrayScope()) {
                INDArray before = output.getRow(bin - 1, true);
                INDArray towards =
                        step.keep(input.getRow(bin, true).sub(before)).muli(gain);
                output.getRow(bin, true).assign(towards.addi(before));
            }
        }
        return new Leaked(input, output, gain);
    }

    private final class Leaked implements Activity {
        private final INDArray input;
        private final INDArray output;
        private final INDArray gain;

        Leaked(INDArray input, INDArray output, INDArray gain) {
            this.input = input;
            this.output = output;
            this.gain = gain;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
            INDArray carried = scope.keep(Nd4j.zeros(input.dataType(), 1, d.length()));
            INDArray ofGain = scope.keep(Nd4j.zeros(input.dataType(), 1, d.length()));
            for (long bin = input.rows() - 1L; bin > 0; bin--) {
                try (ArrayScope step = new ArrayScope()) {
                    carried.addi(cotangent.getRow(bin, true));
                    INDArray distance = step.keep(input.getRow(bin, true).sub(output.getRow(bin - 1, true)));
                    ofGain.addi(distance.muli(carried));
                    INDArray ofInput = step.keep(carried.mul(gain));
                    inputGradient.getRow(bin, true).assign(ofInput);
                    carried.subi(ofInput);
                }
            }
            inputGradient.getRow(0, true).assign(carried.addi(cotangent.getRow(0, true)));
            gradient.add(
                    name,
                    ofGain.muli(scope.keep(gain.mul(gain)))
                            .muli(scope.keep(d.mul(-2)).reshape(1, d.length())));
            return inputGradient;
        }
    }
}

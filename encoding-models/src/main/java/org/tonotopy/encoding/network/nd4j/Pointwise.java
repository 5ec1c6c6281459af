package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Nonlinearities of each value by itself, without parameters. */
enum Pointwise implements Layer {
    /** The hyperbolic tangent. */
    TANH {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return scope.keep(Transforms.tanh(x, true));
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            return scope.keep(y.mul(y)).rsubi(1);
        }
    },
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return scope.keep(Transforms.sigmoid(x, true));
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            return scope.keep(y.rsub(1)).muli(y);
        }
    },
    /** {@code log(1 + exp(x))}. */
    SOFTPLUS {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return Softplus.of(x, scope);
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            return scope.keep(Transforms.sigmoid(x, true));
        }
    },
    /** {@code max(x, 0)}. */
    RELU {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return scope.keep(Transforms.relu(x, true));
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            return scope.keep(scope.keep(x.gt(0)).castTo(x.dataType()));
        }
    },
    /** {@code x Phi(x)} with the normal distribution {@code Phi}. */
    GELU {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return share(x, scope).muli(x);
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            INDArray density = scope.keep(Transforms.exp(scope.keep(x.mul(x)).muli(-0.5), true));
            return density.muli(1 / Math.sqrt(2 * Math.PI)).muli(x).addi(share(x, scope));
        }

        /** {@code Phi}. */
        private INDArray share(INDArray x, ArrayScope scope) {
            INDArray scaled = scope.keep(x.mul(Math.sqrt(0.5)));
            INDArray error = scope.keep(x.ulike());
            Nd4j.getExecutioner().exec(new Erf(scaled, error));
            return error.addi(1).muli(0.5);
        }
    },
    /** {@code x / (1 + exp(-x))}. */
    SILU {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return scope.keep(Transforms.sigmoid(x, true)).muli(x);
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            INDArray share = scope.keep(Transforms.sigmoid(x, true));
            return scope.keep(share.rsub(1)).muli(x).addi(1).muli(share);
        }
    },
    /** A tenth of what is below zero passes. */
    LEAKY_RELU {
        @Override
        INDArray value(INDArray x, ArrayScope scope) {
            return slope(x, x, scope).muli(x);
        }

        @Override
        INDArray slope(INDArray x, INDArray y, ArrayScope scope) {
            return scope.keep(scope.keep(x.gt(0)).castTo(x.dataType()))
                    .muli(1 - LEAK)
                    .addi(LEAK);
        }
    };

    private static final double LEAK = 0.1;

    abstract INDArray value(INDArray x, ArrayScope scope);

    /** The derivative at {@code x}, where the value is {@code y}. */
    abstract INDArray slope(INDArray x, INDArray y, ArrayScope scope);

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = value(input, scope);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                return slope(input, output, scope).muli(cotangent);
            }
        };
    }
}

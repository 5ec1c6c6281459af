package org.tonotopy.encoding.network.nd4j;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterNames;

/** A linear filter over the last bins: one matrix product for each delay. */
final class DelayFilter implements Layer {
    private final KernelWeights kernel;
    private final Optional<INDArray> bias;

    DelayFilter(FilterKernel kernel, Frame frame, int delays, ParameterArrays parameters) {
        this(
                KernelWeights.of(kernel, frame, delays, parameters),
                Optional.of(parameters.block(ParameterNames.STRF_BIAS)));
    }

    private DelayFilter(KernelWeights kernel, Optional<INDArray> bias) {
        this.kernel = kernel;
        this.bias = bias;
    }

    /** Filters by weights alone. */
    static DelayFilter withoutBias(KernelWeights kernel) {
        return new DelayFilter(kernel, Optional.empty());
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray weight = kernel.weights(scope);
        long delays = weight.size(0);
        INDArray history = scope.keep(Nd4j.zeros(input.dataType(), bins + delays - 1, input.columns()));
        seen(history, delays - 1, bins).assign(input);
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), bins, weight.size(2)));
        try (ArrayScope step = new ArrayScope()) {
            for (long delay = 0; delay < delays; delay++) {
                output.addi(step.keep(seen(history, delay, bins).mmul(firstAxis(weight, delay))));
            }
        }
        bias.ifPresent(output::addiRowVector);
        return new Filtered(weight, history, output);
    }

    /** The bins as they stood when the window's entry {@code delay} passed them: rows of the history. */
    private static INDArray seen(INDArray history, long delay, long bins) {
        return history.get(NDArrayIndex.interval(delay, delay + bins), NDArrayIndex.all());
    }

    /**
     * A view {@code [b][c]} of {@code [a][b][c]} at an index of its first axis. {@code slice} and {@code get} give an empty array
     * instead where the array itself is a view that begins late in its vector.
     */
    static INDArray firstAxis(INDArray array, long index) {
        return array.tensorAlongDimension(index, 1, 2);
    }

    private final class Filtered implements Activity {
        /** {@code [delay][value][filter]}; the last delay is the current bin. */
        private final INDArray weight;

        private final INDArray history;
        private final INDArray output;

        Filtered(INDArray weight, INDArray history, INDArray output) {
            this.weight = weight;
            this.history = history;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            long bins = cotangent.rows();
            long delays = weight.size(0);
            INDArray weightGradient = scope.keep(Nd4j.zeros(weight.dataType(), weight.shape()));
            INDArray historyGradient = scope.keep(Nd4j.zeros(history.dataType(), history.shape()));
            for (long delay = 0; delay < delays; delay++) {
                firstAxis(weightGradient, delay)
                        .assign(scope.keep(
                                seen(history, delay, bins).transpose().mmul(cotangent)));
                seen(historyGradient, delay, bins)
                        .addi(scope.keep(cotangent.mmul(firstAxis(weight, delay).transpose())));
            }
            kernel.backward(weightGradient, gradient, scope);
            if (bias.isPresent()) {
                gradient.add(ParameterNames.STRF_BIAS, scope.keep(cotangent.sum(0)));
            }
            return scope.keep(seen(historyGradient, delays - 1, bins).dup('c'));
        }
    }
}

package org.tonotopy.encoding.network.nd4j;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * A convolution over bins and positions, where the kernel lies inside both: one matrix product for each tap. Gives {@code
 * [bin][channel * positions + position]}.
 */
final class Convolution implements Layer {
    private final Frame below;
    private final String weightName;
    private final String biasName;
    /** {@code [channel][channel below][position below][bin]}. */
    private final INDArray weight;

    private final INDArray bias;

    Convolution(int layer, Frame below, ParameterArrays parameters) {
        this.below = below;
        this.weightName = ParameterNames.convolutionWeight(layer);
        this.biasName = ParameterNames.convolutionBias(layer);
        this.weight = parameters.block(weightName);
        this.bias = parameters.block(biasName);
    }

    private long positions() {
        return below.bands() - weight.size(2) + 1;
    }

    private void forEachTap(Consumer<Tap> action) {
        for (long position = 0; position < weight.size(2); position++) {
            for (long bin = 0; bin < weight.size(3); bin++) {
                action.accept(new Tap(position, bin));
            }
        }
    }

    private record Tap(long position, long bin) {
        /** A view {@code [channel][channel below]} of weights. */
        INDArray of(INDArray weights) {
            return weights.get(
                    NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(position), NDArrayIndex.point(bin));
        }
    }

    /** A view {@code [bin][position][channel below]} of what a tap sees. */
    private INDArray seen(INDArray sequence, Tap tap) {
        long bins = sequence.rows() - weight.size(3) + 1;
        return sequence.reshape(sequence.rows(), below.channels(), below.bands())
                .get(
                        NDArrayIndex.interval(tap.bin(), tap.bin() + bins),
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(tap.position(), tap.position() + positions()))
                .permute(0, 2, 1);
    }

    /** {@code [bin * positions + position][channel below]}. */
    private INDArray seenRows(INDArray sequence, Tap tap, ArrayScope scope) {
        INDArray seen = scope.keep(seen(sequence, tap).dup('c'));
        return seen.reshape(seen.size(0) * seen.size(1), seen.size(2));
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows() - weight.size(3) + 1;
        long channels = weight.size(0);
        INDArray rows = scope.keep(Nd4j.zeros(input.dataType(), bins * positions(), channels));
        forEachTap(tap -> {
            try (ArrayScope step = new ArrayScope()) {
                INDArray map = step.keep(tap.of(weight).dup('c'));
                rows.addi(step.keep(seenRows(input, tap, step).mmul(map.transpose())));
            }
        });
        rows.addiRowVector(bias);
        INDArray output = scope.keep(rows.reshape(bins, positions(), channels)
                        .permute(0, 2, 1)
                        .dup('c'))
                .reshape(bins, channels * positions());
        return new Convolved(input, output);
    }

    private final class Convolved implements Activity {
        private final INDArray input;
        private final INDArray output;

        Convolved(INDArray input, INDArray output) {
            this.input = input;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            long bins = cotangent.rows();
            long channels = weight.size(0);
            INDArray slopes = scope.keep(scope.keep(cotangent.dup('c'))
                            .reshape(bins, channels, positions())
                            .permute(0, 2, 1)
                            .dup('c'))
                    .reshape(bins * positions(), channels);
            INDArray weightGradient = scope.keep(Nd4j.zeros(weight.dataType(), weight.shape()));
            INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
            forEachTap(tap -> {
                try (ArrayScope step = new ArrayScope()) {
                    INDArray ofWeight = step.keep(slopes.transpose().mmul(seenRows(input, tap, step)));
                    tap.of(weightGradient).assign(ofWeight);
                    INDArray map = step.keep(tap.of(weight).dup('c'));
                    INDArray ofSeen = step.keep(step.keep(slopes.mmul(map)).dup('c'));
                    seen(inputGradient, tap).addi(ofSeen.reshape(bins, positions(), below.channels()));
                }
            });
            gradient.add(weightName, weightGradient);
            gradient.add(biasName, scope.keep(slopes.sum(0)));
            return inputGradient;
        }
    }
}

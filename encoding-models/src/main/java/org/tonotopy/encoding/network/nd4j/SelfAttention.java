package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SiteMask;

/** Attention with one head among the patches of each window, up to the mean of values; window by window. */
final class SelfAttention implements Layer {
    private final int patches;
    private final Affine inputs;
    private final SiteMask mask;

    SelfAttention(int patches, ParameterArrays parameters, SiteMask mask) {
        this.patches = patches;
        this.inputs =
                new Affine(parameters, ParameterNames.ATTENTION_INPUT_WEIGHT, ParameterNames.ATTENTION_INPUT_BIAS);
        this.mask = mask;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        Activity projection = inputs.forward(input, scope);
        int windows = input.rows() / patches;
        int units = input.columns();
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), input.rows(), units));
        List<Window> attended = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            Window window = new Window(projection.output(), i, units, scope);
            window.rows(output).assign(scope.keep(window.silenced.mmul(window.values)));
            attended.add(window);
        }
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray slopes = scope.keep(Nd4j.zeros(
                        cotangent.dataType(),
                        cotangent.rows(),
                        projection.output().columns()));
                for (Window window : attended) {
                    try (ArrayScope step = new ArrayScope()) {
                        window.backward(window.rows(cotangent), window.rows(slopes), step);
                    }
                }
                return projection.backward(slopes, gradient, scope);
            }
        };
    }

    private final class Window {
        private final int number;
        private final int units;
        private final double scale;
        private final INDArray queries;
        private final INDArray keys;
        private final INDArray values;
        /** {@code [patch][patch attended to]}, of row sum 1. */
        private final INDArray weights;

        private final INDArray kept;
        private final INDArray silenced;

        Window(INDArray projected, int number, int units, ArrayScope scope) {
            this.number = number;
            this.units = units;
            this.scale = 1 / Math.sqrt(units);
            this.queries = part(rows(projected), 0);
            this.keys = part(rows(projected), 1);
            this.values = part(rows(projected), 2);
            INDArray scores = scope.keep(queries.mmul(keys.transpose())).muli(scale);
            INDArray powers = Transforms.exp(scores.subiColumnVector(scope.keep(scores.max(true, 1))), false);
            this.weights = powers.diviColumnVector(scope.keep(powers.sum(true, 1)));
            float[] mask = new float[patches * patches];
            SelfAttention.this.mask.fill(number * mask.length, mask, 0, mask.length);
            this.kept = scope.keep(scope.keep(Nd4j.create(mask, new long[] {patches, patches}, 'c'))
                    .castTo(weights.dataType()));
            this.silenced = scope.keep(weights.mul(kept));
        }

        INDArray rows(INDArray sequence) {
            return sequence.get(
                    NDArrayIndex.interval((long) number * patches, (number + 1L) * patches), NDArrayIndex.all());
        }

        private INDArray part(INDArray projected, int which) {
            return projected.get(NDArrayIndex.all(), NDArrayIndex.interval((long) which * units, (which + 1L) * units));
        }

        /** Writes the gradient of queries, keys and values. */
        void backward(INDArray slope, INDArray target, ArrayScope scope) {
            INDArray ofWeights = scope.keep(slope.mmul(values.transpose())).muli(kept);
            INDArray along = scope.keep(scope.keep(ofWeights.mul(weights)).sum(true, 1));
            INDArray ofScores = ofWeights.subiColumnVector(along).muli(weights).muli(scale);
            part(target, 0).assign(scope.keep(ofScores.mmul(keys)));
            part(target, 1).assign(scope.keep(ofScores.transpose().mmul(queries)));
            part(target, 2).assign(scope.keep(silenced.transpose().mmul(slope)));
        }
    }
}

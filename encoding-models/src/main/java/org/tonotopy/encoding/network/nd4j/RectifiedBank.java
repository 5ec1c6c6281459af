package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Causal filters of each band, half-wave rectified; channels stand one after another. */
abstract class RectifiedBank implements Layer {
    /** Taps by channel, {@code [lag][band]}. */
    abstract List<INDArray> taps(ArrayScope scope);

    /** The input as it is filtered. */
    INDArray referred(INDArray input, ArrayScope scope) {
        return input;
    }

    /** Adds the gradient of the parameters, given that of the taps. */
    abstract void backward(List<INDArray> tapsGradient, ParameterArrays gradient, ArrayScope scope);

    @Override
    public final Activity forward(INDArray input, ArrayScope scope) {
        List<INDArray> taps = taps(scope);
        HeldHistory history =
                new HeldHistory(referred(input, scope), taps.get(0).rows(), scope);
        long bands = input.columns();
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), input.rows(), taps.size() * bands));
        for (int channel = 0; channel < taps.size(); channel++) {
            INDArray filtered = history.filtered(taps.get(channel), scope);
            channel(output, channel, bands).assign(scope.keep(Transforms.relu(filtered, true)));
        }
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray open = scope.keep(scope.keep(output.gt(0)).castTo(output.dataType()));
                INDArray slopes = open.muli(cotangent);
                INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
                List<INDArray> ofTaps = new ArrayList<>();
                for (int channel = 0; channel < taps.size(); channel++) {
                    INDArray slope = scope.keep(channel(slopes, channel, bands).dup('c'));
                    ofTaps.add(history.tapsGradient(slope, scope));
                    inputGradient.addi(history.inputGradient(taps.get(channel), slope, scope));
                }
                RectifiedBank.this.backward(ofTaps, gradient, scope);
                return inputGradient;
            }
        };
    }

    private static INDArray channel(INDArray sequence, int channel, long bands) {
        return sequence.get(NDArrayIndex.all(), NDArrayIndex.interval(channel * bands, (channel + 1) * bands));
    }
}

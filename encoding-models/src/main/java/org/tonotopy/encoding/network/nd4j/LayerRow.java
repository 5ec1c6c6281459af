package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers one after another. */
final class LayerRow implements Layer {
    private final List<Layer> layers;

    LayerRow(Layer... layers) {
        this.layers = List.of(layers);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        List<Activity> lastFirst = new ArrayList<>();
        INDArray sequence = input;
        for (Layer layer : layers) {
            Activity activity = layer.forward(sequence, scope);
            lastFirst.add(0, activity);
            sequence = activity.output();
        }
        INDArray output = sequence;
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray slope = cotangent;
                for (Activity activity : lastFirst) {
                    slope = activity.backward(slope, gradient, scope);
                }
                return slope;
            }
        };
    }
}

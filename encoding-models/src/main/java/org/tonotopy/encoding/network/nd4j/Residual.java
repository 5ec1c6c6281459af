package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds to its input what a row of layers makes of it. */
final class Residual implements Layer {
    private final List<Layer> branch;

    Residual(Layer... branch) {
        this.branch = List.of(branch);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        List<Activity> activities = new ArrayList<>();
        INDArray sequence = input;
        for (Layer layer : branch) {
            Activity activity = layer.forward(sequence, scope);
            activities.add(0, activity);
            sequence = activity.output();
        }
        INDArray output = scope.keep(input.add(sequence));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray slope = cotangent;
                for (Activity activity : activities) {
                    slope = activity.backward(slope, gradient, scope);
                }
                return scope.keep(cotangent.add(slope));
            }
        };
    }
}

package org.tonotopy.encoding.feature;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.response.InputScaling;

/**
 * A model that was fitted to inputs of another scaling, as the networks of different folds are: it takes inputs of a common
 * scaling and turns them into its own.
 */
final class RescaledResponse implements DifferentiableResponse {
    private final DifferentiableResponse model;
    private final float factor;
    private final float offset;

    private RescaledResponse(DifferentiableResponse model, float factor, float offset) {
        this.model = model;
        this.factor = factor;
        this.offset = offset;
    }

    /**
     * A model for inputs of a common scaling.
     *
     * @param model takes inputs of its own scaling
     * @return the model itself where both are the same
     */
    static DifferentiableResponse of(DifferentiableResponse model, InputScaling own, InputScaling common) {
        return own.equals(common)
                ? model
                : new RescaledResponse(model, (float) (common.deviation() / own.deviation()), (float)
                        ((common.mean() - own.mean()) / own.deviation()));
    }

    @Override
    public int width() {
        return model.width();
    }

    @Override
    public int neurons() {
        return model.neurons();
    }

    @Override
    public ResponsePass respond(List<Clip> inputs) {
        ResponsePass pass = model.respond(inputs.stream()
                .map(input -> new Clip(input.bins(), rescaled(input.input(), offset)))
                .toList());
        return new ResponsePass() {
            @Override
            public List<float[]> responses() {
                return pass.responses();
            }

            @Override
            public List<float[]> inputGradients(List<float[]> cotangents) {
                return pass.inputGradients(cotangents).stream()
                        .map(slopes -> rescaled(slopes, 0))
                        .toList();
            }
        };
    }

    private float[] rescaled(float[] values, float plus) {
        float[] rescaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rescaled[i] = values[i] * factor + plus;
        }
        return rescaled;
    }

    @Override
    public RescaledResponse only(List<Integer> neurons) {
        return new RescaledResponse(model.only(neurons), factor, offset);
    }
}

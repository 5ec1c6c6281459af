package org.tonotopy.encoding.deeplearning4j;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** Turns gradients into the steps of {@link AdamW}; the state array holds all first moments, then all second ones. */
final class AdamWUpdater implements GradientUpdater<AdamW> {

    private final AdamW configuration;
    private final INDArray state;
    private final float[] moments;
    private final float[] gradient;

    AdamWUpdater(AdamW configuration, INDArray state, boolean initialise) {
        this.configuration = configuration;
        this.state = state;
        this.moments = new float[Math.toIntExact(state.length())];
        this.gradient = new float[moments.length / 2];
        if (initialise) {
            state.assign(0);
        }
    }

    @Override
    public AdamW getConfig() {
        return configuration;
    }

    @Override
    public void setState(Map<String, INDArray> newState, boolean initialise) {
        throw new UnsupportedOperationException("AdamW keeps its state in one array, not in a map");
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of("moments", state);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] gradientShape, char gradientOrder, boolean initialise) {
        throw new UnsupportedOperationException("AdamW is given its state once, when it is made");
    }

    @Override
    public void applyUpdater(INDArray gradientView, int iteration, int epoch) {
        FloatVectors.read(gradientView, gradient);
        FloatVectors.read(state, moments);
        step(configuration.getLearningRate(iteration, epoch), iteration + 1);
        FloatVectors.write(moments, state);
        FloatVectors.write(gradient, gradientView);
    }

    private void step(double learningRate, int count) {
        float keepFirst = (float) AdamW.FIRST_MOMENT_DECAY;
        float addFirst = (float) (1 - AdamW.FIRST_MOMENT_DECAY);
        float keepSecond = (float) AdamW.SECOND_MOMENT_DECAY;
        float addSecond = (float) (1 - AdamW.SECOND_MOMENT_DECAY);
        float stepSize = (float) (learningRate / (1 - Math.pow(AdamW.FIRST_MOMENT_DECAY, count)));
        float rootCorrection = (float) Math.sqrt(1 - Math.pow(AdamW.SECOND_MOMENT_DECAY, count));
        float epsilon = (float) AdamW.EPSILON;
        int second = gradient.length;
        for (int i = 0; i < gradient.length; i++) {
            float slope = gradient[i];
            float mean = keepFirst * moments[i] + addFirst * slope;
            float square = keepSecond * moments[second + i] + addSecond * slope * slope;
            moments[i] = mean;
            moments[second + i] = square;
            gradient[i] = stepSize * mean / ((float) Math.sqrt(square) / rootCorrection + epsilon);
        }
    }
}

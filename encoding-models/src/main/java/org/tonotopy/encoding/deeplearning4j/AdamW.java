package org.tonotopy.encoding.deeplearning4j;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam (Kingma and Ba 2015) with epsilon added to the bias-corrected root, as the paper's main algorithm and PyTorch have
 * it; Deeplearning4j's own Adam adds it before the correction, which shrinks the first steps of small gradients. The
 * decoupled decay of AdamW is Deeplearning4j's {@code WeightDecay}, which the layer's configuration carries
 * ({@link ParameterDecay}).
 */
public final class AdamW implements IUpdater {

    private static final long serialVersionUID = 1L;

    static final double FIRST_MOMENT_DECAY = 0.9;
    static final double SECOND_MOMENT_DECAY = 0.999;
    static final double EPSILON = 1e-8;

    private double learningRate;

    /** For Deeplearning4j, which sets the fields from JSON. */
    @SuppressWarnings("unused")
    private AdamW() {}

    /** @param learningRate step size; {@link #setLearningRate} moves it between epochs */
    public AdamW(double learningRate) {
        this.learningRate = learningRate;
    }

    /** Sets the step size of the updates from now on. */
    public void setLearningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    @Override
    public long stateSize(long parameters) {
        return 2 * parameters;
    }

    @Override
    public GradientUpdater<AdamW> instantiate(INDArray state, boolean initialise) {
        return new AdamWUpdater(this, state, initialise);
    }

    @Override
    public GradientUpdater<AdamW> instantiate(Map<String, INDArray> state, boolean initialise) {
        throw new UnsupportedOperationException("AdamW keeps its state in one array, not in a map");
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return learningRate;
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double learningRate, @Nullable ISchedule schedule) {
        if (schedule != null) {
            throw new UnsupportedOperationException("The fit sets the learning rate of each epoch itself");
        }
        this.learningRate = learningRate;
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public IUpdater clone() {
        return new AdamW(learningRate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdamW && ((AdamW) other).learningRate == learningRate;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(learningRate);
    }
}

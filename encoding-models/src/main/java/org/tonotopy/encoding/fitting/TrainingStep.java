package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.deeplearning4j.EncodingModel;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.deeplearning4j.ParameterDecay;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.parallel.ParallelLoop;

/**
 * A step of gradient descent: responses to a batch, their loss, its gradient by every parameter, and the parameters moved
 * down it. Keeps its buffers, so that steps over clips of the same lengths allocate next to nothing. For one thread at a
 * time.
 */
public final class TrainingStep {

    private final GradientDescent recipe;
    private final Network network;
    private final BatchLoss loss;
    private final EncodingModel model;
    /** By place in the batch, shaped as the targets. */
    private final List<float[]> responses = new ArrayList<>();

    private final List<float[]> cotangents = new ArrayList<>();

    /**
     * @param description what is trained
     * @param recipe loss, step rule and dropout
     * @param backend what computes the network
     * @param threads threads to compute with; no result depends on their number
     * @param parameters where the descent starts, copied
     */
    public TrainingStep(
            ModelDescription description,
            GradientDescent recipe,
            NetworkBackend backend,
            int threads,
            float[] parameters) {
        this.recipe = recipe;
        this.network = backend.network(description.network(), description.shape(), threads);
        this.loss = new BatchLoss(
                recipe.loss(), recipe.correlationWeight(), description.shape().neurons(), ParallelLoop.of(threads));
        this.model = new EncodingModel(description.toJson(), description.shape(), parameters, decay(recipe));
    }

    private static ParameterDecay decay(GradientDescent recipe) {
        if (recipe.weightDecay() == 0) {
            return new ParameterDecay.None();
        }
        return switch (recipe.optimiser()) {
            case ADAMW -> new ParameterDecay.Decoupled(recipe.weightDecay());
            case ADAM -> new ParameterDecay.Penalty(recipe.weightDecay());
        };
    }

    /**
     * Takes one step.
     *
     * @param batch the clips
     * @param learningRate step size
     * @param seed seed of the dropout masks, which differ from step to step
     * @return the loss before the step; where it or its gradient is not finite, no step was taken and the loss is not finite
     */
    public double take(List<FittingClip> batch, double learningRate, long seed) {
        // At rate 0 too: a network may silence units by itself while it learns.
        Dropout dropout = new Dropout(recipe.dropout(), seed, model.steps());
        return model.step(
                (parameters, gradient) -> valueAndGradient(batch, dropout, parameters, gradient),
                learningRate,
                recipe.clipNorm());
    }

    private double valueAndGradient(List<FittingClip> batch, Dropout dropout, float[] parameters, float[] gradient) {
        if (network instanceof LossNetwork whole) {
            return whole.lossAndGradient(
                    parameters, batch, dropout, recipe.loss(), recipe.correlationWeight(), gradient);
        }
        fit(responses, batch);
        fit(cotangents, batch);
        ForwardPass pass = network.forward(parameters, FittingClip.inputs(batch), dropout);
        List<float[]> predictions = responses.subList(0, batch.size());
        List<float[]> slopes = cotangents.subList(0, batch.size());
        pass.copyResponses(predictions);
        double value = loss.valueAndCotangents(predictions, batch, slopes);
        if (Double.isFinite(value)) {
            pass.parameterGradient(slopes, gradient);
        }
        return value;
    }

    private static void fit(List<float[]> buffers, List<FittingClip> batch) {
        for (int place = 0; place < batch.size(); place++) {
            int size = batch.get(place).target().length;
            if (place == buffers.size()) {
                buffers.add(new float[size]);
            } else if (buffers.get(place).length != size) {
                buffers.set(place, new float[size]);
            }
        }
    }

    /** What the parameters and the state of the step rule are kept in. */
    EncodingModel model() {
        return model;
    }

    Network network() {
        return network;
    }

    BatchLoss loss() {
        return loss;
    }
}

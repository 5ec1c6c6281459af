package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.deeplearning4j.EncodingModel;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;

/** One fit by gradient descent: epochs over shuffled clips until the validation score stops rising. */
final class GradientDescentFit {

    private final FitRequest request;
    private final GradientDescent recipe;
    private final NetworkRun network;
    private final EncodingModel model;
    private final List<EpochRecord> curve = new ArrayList<>();
    private float[] bestParameters;
    private double lastFiniteLoss = Double.NaN;

    GradientDescentFit(FitRequest request, GradientDescent recipe) {
        this.request = request;
        this.recipe = recipe;
        this.network = new NetworkRun(request, recipe);
        this.bestParameters = initialParameters();
        this.model = new EncodingModel(description(), bestParameters, recipe.weightDecay());
    }

    /** Takes over a state that an earlier fit of the same request was in. */
    void restore(FitState state) {
        model.setParameters(state.parameters());
        model.restoreUpdater(state.updaterState(), state.steps());
        bestParameters = state.bestParameters();
        curve.clear();
        curve.addAll(state.curve());
    }

    FitResult run(FitListener listener) {
        Optional<StopReason> stop = ended();
        while (stop.isEmpty()) {
            Optional<EpochRecord> epoch = runEpoch(curve.size() + 1);
            if (epoch.isEmpty()) {
                return new DivergedFit(curve.size() + 1, lastFiniteLoss, curve, network.backend());
            }
            remember(epoch.get());
            FitDecision decision = listener.onEpoch(
                    epoch.get(), destination -> FitStateArchive.write(state(), request, model, destination));
            stop = ended();
            if (stop.isEmpty() && decision == FitDecision.STOP) {
                stop = Optional.of(StopReason.STOPPED_BY_LISTENER);
            }
        }
        model.setParameters(bestParameters);
        EpochRecord best = FitState.best(curve).orElseThrow();
        return new CompletedFit(
                new FittedModel(description(), request.inputScaling(), model),
                curve,
                best.epoch(),
                best.validationScore(),
                stop.get(),
                List.of(),
                network.backend());
    }

    /** Empty where the epoch diverged. */
    private Optional<EpochRecord> runEpoch(int epoch) {
        long start = System.nanoTime();
        double rate =
                recipe.learningRate() * recipe.schedule().factor(epoch, recipe.maxEpochs(), curve);
        int[] order = EpochOrder.permutation(request.seed(), epoch, request.train().size());
        double total = 0;
        int steps = 0;
        for (int first = 0; first < order.length; first += recipe.batchClips()) {
            List<FittingClip> batch = Arrays.stream(
                            order, first, Math.min(order.length, first + recipe.batchClips()))
                    .mapToObj(request.train()::get)
                    .toList();
            long dropoutSeed = EpochOrder.dropoutSeed(request.seed(), epoch, steps);
            double loss = model.step(network.objective(batch, dropoutSeed), rate);
            if (!Double.isFinite(loss)) {
                return Optional.empty();
            }
            lastFiniteLoss = loss;
            total += loss;
            steps++;
        }
        float[] parameters = model.parameters();
        if (!allFinite(parameters)) {
            return Optional.empty();
        }
        List<float[]> predictions = network.predict(parameters, request.validation());
        return Optional.of(new EpochRecord(
                epoch,
                total / steps,
                network.loss(predictions, request.validation()),
                request.validationScore().applyAsDouble(predictions),
                rate,
                (System.nanoTime() - start) / 1e9));
    }

    private void remember(EpochRecord epoch) {
        Optional<EpochRecord> best = FitState.best(curve);
        curve.add(epoch);
        if (best.isEmpty() || FitState.improves(epoch, best.get())) {
            bestParameters = model.parameters();
        }
    }

    private Optional<StopReason> ended() {
        Optional<EpochRecord> best = FitState.best(curve);
        if (best.isPresent() && curve.size() - best.get().epoch() >= recipe.patience()) {
            return Optional.of(StopReason.NO_IMPROVEMENT);
        }
        return curve.size() >= recipe.maxEpochs() ? Optional.of(StopReason.EPOCHS_EXHAUSTED) : Optional.empty();
    }

    private FitState state() {
        return new FitState(
                model.parameters(), model.updaterState(), model.steps(), bestParameters.clone(), curve);
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}

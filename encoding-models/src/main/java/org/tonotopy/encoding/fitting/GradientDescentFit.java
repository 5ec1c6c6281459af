package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tonotopy.encoding.deeplearning4j.EncodingModel;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.NetworkBackend;

/** One fit by gradient descent: epochs over shuffled clips until the validation score stops rising. */
final class GradientDescentFit {

    private final FitRequest request;
    private final GradientDescent recipe;
    private final TrainingStep step;
    private final EncodingModel model;
    private final List<FittingClip> train;
    private final List<EpochRecord> curve = new ArrayList<>();
    /** What computed the epochs so far, in the order of its first one. */
    private final Set<String> backends = new LinkedHashSet<>();

    private float[] bestParameters;
    private double lastFiniteLoss = Double.NaN;

    /**
     * @param initialParameters where the descent starts
     */
    GradientDescentFit(FitRequest request, GradientDescent recipe, NetworkBackend backend, float[] initialParameters) {
        this.request = request;
        this.recipe = recipe;
        this.step = new TrainingStep(request.description(), recipe, backend, request.threads(), initialParameters);
        this.model = step.model();
        this.train = recorded(request.train());
        this.bestParameters = initialParameters;
    }

    /** Takes over a state that an earlier fit of the same request was in. */
    void restore(FitState state) {
        model.setParameters(state.parameters());
        model.restoreUpdater(state.updaterState(), state.steps());
        bestParameters = state.bestParameters();
        curve.clear();
        curve.addAll(state.curve());
        lastFiniteLoss = state.lastFiniteLoss();
        backends.addAll(state.backends());
    }

    FitResult run(FitListener listener) {
        Optional<StopReason> stop = ended();
        while (stop.isEmpty()) {
            Optional<EpochRecord> epoch = runEpoch(curve.size() + 1);
            if (epoch.isEmpty()) {
                return new DivergedFit(curve.size() + 1, lastFiniteLoss, curve, List.copyOf(backends));
            }
            remember(epoch.get());
            FitDecision decision = listener.onEpoch(epoch.get(), this::write);
            stop = ended();
            if (stop.isEmpty() && decision == FitDecision.STOP) {
                stop = Optional.of(StopReason.STOPPED_BY_LISTENER);
            }
        }
        if (stop.get() != StopReason.STOPPED_BY_LISTENER) {
            listener.onEnd(this::write);
        }
        EpochRecord best = FitState.best(curve).orElseThrow();
        ModelDescription description = request.description();
        return new CompletedFit(
                new FittedModel(description, request.inputScaling(), bestParameters),
                curve,
                best.epoch(),
                best.validationScore(),
                stop.get(),
                List.of(),
                List.copyOf(backends));
    }

    /** Empty where the epoch diverged. */
    private Optional<EpochRecord> runEpoch(int epoch) {
        long start = System.nanoTime();
        backends.add(step.network().backend());
        double rate = recipe.learningRate() * recipe.schedule().factor(epoch, recipe.maxEpochs(), curve);
        int[] order = EpochOrder.permutation(request.seed(), epoch, train.size());
        double total = 0;
        for (int first = 0; first < order.length; first += recipe.batchClips()) {
            List<FittingClip> batch = Arrays.stream(order, first, Math.min(order.length, first + recipe.batchClips()))
                    .mapToObj(train::get)
                    .toList();
            double batchLoss = step.take(batch, rate, request.seed());
            if (!Double.isFinite(batchLoss)) {
                return Optional.empty();
            }
            lastFiniteLoss = batchLoss;
            total += batchLoss * batch.size();
        }
        float[] parameters = model.parameters();
        List<Clip> inputs = FittingClip.inputs(request.validation());
        List<float[]> predictions =
                step.network().forward(parameters, inputs, Dropout.NONE).responses();
        if (!allFinite(parameters) || !predictions.stream().allMatch(GradientDescentFit::allFinite)) {
            return Optional.empty();
        }
        return Optional.of(new EpochRecord(
                epoch,
                total / train.size(),
                step.loss().value(predictions, request.validation()),
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

    private void write(OutputStream destination) throws IOException {
        FitState state = new FitState(
                model.parameters(),
                model.updaterState(),
                model.steps(),
                bestParameters,
                curve,
                lastFiniteLoss,
                List.copyOf(backends));
        FitStateArchive.write(state, request, model, destination);
    }

    /** Clips in which nothing was recorded have no loss. */
    private static List<FittingClip> recorded(List<FittingClip> clips) {
        List<FittingClip> recorded =
                clips.stream().filter(clip -> anyRecorded(clip.target())).toList();
        if (recorded.isEmpty()) {
            throw new IllegalArgumentException("train must hold at least one recorded bin");
        }
        return recorded;
    }

    private static boolean anyRecorded(float[] target) {
        for (float value : target) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
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

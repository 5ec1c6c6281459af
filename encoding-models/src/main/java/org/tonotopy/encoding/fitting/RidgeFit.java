package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** Ridge regression over a path of penalties, among which the validation clips choose. */
final class RidgeFit {

    /** The mark of a neuron whose validation responses correlate with nothing. */
    private static final int UNDECIDED = -1;

    /** Penalties of a fit that only starts from ridge regression, which undoes what a finer grid would gain. */
    private static final List<Double> PENALTIES_OF_A_START =
            List.of(100.0, 300.0, 1000.0, 3000.0, 10_000.0, 30_000.0, 100_000.0);

    private final FitRequest request;
    private final List<Double> penalties;
    private final PenaltyChoice choice;
    private final int delayBins;
    private final NetworkSpec linear;
    private final Network network;

    RidgeFit(FitRequest request, List<Double> penalties, PenaltyChoice choice, NetworkBackend backend) {
        this.request = request;
        this.penalties = penalties;
        this.choice = choice;
        this.delayBins = delayBins(request.spec());
        this.linear = new Linear(delayBins);
        this.network = backend.network(linear, request.shape(), request.threads());
    }

    /**
     * Random parameters of the request's network, but for its linear filters, which come from ridge regression on what its
     * prefilter, if any, gives before it has learned.
     */
    static float[] start(FitRequest request, NetworkBackend backend) {
        float[] parameters = InitialParameters.draw(request.spec(), request.shape(), request.seed());
        FitRequest linear = BehindPrefilter.of(request, parameters, backend);
        Choice chosen = new RidgeFit(linear, PENALTIES_OF_A_START, PenaltyChoice.ONE_FOR_ALL, backend).choose();
        write(chosen.filters(), request.spec().layout(request.shape()), parameters);
        return parameters;
    }

    FitResult run(FitListener listener) {
        if (request.spec().output() != OutputNonlinearity.IDENTITY) {
            throw new InvalidRecipeException(
                    "recipe", "gradient descent for a network with an output nonlinearity", "ridge in closed form");
        }
        long start = System.nanoTime();
        Choice chosen = choose();
        float[] parameters = parameters(chosen.filters());
        BatchLoss loss = new BatchLoss(
                LossFunction.MEAN_SQUARED_ERROR, 0, request.shape().neurons());
        List<float[]> predictions = predict(parameters, request.validation());
        EpochRecord record = new EpochRecord(
                1,
                loss.value(predict(parameters, request.train()), request.train()),
                loss.value(predictions, request.validation()),
                request.validationScore().applyAsDouble(predictions),
                0,
                (System.nanoTime() - start) / 1e9);
        listener.onEpoch(record, destination -> {
            throw new IllegalStateException("A fit in closed form is one step and has no checkpoint");
        });
        return new CompletedFit(
                new FittedModel(request.description(), request.inputScaling(), parameters),
                List.of(record),
                1,
                record.validationScore(),
                StopReason.SOLVED_IN_CLOSED_FORM,
                chosen.scores(),
                List.of(network.backend()));
    }

    private record Choice(LinearFilters filters, List<PenaltyScore> scores) {}

    private Choice choose() {
        List<LinearFilters> path = new RidgeRegression(request.train(), delayBins).solve(penalties);
        int neurons = request.shape().neurons();
        double[] scores = new double[penalties.size()];
        double[] bestCorrelation = new double[neurons];
        int[] bestOfNeuron = new int[neurons];
        int best = 0;
        Arrays.fill(bestCorrelation, Double.NEGATIVE_INFINITY);
        Arrays.fill(bestOfNeuron, UNDECIDED);
        for (int i = 0; i < scores.length; i++) {
            List<float[]> predictions = predict(parameters(path.get(i)), request.validation());
            scores[i] = request.validationScore().applyAsDouble(predictions);
            if (scores[i] > scores[best] || Double.isNaN(scores[best])) {
                best = i;
            }
            double[] correlations = correlations(predictions);
            for (int neuron = 0; neuron < neurons; neuron++) {
                if (correlations[neuron] > bestCorrelation[neuron]) {
                    bestCorrelation[neuron] = correlations[neuron];
                    bestOfNeuron[neuron] = i;
                }
            }
        }
        for (int neuron = 0; neuron < neurons; neuron++) {
            if (choice == PenaltyChoice.ONE_FOR_ALL || bestOfNeuron[neuron] == UNDECIDED) {
                bestOfNeuron[neuron] = best;
            }
        }
        return assemble(path, scores, bestOfNeuron);
    }

    /** The filter of each neuron from the penalty that is its own. */
    private Choice assemble(List<LinearFilters> path, double[] scores, int[] ofNeuron) {
        LinearFilters filters = LinearFilters.zero(delayBins, request.shape().bands(), ofNeuron.length);
        int[] taken = new int[scores.length];
        for (int neuron = 0; neuron < ofNeuron.length; neuron++) {
            filters.copyNeuron(path.get(ofNeuron[neuron]), neuron);
            taken[ofNeuron[neuron]]++;
        }
        List<PenaltyScore> tried = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            tried.add(new PenaltyScore(penalties.get(i), scores[i], taken[i]));
        }
        return new Choice(filters, tried);
    }

    private double[] correlations(List<float[]> predictions) {
        int neurons = request.shape().neurons();
        NeuronMoments moments = new NeuronMoments(neurons);
        for (int clip = 0; clip < predictions.size(); clip++) {
            float[] target = request.validation().get(clip).target();
            float[] prediction = predictions.get(clip);
            for (int i = 0; i < target.length; i++) {
                if (!Float.isNaN(target[i])) {
                    moments.add(i % neurons, prediction[i], target[i]);
                }
            }
        }
        double[] correlations = new double[neurons];
        Arrays.setAll(correlations, moments::correlation);
        return correlations;
    }

    /** Clip by clip, because the train clips together may be long. */
    private List<float[]> predict(float[] parameters, List<FittingClip> clips) {
        List<float[]> predictions = new ArrayList<>();
        for (Clip clip : FittingClip.inputs(clips)) {
            predictions.addAll(
                    network.forward(parameters, List.of(clip), Dropout.NONE).responses());
        }
        return predictions;
    }

    private float[] parameters(LinearFilters filters) {
        ParameterLayout layout = linear.layout(request.shape());
        float[] parameters = new float[layout.size()];
        write(filters, layout, parameters);
        return parameters;
    }

    private static void write(LinearFilters filters, ParameterLayout layout, float[] parameters) {
        System.arraycopy(
                filters.weights(), 0, parameters, layout.offset(ParameterNames.STRF_WEIGHT), filters.weights().length);
        System.arraycopy(
                filters.biases(), 0, parameters, layout.offset(ParameterNames.STRF_BIAS), filters.biases().length);
    }

    private static int delayBins(NetworkSpec spec) {
        if (spec instanceof Linear linear) {
            return requireFull(linear.kernel(), linear.delayBins());
        }
        if (spec instanceof LinearNonlinear linear) {
            return requireFull(linear.kernel(), linear.delayBins());
        }
        if (spec instanceof ContrastGain model) {
            return requireFull(model.kernel(), model.delayBins());
        }
        throw new InvalidRecipeException(
                "recipe", "gradient descent from random weights for a network with hidden units", "ridge");
    }

    private static int requireFull(FilterKernel kernel, int delayBins) {
        if (kernel instanceof FullKernel) {
            return delayBins;
        }
        throw new InvalidRecipeException(
                "recipe", "gradient descent from random weights for a kernel whose weights are not free", "ridge");
    }
}

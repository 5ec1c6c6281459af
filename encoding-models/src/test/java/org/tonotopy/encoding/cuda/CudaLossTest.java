package org.tonotopy.encoding.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.fitting.BatchLoss;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.LossNetwork;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.SeparableKernel;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** Losses on a graphics processor are those of the processor, alone and together; skipped where there is none. */
class CudaLossTest {
    private static final Dropout DROPOUT = new Dropout(0.3, 11, 4);
    /** A sum of thousands of bins through a recurrence, in single precision on both sides. */
    private static final double TOLERANCE = 1e-4;
    /**
     * Of two million values before a rectifier one may round to the other side of its kink. In the case below that moves the slopes
     * by 7.6e-4 of the largest, also on the processor alone when parameters are moved by one unit in the last place.
     */
    private static final double TOLERANCE_WITH_KINKS = 2e-3;

    private static final NetworkSpec CONVOLUTIONS =
            new ConvolutionalNetwork(3, 3, 9, 10, 20, OutputNonlinearity.SOFTPLUS2);

    private record Case(NetworkSpec network, NetworkShape shape, LossFunction function, double correlationWeight) {}

    @BeforeAll
    static void needsAGraphicsProcessor() {
        Gpu.device();
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        NetworkShape small = new NetworkShape(17, 5);
        LocallyConnectedEncoder local = new LocallyConnectedEncoder(7, 3, 7);
        for (Recurrence recurrence : List.of(Recurrence.GRU, Recurrence.LSTM, Recurrence.RNN)) {
            StateNet network = new StateNet(local, recurrence, OutputNonlinearity.SOFTPLUS2);
            cases.add(new Case(network, new NetworkShape(34, 119), LossFunction.POISSON, 0.05));
            cases.add(new Case(network, new NetworkShape(34, 1), LossFunction.MEAN_SQUARED_ERROR, 0));
            // Too wide for the registers of a block.
            cases.add(new Case(
                    new StateNet(new DenseEncoder(203), recurrence, OutputNonlinearity.SOFTPLUS2),
                    small,
                    LossFunction.POISSON,
                    0.2));
        }
        for (OutputNonlinearity output : OutputNonlinearity.values()) {
            LossFunction function = output.reachesBelowZero() ? LossFunction.MEAN_SQUARED_ERROR : LossFunction.POISSON;
            cases.add(new Case(
                    new StateNet(new ConvolutionalEncoder(4, 2, 3), Recurrence.GRU, output), small, function, 0.1));
        }
        for (FilterKernel kernel : List.of(new FullKernel(), new SeparableKernel(2), new GaussianKernel(2))) {
            cases.add(new Case(
                    new LinearNonlinear(30, kernel, OutputNonlinearity.DEXP),
                    new NetworkShape(34, 119),
                    LossFunction.MEAN_SQUARED_ERROR,
                    0.1));
        }
        cases.add(new Case(new Linear(40), new NetworkShape(34, 1), LossFunction.MEAN_SQUARED_ERROR, 0));
        for (int leakBins : new int[] {0, 20}) {
            cases.add(new Case(
                    new DynamicNetwork(40, new FullKernel(), 20, leakBins, true, OutputNonlinearity.SOFTPLUS2),
                    new NetworkShape(34, 119),
                    LossFunction.POISSON,
                    0.1));
        }
        cases.add(new Case(
                new ReceptiveFieldNetwork(
                        40, new FullKernel(), 20, HiddenActivation.TANH, OutputNonlinearity.SOFTPLUS2),
                new NetworkShape(34, 119),
                LossFunction.POISSON,
                0.1));
        cases.add(new Case(CONVOLUTIONS, new NetworkShape(34, 119), LossFunction.POISSON, 0.1));
        return cases;
    }

    /** Kinds that share no stage but the readout. */
    static List<Case> kinds() {
        NetworkShape shape = new NetworkShape(34, 19);
        return List.of(
                cases().get(0),
                new Case(
                        new DynamicNetwork(11, new GaussianKernel(2), 20, 0, true, OutputNonlinearity.SOFTPLUS2),
                        shape,
                        LossFunction.POISSON,
                        0.05),
                new Case(
                        new DynamicNetwork(11, new SeparableKernel(2), 20, 7, false, OutputNonlinearity.SOFTPLUS2),
                        shape,
                        LossFunction.POISSON,
                        0.05),
                new Case(CONVOLUTIONS, shape, LossFunction.POISSON, 0.05));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areThoseOfTheProcessor(Case given) {
        float[] parameters = InitialParameters.draw(given.network(), given.shape(), 5);
        List<FittingClip> batch = batch(given.shape(), 7, 300, 1, 77, 1500);
        float[] expected = new float[parameters.length];
        Network vector = new VectorBackend().network(given.network(), given.shape(), 2);
        ForwardPass pass = vector.forward(parameters, FittingClip.inputs(batch), DROPOUT);
        List<float[]> cotangents =
                batch.stream().map(clip -> new float[clip.target().length]).toList();
        double loss = new BatchLoss(
                        given.function(),
                        given.correlationWeight(),
                        given.shape().neurons())
                .valueAndCotangents(pass.responses(), batch, cotangents);
        pass.parameterGradient(cotangents, expected);
        float[] found = new float[parameters.length];
        assertThat(loss(given, parameters, batch, found) / loss - 1).isBetween(-1e-6, 1e-6);
        double[] doubles = IntStream.range(0, expected.length)
                .mapToDouble(i -> expected[i])
                .toArray();
        assertThat(RelativeError.of(found, doubles))
                .isLessThanOrEqualTo(given.network() == CONVOLUTIONS ? TOLERANCE_WITH_KINKS : TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void haveTheSameBitsWhateverIsComputedWithThem(Case given) {
        int fits = 24;
        List<float[]> parameters = IntStream.range(0, fits)
                .mapToObj(seed -> InitialParameters.draw(given.network(), given.shape(), seed))
                .toList();
        List<List<FittingClip>> batches = IntStream.range(0, fits)
                .mapToObj(seed -> batch(given.shape(), seed, 40 + seed, 300, 5000 / (seed + 1)))
                .toList();
        List<float[]> alone = new ArrayList<>();
        for (int fit = 0; fit < fits; fit++) {
            float[] gradient = new float[parameters.get(0).length];
            loss(given, parameters.get(fit), batches.get(fit), gradient);
            alone.add(gradient);
        }
        List<CompletableFuture<float[]>> together = IntStream.range(0, fits)
                .mapToObj(fit -> CompletableFuture.supplyAsync(
                        () -> {
                            float[] gradient = new float[parameters.get(0).length];
                            for (int step = 0; step < 10; step++) {
                                loss(given, parameters.get(fit), batches.get(fit), gradient);
                            }
                            return gradient;
                        },
                        task -> new Thread(task).start()))
                .toList();
        for (int fit = 0; fit < fits; fit++) {
            assertThat(together.get(fit).join()).isEqualTo(alone.get(fit));
        }
    }

    @Test
    void areUndefinedWhereNothingWasRecorded() {
        Case given = cases().get(0);
        List<FittingClip> batch = batch(given.shape(), 3, 20);
        Arrays.fill(batch.get(0).target(), Float.NaN);
        float[] parameters = InitialParameters.draw(given.network(), given.shape(), 5);
        assertThat(loss(given, parameters, batch, new float[parameters.length])).isNaN();
    }

    private static double loss(Case given, float[] parameters, List<FittingClip> batch, float[] gradient) {
        LossNetwork network = (LossNetwork) Gpu.backend().network(given.network(), given.shape(), 1);
        return network.lossAndGradient(
                parameters, batch, DROPOUT, given.function(), given.correlationWeight(), gradient);
    }

    /** Clips with gaps: every seventh value was not recorded. */
    private static List<FittingClip> batch(NetworkShape shape, long seed, int... bins) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FittingClip> batch = new ArrayList<>();
        for (int length : bins) {
            float[] input = new float[length * shape.bands()];
            float[] target = new float[length * shape.neurons()];
            for (int i = 0; i < input.length; i++) {
                input[i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < target.length; i++) {
                target[i] = i % 7 == 3 ? Float.NaN : (float) Math.abs(random.nextGaussian());
            }
            batch.add(new FittingClip(length, input, target));
        }
        return batch;
    }
}

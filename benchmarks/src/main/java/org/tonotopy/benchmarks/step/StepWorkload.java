package org.tonotopy.benchmarks.step;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.fitting.Initialisation;
import org.tonotopy.encoding.fitting.LearningRateSchedule;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.TrainingStep;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;

/**
 * Training steps over one batch of noise: forward, Poisson loss, backward, AdamW. What the numbers are changes nothing in
 * what a step costs.
 */
public final class StepWorkload {
    private static final double RATE = 1e-4;
    private static final long SEED = 1;
    private static final int FEWEST_STEPS = 3;

    private final List<FittingClip> batch;
    private final TrainingStep step;
    private final int parameterCount;

    /**
     * @param model what is trained
     * @param clips of the batch
     * @param bins of each clip
     * @param neurons width of the responses
     * @param threads that share the batch
     * @param backend what computes
     */
    public StepWorkload(BenchmarkModel model, int clips, int bins, int neurons, int threads, NetworkBackend backend) {
        NetworkShape shape = new NetworkShape(BenchmarkModel.BANDS, neurons);
        Random random = new Random(SEED);
        this.batch = IntStream.range(0, clips)
                .mapToObj(clip -> new FittingClip(
                        bins, noise(random, bins * BenchmarkModel.BANDS), rates(random, bins * neurons)))
                .toList();
        float[] parameters = InitialParameters.draw(model.spec(), shape, SEED);
        this.parameterCount = parameters.length;
        this.step = new TrainingStep(new ModelDescription(model.spec(), shape), recipe(), backend, threads, parameters);
    }

    private static GradientDescent recipe() {
        return new GradientDescent(
                LossFunction.POISSON,
                RATE,
                0,
                0,
                1,
                1,
                1,
                0,
                0,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }

    private static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] rates(Random random, int size) {
        float[] values = noise(random, size);
        for (int i = 0; i < size; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }

    /** Numbers that a step moves. */
    public int parameterCount() {
        return parameterCount;
    }

    /** Takes a step; returns the loss before it. */
    public double take() {
        return step.take(batch, RATE, SEED);
    }

    /**
     * Takes steps for some time, at least a few.
     *
     * @param atLeast seconds
     * @return how long each took in seconds, in their order
     */
    double[] time(double atLeast) {
        double[] seconds = new double[16];
        int steps = 0;
        long begin = System.nanoTime();
        while (steps < FEWEST_STEPS || System.nanoTime() - begin < atLeast * 1e9) {
            long before = System.nanoTime();
            double loss = take();
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss is " + loss);
            }
            if (steps == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * steps);
            }
            seconds[steps++] = (System.nanoTime() - before) / 1e9;
        }
        return Arrays.copyOf(seconds, steps);
    }
}

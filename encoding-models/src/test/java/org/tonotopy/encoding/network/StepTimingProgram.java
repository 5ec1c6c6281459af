package org.tonotopy.encoding.network;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** Prints how much processor time a forward and backward pass takes on one thread; run by name on a quiet machine. */
final class StepTimingProgram {
    private static final int BINS = 999;
    private static final int REPEATS = 60;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private StepTimingProgram() {}

    public static void main(String[] arguments) {
        NetworkShape population = new NetworkShape(34, 119);
        NetworkSpec stateNet =
                new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);
        NetworkSpec cnn2d = new ConvolutionalNetwork(3, 3, 9, 10, 20, OutputNonlinearity.SOFTPLUS2);
        time("cnn2d, batch 1, 119 neurons", cnn2d, population, 1);
        time("cnn2d, batch 14, 119 neurons", cnn2d, population, 14);
        NetworkSpec transformer = new Transformer(40, 48, 32, 0.1, OutputNonlinearity.SOFTPLUS2);
        time("transformer, batch 1, 119 neurons", transformer, population, 1);
        time("transformer, batch 14, 119 neurons", transformer, population, 14);
        time("statenet gru, batch 1, 119 neurons", stateNet, population, 1);
        time("statenet gru, batch 14, 119 neurons", stateNet, population, 14);
        time("statenet gru, batch 1, 1 neuron", stateNet, new NetworkShape(34, 1), 1);
        NetworkSpec ln = new LinearNonlinear(40, OutputNonlinearity.SOFTPLUS2);
        time("ln 40 bins, batch 1, 119 neurons", ln, population, 1);
        time("ln 40 bins, batch 14, 119 neurons", ln, population, 14);
    }

    private static void time(String what, NetworkSpec spec, NetworkShape shape, int batch) {
        Network network = new VectorBackend().network(spec, shape, 1);
        float[] parameters = InitialParameters.draw(spec, shape, 1);
        float[] gradient = new float[parameters.length];
        SplittableRandom random = new SplittableRandom(2);
        List<Clip> clips = new ArrayList<>();
        List<float[]> cotangents = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            clips.add(new Clip(BINS, random(BINS * shape.bands(), random)));
            cotangents.add(random(BINS * shape.neurons(), random));
        }
        double[] forward = new double[REPEATS];
        double[] both = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            ForwardPass pass = network.forward(parameters, clips, Dropout.NONE);
            forward[i] = (CLOCK.getCurrentThreadCpuTime() - start) / 1e6;
            pass.parameterGradient(cotangents, gradient);
            both[i] = (CLOCK.getCurrentThreadCpuTime() - start) / 1e6;
        }
        double[] settledForward = Arrays.copyOfRange(forward, REPEATS / 2, REPEATS);
        double[] settled = Arrays.copyOfRange(both, REPEATS / 2, REPEATS);
        Arrays.sort(settledForward);
        Arrays.sort(settled);
        System.out.printf(
                "%-40s forward %7.2f ms, forward and backward %7.2f ms (median; best %.2f)%n",
                what, settledForward[REPEATS / 4], settled[REPEATS / 4], settled[0]);
    }

    private static float[] random(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }
}

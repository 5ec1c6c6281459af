package org.tonotopy.encoding.feature.dream;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.tonotopy.encoding.feature.DifferentiableResponse;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.GradientMapSettings;
import org.tonotopy.encoding.feature.GradientMaps;
import org.tonotopy.encoding.feature.NetworkResponse;
import org.tonotopy.encoding.feature.NoiseStimuli;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.vector.VectorBackend;

/**
 * Prints how long dreams of 119 neurons and 800 bins take, and their gradient maps; run by name on a quiet machine. The same in
 * PyTorch: {@code src/test/python/dream_timing.py}.
 */
final class DreamTimingProgram {
    private static final NetworkShape SHAPE = new NetworkShape(34, 119);
    private static final double DURATION_MS = 4000;

    private DreamTimingProgram() {}

    /** @param arguments number of steps, number of threads */
    public static void main(String[] arguments) {
        int steps = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        NetworkSpec spec =
                new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);
        FeatureStimuli stimuli = NoiseStimuli.of(SHAPE.bands());
        DifferentiableResponse response =
                new NetworkResponse(new VectorBackend(), spec, SHAPE, InitialParameters.draw(spec, SHAPE, 1), 1);
        List<ResponseTarget> neurons = ResponseTarget.each(SHAPE.neurons());
        DreamSettings settings =
                DreamSettings.standard().withDuration(DURATION_MS).withSteps(steps);
        Dreamer dreamer = new Dreamer(response, stimuli);
        dreamer.dream(settings.withSteps(20), neurons.subList(0, 32), threads, FeatureListener.silent());
        time(steps + " steps of 119 dreams", () -> dreamer.dream(settings, neurons, threads, FeatureListener.silent()));
        time(
                "119 gradient maps of 800 bins",
                () -> GradientMaps.of(
                        response,
                        stimuli,
                        new GradientMapSettings(
                                DURATION_MS, GradientMapSettings.standard().base(), false),
                        neurons,
                        threads,
                        FeatureListener.silent()));
    }

    private static void time(String what, Runnable work) {
        long wall = System.nanoTime();
        long processor = processorNanos();
        work.run();
        System.out.printf(
                "%s: %.1f s, %.1f s of processor time%n",
                what, (System.nanoTime() - wall) / 1e9, (processorNanos() - processor) / 1e9);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

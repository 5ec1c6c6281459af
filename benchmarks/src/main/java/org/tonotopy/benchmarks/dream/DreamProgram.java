package org.tonotopy.benchmarks.dream;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tonotopy.benchmarks.machine.Backends;
import org.tonotopy.benchmarks.step.BenchmarkModel;
import org.tonotopy.encoding.feature.BaseStimulus;
import org.tonotopy.encoding.feature.DifferentiableResponse;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.GradientMapSettings;
import org.tonotopy.encoding.feature.GradientMaps;
import org.tonotopy.encoding.feature.ImageAxes;
import org.tonotopy.encoding.feature.NetworkResponse;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.feature.StimulusRange;
import org.tonotopy.encoding.feature.dream.DreamSettings;
import org.tonotopy.encoding.feature.dream.Dreamer;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.response.InputScaling;

/**
 * Times dreams of all neurons of a StateNet, and their gradient maps, and prints one line of JSON. Arguments: bins, neurons,
 * steps, threads, and, where it is not the processor, the backend.
 */
public final class DreamProgram {
    private static final int ARGUMENTS = 4;
    private static final long SEED = 1;
    private static final double DT_MS = 5;
    private static final int WARM_UP_STEPS = 20;
    private static final int WARM_UP_NEURONS = 32;
    /** Of the sounds that bounds and the strongest real response come from. */
    private static final int CLIPS = 3;

    private static final int CLIP_BINS = 300;

    private DreamProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        if (arguments.length < ARGUMENTS) {
            throw new IllegalArgumentException("give bins, neurons, steps, threads");
        }
        double durationMs = DT_MS * Integer.parseInt(arguments[0]);
        NetworkShape shape = new NetworkShape(BenchmarkModel.BANDS, Integer.parseInt(arguments[1]));
        int steps = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        float[] parameters = InitialParameters.draw(BenchmarkModel.STATENET_GRU.spec(), shape, SEED);
        DifferentiableResponse response = new NetworkResponse(
                Backends.after(ARGUMENTS, arguments), BenchmarkModel.STATENET_GRU.spec(), shape, parameters, 1);
        FeatureStimuli stimuli = stimuli();
        List<ResponseTarget> neurons = ResponseTarget.each(shape.neurons());
        DreamSettings settings =
                DreamSettings.standard().withDuration(durationMs).withSteps(steps);
        GradientMapSettings slopes = new GradientMapSettings(durationMs, new BaseStimulus.Mean(), false);
        Dreamer dreamer = new Dreamer(response, stimuli);
        List<ResponseTarget> some = neurons.subList(0, Math.min(WARM_UP_NEURONS, neurons.size()));
        dreamer.dream(settings.withSteps(WARM_UP_STEPS), some, threads, FeatureListener.silent());
        double dreams = seconds(() -> dreamer.dream(settings, neurons, threads, FeatureListener.silent()));
        double maps =
                seconds(() -> GradientMaps.of(response, stimuli, slopes, neurons, threads, FeatureListener.silent()));
        System.out.printf(
                Locale.ROOT,
                "{\"seconds\": %.6f, \"steps\": %d, \"parameters\": %d, \"gradient_map_seconds\": %.3f}%n",
                dreams / steps,
                steps,
                parameters.length,
                maps);
    }

    private static FeatureStimuli stimuli() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Clip> clips = IntStream.range(0, CLIPS)
                .mapToObj(clip -> {
                    float[] input = new float[CLIP_BINS * BenchmarkModel.BANDS];
                    for (int i = 0; i < input.length; i++) {
                        input[i] = (float) random.nextGaussian();
                    }
                    return new Clip(CLIP_BINS, input);
                })
                .toList();
        List<Double> frequencies = IntStream.range(0, BenchmarkModel.BANDS)
                .mapToObj(band -> 500 * Math.pow(2, band / 6.0))
                .toList();
        return new FeatureStimuli(
                new ImageAxes(ImageAxes.COCHLEAGRAM, frequencies, DT_MS, new InputScaling(40, 12)),
                clips,
                IntStream.range(0, CLIPS).boxed().toList(),
                StimulusRange.of(clips, BenchmarkModel.BANDS));
    }

    private static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}

package org.tonotopy.benchmarks.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import org.tonotopy.benchmarks.machine.Backends;
import org.tonotopy.benchmarks.step.BenchmarkModel;
import org.tonotopy.encoding.fitting.CompletedFit;
import org.tonotopy.encoding.fitting.FitListener;
import org.tonotopy.encoding.fitting.FitRequest;
import org.tonotopy.encoding.fitting.Fitter;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.fitting.Initialisation;
import org.tonotopy.encoding.fitting.LearningRateSchedule;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.parallel.ParallelLoop;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Fits StateNet (GRU, H = 70) to a recording, in a process of its own, and prints one line of JSON. Arguments: the
 * recording; {@code population} for one model of all neurons or {@code units} for one model of each; epochs; clips per
 * step; threads. A population shares the threads, models of units run side by
 * side. After these, where it is not the processor, the backend.
 */
public final class FitProgram {
    private static final int ARGUMENTS = 5;
    private static final double RATE = 1e-3;

    private FitProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException, RecordingRejectedException {
        if (arguments.length < ARGUMENTS) {
            throw new IllegalArgumentException("give the recording, population or units, epochs, clips and threads");
        }
        NaturalSounds sounds = NaturalSounds.read(Path.of(arguments[0]));
        GradientDescent recipe = recipe(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        int threads = Integer.parseInt(arguments[4]);
        NetworkBackend backend = Backends.after(ARGUMENTS, arguments);
        long begin = System.nanoTime();
        double score = switch (arguments[1]) {
            case "population" -> fit(sounds, sounds.split(), recipe, threads, backend);
            case "units" -> units(sounds, recipe, threads, backend);
            default -> throw new IllegalArgumentException("fit is " + arguments[1] + ": use population or units");
        };
        System.out.printf(
                Locale.ROOT,
                "{\"fit_seconds\": %.3f, \"validation_score\": %.4f}%n",
                (System.nanoTime() - begin) / 1e9,
                score);
    }

    private static double units(NaturalSounds sounds, GradientDescent recipe, int threads, NetworkBackend backend) {
        DoubleAdder total = new DoubleAdder();
        ParallelLoop.of(threads)
                .forEach(
                        sounds.neurons(),
                        unit -> total.add(fit(sounds, sounds.split(List.of(unit)), recipe, 1, backend)));
        return total.sum() / sounds.neurons();
    }

    private static double fit(
            NaturalSounds sounds,
            NaturalSounds.Split split,
            GradientDescent recipe,
            int threads,
            NetworkBackend backend) {
        FitRequest request = new FitRequest(
                BenchmarkModel.STATENET_GRU.spec(),
                recipe,
                split.train(),
                split.validation(),
                split.score(),
                sounds.scaling(),
                0,
                threads);
        return new Fitter(backend).fit(request, FitListener.silent()) instanceof CompletedFit fit
                ? fit.bestValidationScore()
                : Double.NaN;
    }

    /** The training that was published with the model (Rancon et al. 2025), to a fixed number of epochs. */
    private static GradientDescent recipe(int epochs, int clips) {
        return new GradientDescent(
                LossFunction.MEAN_SQUARED_ERROR,
                RATE,
                0,
                0,
                clips,
                epochs,
                epochs,
                0,
                0,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }
}

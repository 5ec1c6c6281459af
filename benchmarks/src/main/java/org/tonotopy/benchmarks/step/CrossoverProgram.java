package org.tonotopy.benchmarks.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tonotopy.benchmarks.machine.Backends;
import org.tonotopy.encoding.network.NetworkBackend;

/**
 * Times training steps of every model that a graphics processor has kernels for, from the smallest batch to one of a population,
 * and prints one line for each: run with either backend, it tells from which size on which is faster. Arguments: threads, seconds
 * for each, backend.
 */
public final class CrossoverProgram {
    private static final int ARGUMENTS = 3;

    private static final List<BenchmarkModel> MODELS = List.of(
            BenchmarkModel.LN,
            BenchmarkModel.NRF,
            BenchmarkModel.DNET,
            BenchmarkModel.DNET_RECURSION,
            BenchmarkModel.CNN2D,
            BenchmarkModel.STATENET_GRU,
            BenchmarkModel.STATENET_LSTM);

    private record Size(int clips, int bins, int neurons) {}

    private static final List<Size> SIZES = List.of(
            new Size(1, 50, 1),
            new Size(1, 100, 1),
            new Size(1, 200, 1),
            new Size(1, 400, 1),
            new Size(1, 999, 1),
            new Size(14, 999, 1),
            new Size(14, 999, 119),
            new Size(14, 999, 2000));

    private CrossoverProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("give threads, seconds for each, backend");
        }
        int threads = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        NetworkBackend backend = Backends.of(arguments[2]);
        for (BenchmarkModel model : MODELS) {
            for (Size size : SIZES) {
                StepWorkload workload =
                        new StepWorkload(model, size.clips(), size.bins(), size.neurons(), threads, backend);
                workload.time(seconds);
                System.out.printf(
                        Locale.ROOT,
                        "{\"model\": \"%s\", \"clips\": %d, \"bins\": %d, \"neurons\": %d, \"milliseconds\": %.3f}%n",
                        model.key(),
                        size.clips(),
                        size.bins(),
                        size.neurons(),
                        1e3 * median(workload.time(seconds)));
            }
        }
    }

    private static double median(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }
}

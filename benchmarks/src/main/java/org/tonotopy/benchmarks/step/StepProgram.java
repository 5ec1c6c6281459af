package org.tonotopy.benchmarks.step;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.tonotopy.benchmarks.machine.Backends;

/**
 * Times training steps in a process of its own and prints one line of JSON. Arguments: model, clips, bins, neurons,
 * threads, seconds to warm up, seconds to measure, and, where it is not the processor, the backend.
 */
public final class StepProgram {
    private static final int ARGUMENTS = 7;

    private StepProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        if (arguments.length < ARGUMENTS) {
            throw new IllegalArgumentException(
                    "give model, clips, bins, neurons, threads, seconds to warm up, seconds");
        }
        BenchmarkModel model = BenchmarkModel.of(arguments[0]);
        int clips = Integer.parseInt(arguments[1]);
        int bins = Integer.parseInt(arguments[2]);
        int neurons = Integer.parseInt(arguments[3]);
        StepWorkload workload = new StepWorkload(
                model, clips, bins, neurons, Integer.parseInt(arguments[4]), Backends.after(ARGUMENTS, arguments));
        workload.time(Double.parseDouble(arguments[5]));
        long allocated = allocatedBytes();
        double[] seconds = workload.time(Double.parseDouble(arguments[6]));
        double bytes = (allocatedBytes() - allocated) / (double) seconds.length;
        Arrays.sort(seconds);
        double median = seconds[seconds.length / 2];
        System.out.printf(
                Locale.ROOT,
                "{\"seconds\": %.6f, \"fastest_seconds\": %.6f, \"steps\": %d, \"parameters\": %d, \"bytes_per_step\": %.0f, \"gigaflops\": %.2f}%n",
                median,
                seconds[0],
                seconds.length,
                workload.parameterCount(),
                bytes,
                model.operations(clips, bins, neurons) / median / 1e9);
    }

    /** By all threads since the start. */
    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum();
    }
}

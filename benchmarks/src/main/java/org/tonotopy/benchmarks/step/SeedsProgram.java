package org.tonotopy.benchmarks.step;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.tonotopy.benchmarks.machine.Backends;
import org.tonotopy.encoding.network.NetworkBackend;

/**
 * Takes training steps of one StateNet, and then of many side by side, each with weights of its own and on a thread of its own,
 * as fits of many seeds do; prints one line of JSON. Arguments: clips, bins, neurons, seeds, steps, backend.
 */
public final class SeedsProgram {
    private static final int ARGUMENTS = 6;
    private static final int WARM_UP_STEPS = 300;

    private SeedsProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("give clips, bins, neurons, seeds, steps, backend");
        }
        int clips = Integer.parseInt(arguments[0]);
        int bins = Integer.parseInt(arguments[1]);
        int neurons = Integer.parseInt(arguments[2]);
        int seeds = Integer.parseInt(arguments[3]);
        int steps = Integer.parseInt(arguments[4]);
        NetworkBackend backend = Backends.of(arguments[5]);
        List<StepWorkload> workloads = IntStream.range(0, seeds)
                .mapToObj(seed -> new StepWorkload(BenchmarkModel.STATENET_GRU, clips, bins, neurons, 1, backend))
                .toList();
        seconds(workloads.subList(0, 1), WARM_UP_STEPS);
        double alone = seconds(workloads.subList(0, 1), steps) / steps;
        seconds(workloads, WARM_UP_STEPS / seeds + 1);
        double together = seconds(workloads, steps) / steps / seeds;
        System.out.printf(
                Locale.ROOT,
                "{\"seconds_alone\": %.6f, \"seconds_together\": %.6f, \"throughput\": %.2f}%n",
                alone,
                together,
                alone / together);
    }

    private static double seconds(List<StepWorkload> workloads, int steps) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(workloads.size());
        AtomicInteger done = new AtomicInteger();
        long begin = System.nanoTime();
        for (StepWorkload workload : workloads) {
            new Thread(() -> {
                        try {
                            for (int step = 0; step < steps; step++) {
                                workload.take();
                            }
                            done.incrementAndGet();
                        } finally {
                            running.countDown();
                        }
                    })
                    .start();
        }
        running.await();
        if (done.get() < workloads.size()) {
            throw new IllegalStateException("a step failed");
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}

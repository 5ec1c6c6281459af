package org.tonotopy.benchmarks.step;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** A training step, by model, batch, length, population and threads; any of them can be given on the command line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class TrainingStepBenchmark {
    /** {@link BenchmarkModel#key}. */
    @Param({"statenet-gru", "statenet-lstm", "cnn2d", "dnet", "nrf", "transformer"})
    public String model = "";

    /** Clips of the batch. */
    @Param("14")
    public int clips;

    /** Bins of each clip. */
    @Param("999")
    public int bins;

    /** Width of the responses. */
    @Param("119")
    public int neurons;

    /** Threads that share the batch. */
    @Param("2")
    public int threads;

    private StepWorkload workload;

    /** Draws batch and parameters. */
    @Setup
    public void prepare() {
        workload = new StepWorkload(BenchmarkModel.of(model), clips, bins, neurons, threads, new VectorBackend());
    }

    /** Forward, loss, backward and update. */
    @Benchmark
    public double step() {
        return workload.take();
    }
}

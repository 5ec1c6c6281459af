package org.tonotopy.registry.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.visibility.Visibility;

/**
 * A sweep that can be carried out.
 *
 * @param benchmarks that its fits are for, at least one, all of one dataset
 * @param modelName of the first fit
 * @param varied paths of what the fits differ in, as {@link VariedValues} reads them
 * @param ensemble whether their ensemble is to be made; they then differ by seed alone
 * @param halving how weak fits are stopped; empty: all run through
 * @param visibility of the sweep, and what its fits begin with
 * @param priority of every fit
 * @param device what every fit needs to compute on
 * @param fits all different, at least one; read once, one by one
 */
public record SweepPlan(
        List<Benchmark> benchmarks,
        String modelName,
        List<String> varied,
        boolean ensemble,
        Optional<Halving> halving,
        Visibility visibility,
        int priority,
        JobDevice device,
        Stream<Planned> fits) {
    /**
     * A fit to be made.
     *
     * @param benchmark that it is for
     * @param spec what is fitted
     */
    public record Planned(Benchmark benchmark, JobSpec.Fit spec) {}

    /** Copies the lists. */
    public SweepPlan {
        benchmarks = List.copyOf(benchmarks);
        varied = List.copyOf(varied);
    }
}

package org.tonotopy.registry.job;

import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.GpuCrossover;

/** What a job needs to compute on. */
public enum JobDevice {
    /** Any worker will do. */
    ANY,
    /** A GPU where one is free, otherwise any worker. */
    GPU_PREFERRED,
    /** Only a worker with a GPU; without one, the job waits. */
    GPU;

    /** What a fit needs for which this was asked: none prefers a GPU that would compute it no faster. */
    public JobDevice of(JobSpec.Fit fit, GpuCrossover crossover) {
        boolean inVain = this == GPU_PREFERRED && !crossover.pays(new FitSpecification(fit.model(), fit.training()));
        return inVain ? ANY : this;
    }
}

package org.tonotopy.worker.fit;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.fitting.NetworkSeeds;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;

/**
 * A network that a job fits.
 *
 * @param turn which stimuli are for what
 * @param neurons indices in the recording of the neurons that it is for
 * @param seed its own
 * @param name which of the job's networks it is, for people; empty where it is the only one
 */
record NetworkPlan(PreparedTurn turn, List<Integer> neurons, long seed, String name) {
    /**
     * The networks of a job, fold by fold, so that those that run at the same time hear the same sounds.
     *
     * @param neurons that the job is for
     */
    static List<NetworkPlan> of(JobSpec.Fit spec, PreparedBenchmark benchmark, List<Integer> neurons) {
        List<NetworkPlan> plans = new ArrayList<>();
        for (PreparedTurn turn : benchmark.turns()) {
            String fold = turn.fold().map(index -> "fold " + index).orElse("");
            if (spec.units() == Units.POPULATION) {
                plans.add(new NetworkPlan(turn, neurons, NetworkSeeds.ofPopulation(spec.seed(), turn.fold()), fold));
            } else {
                for (int neuron : neurons) {
                    plans.add(new NetworkPlan(
                            turn,
                            List.of(neuron),
                            NetworkSeeds.ofNeuron(spec.seed(), turn.fold(), neuron),
                            (fold.isEmpty() ? "" : fold + ", ") + "neuron " + neuron));
                }
            }
        }
        return plans;
    }
}

package org.tonotopy.api.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.SpecificationProblem;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.job.Units;
import tools.jackson.databind.JsonNode;

/**
 * What models are fitted to, as far as it says which of them can be.
 *
 * @param networks that a fit is made of
 * @param networkShape the dataset with the neurons that one network predicts, or as many
 */
public record FitTarget(long networks, DatasetShape networkShape) {
    /** A worker holds the weights of all networks of a job until the last is fitted: 200 MB. */
    private static final long MOST_PARAMETERS_OF_A_JOB = 50_000_000;

    /**
     * Neurons of a benchmark.
     *
     * @param neurons indices in the dataset, ascending; empty: all of the benchmark
     */
    public static FitTarget of(Benchmark benchmark, Units units, List<Integer> neurons) {
        List<Integer> all = neurons.isEmpty() ? benchmark.neurons() : neurons;
        boolean each = units == Units.EACH_NEURON;
        return new FitTarget(
                (long) benchmark.definition().split().turns().size() * (each ? all.size() : 1),
                benchmark.dataset().shape().orElseThrow().ofNeurons(each ? all.subList(0, 1) : all));
    }

    /** Completes a request by the catalogue's defaults and checks whether it can be fitted here. */
    public FitSpecification.Outcome complete(JsonNode model, Optional<JsonNode> training) {
        FitSpecification.Outcome outcome = FitSpecification.complete(model, training, networkShape);
        return outcome.specification()
                .flatMap(this::tooMuch)
                .map(problem -> new FitSpecification.Outcome(Optional.empty(), List.of(problem)))
                .orElse(outcome);
    }

    private Optional<SpecificationProblem> tooMuch(FitSpecification fit) {
        long parameters = networks * fit.parameterCount(networkShape);
        if (networks == 1 || parameters <= MOST_PARAMETERS_OF_A_JOB) {
            return Optional.empty();
        }
        return Optional.of(new SpecificationProblem(
                "model",
                String.format(
                        Locale.ROOT,
                        "its %,d networks have %,d parameters together, and a job takes at most %,d",
                        networks,
                        parameters,
                        MOST_PARAMETERS_OF_A_JOB),
                "Make it smaller, or ask for fewer neurons in one job."));
    }
}

package org.tonotopy.api.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/** Checks what is to be fitted against benchmark and catalogue, and fills in what a request leaves out. */
@Component
public class FitRequestCheck {
    private final BenchmarkRepository benchmarks;

    FitRequestCheck(BenchmarkRepository benchmarks) {
        this.benchmarks = benchmarks;
    }

    /**
     * Fits that can be carried out.
     *
     * @param benchmark that they are for
     * @param fit model and training, complete
     * @param modelName under which the fitted models are kept
     * @param units what one network predicts
     * @param neurons indices in the dataset, ascending; empty: all of the benchmark
     */
    public record Checked(
            Benchmark benchmark, FitSpecification fit, String modelName, Units units, List<Integer> neurons) {
        /** The fit with a seed. */
        public JobSpec.Fit withSeed(long seed) {
            return new JobSpec.Fit(
                    benchmark.id(),
                    benchmark.reference(),
                    modelName,
                    fit.model(),
                    fit.training(),
                    seed,
                    units,
                    neurons);
        }
    }

    /**
     * Checks a request.
     *
     * @param problems takes everything that is wrong with it
     * @return empty where something is
     */
    public Optional<Checked> check(FitRequest request, FieldProblems problems) {
        Units units = units(request.units(), problems);
        Optional<Benchmark> benchmark = benchmark(request.benchmark(), problems);
        List<Integer> neurons = benchmark
                .map(known -> new NeuronList(known, "neurons").check(request.neurons(), problems))
                .orElse(List.of());
        Optional<FitSpecification> fit =
                benchmark.flatMap(known -> fit(request, FitTarget.of(known, units, neurons), problems));
        String standard = benchmark.isEmpty() || fit.isEmpty() ? "" : standardName(fit.get(), benchmark.get());
        String modelName = modelName(request.modelName(), standard, problems);
        return problems.isEmpty()
                ? Optional.of(new Checked(benchmark.orElseThrow(), fit.orElseThrow(), modelName, units, neurons))
                : Optional.empty();
    }

    /** Checks a seed. */
    public static void checkSeed(String field, long seed, FieldProblems problems) {
        if (seed < 0 || seed > RegistryJson.LARGEST_WHOLE) {
            problems.add(field, "it is out of range", "It must be from 0 to " + RegistryJson.LARGEST_WHOLE + ".");
        }
    }

    /** What one network shall predict: all neurons where nothing was sent. */
    public static Units units(@Nullable String sent, FieldProblems problems) {
        if (sent == null) {
            return Units.POPULATION;
        }
        return Arrays.stream(Units.values())
                .filter(units -> word(units).equals(sent))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(
                            "units",
                            "there is no " + sent,
                            "Use one of "
                                    + Arrays.stream(Units.values())
                                            .map(FitRequestCheck::word)
                                            .collect(Collectors.joining(", "))
                                    + ".");
                    return Units.POPULATION;
                });
    }

    private static String word(Units units) {
        return units.name().toLowerCase(Locale.ROOT);
    }

    /** See {@link #check}. */
    Optional<Benchmark> benchmark(@Nullable String reference, FieldProblems problems) {
        return benchmark("benchmark", reference, problems);
    }

    /**
     * Finds a benchmark.
     *
     * @param field of the request
     */
    public Optional<Benchmark> benchmark(String field, @Nullable String reference, FieldProblems problems) {
        if (reference == null) {
            problems.add(field, "it is missing", "Name a benchmark as name@version, for instance ns1-natural@1.");
            return Optional.empty();
        }
        Optional<Benchmark> found = VersionedName.parse(reference).flatMap(benchmarks::find);
        if (found.isEmpty()) {
            problems.add(
                    field,
                    "there is no benchmark " + reference,
                    "Name one as name@version; GET /api/v1/benchmarks lists them.");
        }
        return found;
    }

    private static Optional<FitSpecification> fit(FitRequest request, FitTarget target, FieldProblems problems) {
        JsonNode model = request.model() == null ? RegistryJson.mapper().nullNode() : request.model();
        Optional<JsonNode> training = Optional.ofNullable(request.training()).filter(sent -> !sent.isNull());
        FitSpecification.Outcome outcome = target.complete(model, training);
        outcome.problems().forEach(problem -> problems.add(problem.field(), problem.problem(), problem.remedy()));
        return outcome.specification();
    }

    /** The name of a model that was given none. */
    public static String standardName(FitSpecification fit, Benchmark benchmark) {
        return fit.model().kind() + "-" + benchmark.reference().name();
    }

    /** The name that was asked for, or a standard one. */
    public static String modelName(@Nullable String asked, String standard, FieldProblems problems) {
        if (asked != null) {
            if (!VersionedName.isName(asked)) {
                problems.add(
                        "model_name",
                        "it is not a name",
                        "Use lower-case letters, digits, dots and hyphens, at most 100, and begin with a letter or"
                                + " digit; or leave it out.");
            }
            return asked;
        }
        if (!standard.isEmpty() && !VersionedName.isName(standard)) {
            problems.add(
                    "model_name",
                    "it is missing, and " + standard + " is too long for a name",
                    "Give one of at most 100 characters.");
        }
        return standard;
    }
}

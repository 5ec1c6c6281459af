package org.tonotopy.api.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.feature.FeatureRequestCheck;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.SpecificationProblem;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/** Checks a request for a job against what there is and against the catalogue, and fills in what it leaves out. */
@Component
class JobRequestCheck {
    private static final String FIT = "fit";
    private static final String FEATURE = "feature";

    /** The largest whole number that every JSON reader reads exactly. */
    private static final long LARGEST_SEED = (1L << 53) - 1;

    private final BenchmarkRepository benchmarks;
    private final FeatureRequestCheck features;

    JobRequestCheck(BenchmarkRepository benchmarks, FeatureRequestCheck features) {
        this.benchmarks = benchmarks;
        this.features = features;
    }

    /**
     * Checks a request.
     *
     * @return a job that can be carried out, not yet queued
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Job check(CreateJobRequest request, Account owner, Instant now) {
        FieldProblems problems = new FieldProblems();
        long seed = request.seed() == null ? 0 : request.seed();
        if (seed < 0 || seed > LARGEST_SEED) {
            problems.add("seed", "it is out of range", "It must be from 0 to " + LARGEST_SEED + ".");
        }
        if (FEATURE.equals(request.kind())) {
            refuseFields(
                    Map.of(
                            "benchmark",
                            given(request.benchmark()),
                            "training",
                            given(request.training()),
                            "model_name",
                            given(request.modelName())),
                    FEATURE,
                    problems);
            FeatureRequestCheck.Checked checked = features.check(request.ofFeature(), seed, problems);
            return Job.feature(checked.spec(), checked.model().benchmark(), owner, now);
        }
        if (!FIT.equals(request.kind())) {
            problems.add(
                    "kind",
                    request.kind() == null ? "it is missing" : "there is no kind " + request.kind(),
                    "Use " + FIT + " or " + FEATURE + ".");
        }
        refuseFields(
                Map.of(
                        "feature",
                        given(request.feature()),
                        "neurons",
                        given(request.neurons()),
                        "settings",
                        given(request.settings()),
                        "counterpart",
                        given(request.counterpart())),
                FIT,
                problems);
        return fit(request, seed, owner, now, problems);
    }

    private static boolean given(@Nullable Object value) {
        return value != null;
    }

    private static void refuseFields(Map<String, Boolean> given, String kind, FieldProblems problems) {
        given.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(field ->
                        problems.add(field, "a job of the kind " + kind + " does not know it", "Leave it out."));
    }

    private Job fit(CreateJobRequest request, long seed, Account owner, Instant now, FieldProblems problems) {
        Optional<Benchmark> benchmark = benchmark(request.benchmark(), problems);
        Optional<FitSpecification> fit = benchmark.flatMap(known -> specification(request, known, problems));
        String modelName = modelName(request, benchmark, fit, problems);
        problems.refuse();
        Benchmark known = benchmark.orElseThrow();
        FitSpecification complete = fit.orElseThrow();
        return Job.fit(
                new JobSpec.Fit(known.id(), known.reference(), modelName, complete.model(), complete.training(), seed),
                known,
                owner,
                now);
    }

    private Optional<Benchmark> benchmark(@Nullable String reference, FieldProblems problems) {
        if (reference == null) {
            problems.add("benchmark", "it is missing", "Name a benchmark as name@version, for instance ns1-natural@1.");
            return Optional.empty();
        }
        Optional<Benchmark> found = VersionedName.parse(reference).flatMap(benchmarks::find);
        if (found.isEmpty()) {
            problems.add(
                    "benchmark",
                    "there is no benchmark " + reference,
                    "Name one as name@version; GET /api/v1/benchmarks lists them.");
        }
        return found;
    }

    private static Optional<FitSpecification> specification(
            CreateJobRequest request, Benchmark benchmark, FieldProblems problems) {
        JsonNode model = request.model() == null ? RegistryJson.mapper().nullNode() : request.model();
        Optional<JsonNode> training = Optional.ofNullable(request.training()).filter(sent -> !sent.isNull());
        FitSpecification.Outcome outcome = FitSpecification.complete(
                model, training, benchmark.dataset().shape().orElseThrow());
        List<SpecificationProblem> found = outcome.problems();
        found.forEach(problem -> problems.add(problem.field(), problem.problem(), problem.remedy()));
        return outcome.specification();
    }

    private static String modelName(
            CreateJobRequest request,
            Optional<Benchmark> benchmark,
            Optional<FitSpecification> fit,
            FieldProblems problems) {
        String asked = request.modelName();
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
        if (benchmark.isEmpty() || fit.isEmpty()) {
            return "";
        }
        String name =
                fit.get().model().kind() + "-" + benchmark.get().reference().name();
        if (!VersionedName.isName(name)) {
            problems.add(
                    "model_name",
                    "it is missing, and the benchmark's name is too long to make one of it",
                    "Give a name of at most 100 characters.");
        }
        return name;
    }
}

package org.tonotopy.api.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tonotopy.api.feature.FeatureRequestCheck;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.visibility.AskedVisibility;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.catalogue.GpuCrossover;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.visibility.Visibility;

/** Checks a request for a job against what there is and against the catalogue, and fills in what it leaves out. */
@Component
class JobRequestCheck {
    private static final String FIT = "fit";
    private static final String ENSEMBLE = "ensemble";
    private static final String FEATURE = "feature";
    static final String EXPORT = "export";

    private static final Set<String> KNOWN_TO_FIT = Set.of(
            "priority",
            "device",
            "benchmark",
            "model",
            "training",
            "seed",
            "model_name",
            "units",
            "neurons",
            "force",
            "visibility");
    private static final Set<String> KNOWN_TO_ENSEMBLE =
            Set.of("priority", "benchmark", "model_name", "members", "force", "visibility");
    private static final Set<String> KNOWN_TO_FEATURE =
            Set.of("priority", "device", "model", "seed", "feature", "neurons", "settings", "counterpart");
    private static final Set<String> KNOWN_TO_EXPORT = Set.of("priority", "dataset", "format");

    private final FitRequestCheck fits;
    private final EnsembleRequestCheck ensembles;
    private final FeatureRequestCheck features;
    private final ExportRequestCheck exports;
    private final AskedVisibility visibility;

    JobRequestCheck(
            FitRequestCheck fits,
            EnsembleRequestCheck ensembles,
            FeatureRequestCheck features,
            ExportRequestCheck exports,
            AskedVisibility visibility) {
        this.fits = fits;
        this.ensembles = ensembles;
        this.features = features;
        this.exports = exports;
        this.visibility = visibility;
    }

    /**
     * Checks a request.
     *
     * @return a job that can be carried out, not yet queued
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Job check(CreateJobRequest request, Account owner, Instant now) {
        FieldProblems problems = new FieldProblems();
        JobUrgency urgency = JobUrgency.check(request.priority(), request.device(), owner, problems);
        Job job = job(request, owner, now, problems);
        return job.asking(urgency.priority(), device(job, urgency.device()));
    }

    private static JobDevice device(Job job, JobDevice asked) {
        return job.spec() instanceof JobSpec.Fit fit
                ? asked.of(
                        fit,
                        new GpuCrossover(job.dataset().orElseThrow().shape().orElseThrow()))
                : asked;
    }

    private Job job(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        if (ENSEMBLE.equals(request.kind())) {
            return ensemble(request, owner, now, problems);
        }
        if (FEATURE.equals(request.kind())) {
            return feature(request, owner, now, problems);
        }
        if (EXPORT.equals(request.kind())) {
            return export(request, owner, now, problems);
        }
        if (!FIT.equals(request.kind())) {
            problems.add(
                    "kind",
                    request.kind() == null ? "it is missing" : "there is no kind " + request.kind(),
                    "Use " + FIT + ", " + ENSEMBLE + ", " + FEATURE + " or " + EXPORT + ".");
        }
        return fit(request, owner, now, problems);
    }

    private Job fit(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseUnknown(request, FIT, KNOWN_TO_FIT, problems);
        long seed = seed(request, problems);
        var checked = fits.check(request.ofFit(), problems);
        Visibility readers = visibility.of(request.visibility(), owner, problems);
        problems.refuse();
        return Job.fit(
                        checked.orElseThrow().withSeed(seed),
                        checked.orElseThrow().benchmark(),
                        owner,
                        now)
                .visibleTo(readers);
    }

    private Job feature(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseUnknown(request, FEATURE, KNOWN_TO_FEATURE, problems);
        FeatureRequestCheck.Checked checked = features.check(request.ofFeature(), seed(request, problems), problems);
        return Job.feature(checked.spec(), checked.model().benchmark(), owner, now);
    }

    private static long seed(CreateJobRequest request, FieldProblems problems) {
        long seed = request.seed() == null ? 0 : request.seed();
        FitRequestCheck.checkSeed("seed", seed, problems);
        return seed;
    }

    private Job ensemble(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseUnknown(request, ENSEMBLE, KNOWN_TO_ENSEMBLE, problems);
        var checked = ensembles.check(request, problems);
        Visibility readers = visibility.of(
                request.visibility(),
                owner,
                checked.map(EnsembleRequestCheck.Checked::narrowest).orElse(Visibility.PUBLIC),
                problems);
        problems.refuse();
        return Job.ensemble(checked.orElseThrow().spec(), checked.orElseThrow().benchmark(), owner, now)
                .visibleTo(readers);
    }

    private Job export(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseUnknown(request, EXPORT, KNOWN_TO_EXPORT, problems);
        ExportRequestCheck.Checked checked = exports.check(request, problems);
        return Job.export(checked.spec(), checked.dataset(), owner, now);
    }

    private static void refuseUnknown(
            CreateJobRequest request, String kind, Set<String> known, FieldProblems problems) {
        given(request)
                .filter(field -> !known.contains(field))
                .sorted()
                .forEach(field ->
                        problems.add(field, "a job of the kind " + kind + " does not know it", "Leave it out."));
    }

    /** Names of the fields that were sent. */
    private static Stream<String> given(CreateJobRequest request) {
        Map<String, Optional<?>> fields = Map.ofEntries(
                Map.entry("priority", Optional.ofNullable(request.priority())),
                Map.entry("device", Optional.ofNullable(request.device())),
                Map.entry("benchmark", Optional.ofNullable(request.benchmark())),
                Map.entry("model", Optional.ofNullable(request.model())),
                Map.entry("training", Optional.ofNullable(request.training())),
                Map.entry("seed", Optional.ofNullable(request.seed())),
                Map.entry("model_name", Optional.ofNullable(request.modelName())),
                Map.entry("visibility", Optional.ofNullable(request.visibility())),
                Map.entry("units", Optional.ofNullable(request.units())),
                Map.entry("neurons", Optional.ofNullable(request.neurons())),
                Map.entry("members", Optional.ofNullable(request.members())),
                Map.entry("feature", Optional.ofNullable(request.feature())),
                Map.entry("settings", Optional.ofNullable(request.settings())),
                Map.entry("counterpart", Optional.ofNullable(request.counterpart())),
                Map.entry("dataset", Optional.ofNullable(request.dataset())),
                Map.entry("format", Optional.ofNullable(request.format())),
                Map.entry("force", Optional.ofNullable(request.force())));
        return fields.entrySet().stream()
                .filter(field -> field.getValue().isPresent())
                .map(Map.Entry::getKey);
    }
}

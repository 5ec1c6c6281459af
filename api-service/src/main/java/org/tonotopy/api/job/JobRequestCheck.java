package org.tonotopy.api.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.feature.FeatureRequestCheck;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.job.Job;

/** Checks a request for a job against what there is and against the catalogue, and fills in what it leaves out. */
@Component
class JobRequestCheck {
    private static final String FIT = "fit";
    private static final String ENSEMBLE = "ensemble";
    private static final String FEATURE = "feature";

    private final FitRequestCheck fits;
    private final EnsembleRequestCheck ensembles;

    private final FeatureRequestCheck features;

    JobRequestCheck(FitRequestCheck fits, EnsembleRequestCheck ensembles, FeatureRequestCheck features) {
        this.fits = fits;
        this.ensembles = ensembles;
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
        if (ENSEMBLE.equals(request.kind())) {
            return ensemble(request, owner, now, problems);
        }
        if (FEATURE.equals(request.kind())) {
            return feature(request, owner, now, problems);
        }
        if (!FIT.equals(request.kind())) {
            problems.add(
                    "kind",
                    request.kind() == null ? "it is missing" : "there is no kind " + request.kind(),
                    "Use " + FIT + ", " + ENSEMBLE + " or " + FEATURE + ".");
        }
        return fit(request, owner, now, problems);
    }

    private Job fit(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseFields(
                Map.of(
                        "members",
                        given(request.members()),
                        "feature",
                        given(request.feature()),
                        "settings",
                        given(request.settings()),
                        "counterpart",
                        given(request.counterpart())),
                FIT,
                problems);
        long seed = seed(request, problems);
        var checked = fits.check(request.ofFit(), problems);
        problems.refuse();
        return Job.fit(
                checked.orElseThrow().withSeed(seed), checked.orElseThrow().benchmark(), owner, now);
    }

    private Job feature(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseFields(
                Map.of(
                        "benchmark",
                        given(request.benchmark()),
                        "training",
                        given(request.training()),
                        "model_name",
                        given(request.modelName()),
                        "units",
                        given(request.units()),
                        "members",
                        given(request.members())),
                FEATURE,
                problems);
        FeatureRequestCheck.Checked checked = features.check(request.ofFeature(), seed(request, problems), problems);
        return Job.feature(checked.spec(), checked.model().benchmark(), owner, now);
    }

    private static long seed(CreateJobRequest request, FieldProblems problems) {
        long seed = request.seed() == null ? 0 : request.seed();
        FitRequestCheck.checkSeed("seed", seed, problems);
        return seed;
    }

    private Job ensemble(CreateJobRequest request, Account owner, Instant now, FieldProblems problems) {
        refuseFields(
                Map.of(
                        "model",
                        given(request.model()),
                        "training",
                        given(request.training()),
                        "seed",
                        given(request.seed()),
                        "units",
                        given(request.units()),
                        "neurons",
                        given(request.neurons()),
                        "feature",
                        given(request.feature()),
                        "settings",
                        given(request.settings()),
                        "counterpart",
                        given(request.counterpart())),
                ENSEMBLE,
                problems);
        var checked = ensembles.check(request, problems);
        problems.refuse();
        return Job.ensemble(checked.orElseThrow().spec(), checked.orElseThrow().benchmark(), owner, now);
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
}

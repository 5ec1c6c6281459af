package org.tonotopy.api.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.score.SeedSpread;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepFit;
import org.tonotopy.registry.sweep.SweepFits;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.registry.sweep.VariedValues;
import tools.jackson.databind.JsonNode;

/** Gathers what became of the fits of a sweep and of its ensemble. */
@Component
class SweepReport {
    private static final List<NeuronMetric> METRICS = List.of(NeuronMetric.CC_NORM, NeuronMetric.CC);

    /** Test scores are told of every fit of sweeps that have no more. */
    private static final int SMALL = 100;

    private static final int BEST = 5;

    private final SweepLedger ledger;
    private final SweepFits fits;
    private final ModelVersionRepository models;
    private final ScoreRegistry scores;

    SweepReport(SweepLedger ledger, SweepFits fits, ModelVersionRepository models, ScoreRegistry scores) {
        this.ledger = ledger;
        this.fits = fits;
        this.models = models;
        this.scores = scores;
    }

    /** What jobs of a sweep made: by job the version, and by metric and version the mean over neurons. */
    private record Made(Map<UUID, ModelVersion> versions, Map<NeuronMetric, Map<UUID, Optional<Double>>> means) {
        Optional<String> model(UUID job) {
            return Optional.ofNullable(versions.get(job))
                    .map(version -> version.reference().toString());
        }

        Map<String, Optional<Double>> means(UUID job) {
            Map<String, Optional<Double>> byKey = new LinkedHashMap<>();
            Optional.ofNullable(versions.get(job))
                    .ifPresent(version -> METRICS.forEach(metric -> byKey.put(metric.key(), mean(metric, version))));
            return byKey;
        }

        private Optional<Double> mean(NeuronMetric metric, ModelVersion version) {
            return means.getOrDefault(metric, Map.of()).getOrDefault(version.id(), Optional.empty());
        }

        SeedSpread spread(NeuronMetric metric, List<SweepFit> fitted) {
            return SeedSpread.of(fitted.stream()
                    .flatMap(fit -> Optional.ofNullable(versions.get(fit.jobId())).stream())
                    .map(version -> mean(metric, version))
                    .toList());
        }
    }

    /** A sweep, with its fits and their scores where it is small, and its ensemble. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public SweepResponse of(Sweep sweep, SweepSummary summary) {
        boolean small = summary.size() <= SMALL;
        List<SweepFit> some = fits.inOrder(sweep.id(), Optional.empty(), Optional.empty(), small ? SMALL : 1);
        Optional<Job> ensemble = sweep.ensemble() ? ledger.ensemble(sweep.id()) : Optional.empty();
        Made made = made(
                Stream.concat(small ? some.stream().map(SweepFit::jobId) : Stream.of(), ensemble.map(Job::id).stream())
                        .toList());
        List<SweepFitResponse> best = fits.best(sweep.id(), Optional.empty(), Optional.empty(), BEST).stream()
                .map(fit -> SweepFitResponse.of(fit, sweep.varied()))
                .toList();
        return SweepResponse.of(
                sweep,
                summary,
                RegistryJson.mapper().treeToValue(some.get(0).spec(), JobSpec.Fit.class),
                best,
                small
                        ? Optional.of(
                                some.stream().map(fit -> fit(fit, sweep, made)).toList())
                        : Optional.empty(),
                small ? spreads(sweep, some, made) : List.of(),
                sweep.ensemble() ? Optional.of(ensemble(sweep, summary, ensemble, made)) : Optional.empty());
    }

    private static List<SweepResponse.Score> spreads(Sweep sweep, List<SweepFit> fits, Made made) {
        List<String> butSeed = sweep.varied().stream()
                .filter(path -> !path.equals(VariedValues.SEED))
                .toList();
        Map<Map<String, JsonNode>, List<SweepFit>> alike = fits.stream()
                .filter(fit -> made.versions().containsKey(fit.jobId()))
                .collect(Collectors.groupingBy(
                        fit -> VariedValues.of(fit.spec(), butSeed), LinkedHashMap::new, Collectors.toList()));
        List<SweepResponse.Score> spreads = new ArrayList<>();
        alike.forEach((values, fitted) -> METRICS.forEach(metric -> {
            SeedSpread spread = made.spread(metric, fitted);
            spreads.add(
                    new SweepResponse.Score(values, metric.key(), spread.mean(), spread.deviation(), fitted.size()));
        }));
        return spreads;
    }

    private Made made(List<UUID> jobs) {
        Map<UUID, ModelVersion> versions =
                models.findByJobIdIn(jobs).stream().collect(Collectors.toMap(ModelVersion::jobId, Function.identity()));
        List<UUID> ids = versions.values().stream().map(ModelVersion::id).toList();
        return new Made(
                versions,
                METRICS.stream().collect(Collectors.toMap(Function.identity(), metric -> scores.means(ids, metric))));
    }

    private static SweepResponse.Fit fit(SweepFit fit, Sweep sweep, Made made) {
        return new SweepResponse.Fit(
                fit.spec().path(VariedValues.SEED).longValue(),
                fit.jobId(),
                fit.state(),
                VariedValues.of(fit.spec(), sweep.varied()),
                fit.validationScore(),
                fit.model(),
                fit.failure(),
                made.means(fit.jobId()));
    }

    private static SweepResponse.Ensemble ensemble(Sweep sweep, SweepSummary summary, Optional<Job> job, Made made) {
        return new SweepResponse.Ensemble(
                job.map(Job::id),
                job.map(Job::state),
                job.map(Job::id).flatMap(made::model),
                job.flatMap(Job::failure).map(JobFailure::message),
                job.map(Job::id).map(made::means).orElse(Map.of()),
                job.isPresent() ? Optional.empty() : Optional.of(whyNone(sweep, summary)));
    }

    private static String whyNone(Sweep sweep, SweepSummary summary) {
        if (sweep.cancelledAt().isPresent()) {
            return "The sweep was cancelled, so no ensemble is made.";
        }
        if (summary.counts().containsKey(JobState.FAILED) || summary.counts().containsKey(JobState.CANCELLED)) {
            return "Not all fits succeeded, so no ensemble is made; one of those that did can be asked for with POST"
                    + " /api/v1/jobs.";
        }
        return "It is made once all fits have succeeded.";
    }
}

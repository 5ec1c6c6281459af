package org.tonotopy.api.sweep;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.score.SeedSpread;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepLedger;

/** Gathers what became of the fits of a sweep and of its ensemble. */
@Component
class SweepReport {
    private static final List<NeuronMetric> METRICS = List.of(NeuronMetric.CC_NORM, NeuronMetric.CC);

    private final SweepLedger ledger;
    private final ModelVersionRepository models;
    private final ScoreRegistry scores;

    SweepReport(SweepLedger ledger, ModelVersionRepository models, ScoreRegistry scores) {
        this.ledger = ledger;
        this.models = models;
        this.scores = scores;
    }

    /** What the jobs of a sweep made: by job the version, and by metric and version the mean over neurons. */
    private record Made(Map<UUID, ModelVersion> versions, Map<NeuronMetric, Map<UUID, Optional<Double>>> means) {
        Optional<String> model(Job job) {
            return Optional.ofNullable(versions.get(job.id()))
                    .map(version -> version.reference().toString());
        }

        Map<String, Optional<Double>> means(Job job) {
            Map<String, Optional<Double>> byKey = new LinkedHashMap<>();
            Optional.ofNullable(versions.get(job.id()))
                    .ifPresent(version -> METRICS.forEach(metric -> byKey.put(metric.key(), mean(metric, version))));
            return byKey;
        }

        private Optional<Double> mean(NeuronMetric metric, ModelVersion version) {
            return means.getOrDefault(metric, Map.of()).getOrDefault(version.id(), Optional.empty());
        }

        SeedSpread spread(NeuronMetric metric, List<Job> fits) {
            return SeedSpread.of(fits.stream()
                    .map(fit -> Optional.ofNullable(versions.get(fit.id())))
                    .flatMap(Optional::stream)
                    .map(version -> mean(metric, version))
                    .toList());
        }
    }

    /** A sweep with its fits, their scores and its ensemble. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public SweepResponse of(Sweep sweep, SweepSummary summary) {
        List<Job> fits = ledger.fits(sweep.id()).stream()
                .sorted(Comparator.comparing(fit -> spec(fit).seed()))
                .toList();
        Optional<Job> ensemble = ledger.ensemble(sweep.id());
        Made made = made(Stream.concat(fits.stream(), ensemble.stream()).toList());
        int fitted = (int) fits.stream()
                .filter(fit -> made.versions().containsKey(fit.id()))
                .count();
        List<SweepResponse.Score> spreads = new ArrayList<>();
        if (fitted > 0) {
            for (NeuronMetric metric : METRICS) {
                SeedSpread spread = made.spread(metric, fits);
                spreads.add(new SweepResponse.Score(metric.key(), spread.mean(), spread.deviation(), fitted));
            }
        }
        return SweepResponse.of(
                summary,
                spec(fits.get(0)),
                fits.stream().map(fit -> fit(fit, made)).toList(),
                spreads,
                sweep.ensemble() ? Optional.of(ensemble(sweep, fits, ensemble, made)) : Optional.empty());
    }

    private Made made(List<Job> jobs) {
        Map<UUID, ModelVersion> versions = models
                .findByJobIdIn(jobs.stream().map(Job::id).toList())
                .stream()
                .collect(Collectors.toMap(ModelVersion::jobId, Function.identity()));
        List<UUID> ids = versions.values().stream().map(ModelVersion::id).toList();
        return new Made(
                versions,
                METRICS.stream().collect(Collectors.toMap(Function.identity(), metric -> scores.means(ids, metric))));
    }

    private static JobSpec.Fit spec(Job fit) {
        return (JobSpec.Fit) fit.spec();
    }

    private static SweepResponse.Fit fit(Job job, Made made) {
        return new SweepResponse.Fit(
                spec(job).seed(),
                job.id(),
                job.state(),
                made.model(job),
                job.failure().map(JobFailure::message),
                made.means(job));
    }

    private static SweepResponse.Ensemble ensemble(Sweep sweep, List<Job> fits, Optional<Job> job, Made made) {
        return new SweepResponse.Ensemble(
                job.map(Job::id),
                job.map(Job::state),
                job.flatMap(made::model),
                job.flatMap(Job::failure).map(JobFailure::message),
                job.map(made::means).orElse(Map.of()),
                job.isPresent() ? Optional.empty() : Optional.of(whyNone(sweep, fits)));
    }

    private static String whyNone(Sweep sweep, List<Job> fits) {
        if (sweep.cancelledAt().isPresent()) {
            return "The sweep was cancelled, so no ensemble is made.";
        }
        if (fits.stream().map(Job::state).anyMatch(state -> state == JobState.FAILED || state == JobState.CANCELLED)) {
            return "Not all fits succeeded, so no ensemble is made; one of those that did can be asked for with POST"
                    + " /api/v1/jobs.";
        }
        return "It is made once all fits have succeeded.";
    }
}

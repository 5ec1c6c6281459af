package org.tonotopy.registry.feature;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;

/** Registers features as their neurons are finished. */
public class FeatureRegistry {
    private final FeatureRepository features;
    private final FeaturePopulationRepository populations;
    private final ModelVersionRepository versions;
    private final StoredObjectRepository objects;
    private final Clock clock;

    /** A registry of the features in a database. */
    public FeatureRegistry(
            FeatureRepository features,
            FeaturePopulationRepository populations,
            ModelVersionRepository versions,
            StoredObjectRepository objects,
            Clock clock) {
        this.features = features;
        this.populations = populations;
        this.versions = versions;
        this.objects = objects;
        this.clock = clock;
    }

    /** What a job has made so far, in any of its attempts, by neuron. */
    @Transactional(readOnly = true)
    public List<Feature> made(UUID jobId) {
        return features.findByJob(jobId);
    }

    /**
     * Registers the feature of one neuron.
     *
     * @param spec what was asked for
     * @param attempt the attempt that finished it; the caller's transaction holds the job for it
     * @param result what came out
     */
    @Transactional
    public Feature register(JobSpec.Feature spec, Attempt attempt, FeatureResult result) {
        Instant now = clock.instant();
        StoredObject array = record(result.arrayKey(), result.array(), now);
        @Nullable StoredObject png = result.figure()
                .map(figure -> record(figure.pngKey(), figure.png(), now))
                .orElse(null);
        @Nullable StoredObject svg = result.figure()
                .map(figure -> record(figure.svgKey(), figure.svg(), now))
                .orElse(null);
        @Nullable StoredSound sound = result.sound()
                .map(heard -> new StoredSound(
                        record(heard.tonesKey(), heard.tones(), now),
                        record(heard.noiseKey(), heard.noise(), now),
                        heard.bandsLeftOut()))
                .orElse(null);
        return features.saveAndFlush(new Feature(
                versions.findById(spec.modelVersionId()).orElseThrow(),
                spec,
                attempt,
                result,
                array,
                png,
                svg,
                sound,
                now));
    }

    /**
     * Registers the figure of all neurons of a job.
     *
     * @param spec what was asked for
     * @param attempt the attempt that finished it; the caller's transaction holds the job for it
     * @param neurons in the figure
     * @param figure the figure
     */
    @Transactional
    public FeaturePopulation register(JobSpec.Feature spec, Attempt attempt, int neurons, FeatureFigure figure) {
        Instant now = clock.instant();
        return populations.save(new FeaturePopulation(
                spec,
                attempt,
                neurons,
                record(figure.pngKey(), figure.png(), now),
                record(figure.svgKey(), figure.svg(), now),
                now));
    }

    private StoredObject record(ObjectKey key, StoredContent content, Instant now) {
        objects.record(key, content, now);
        return objects.find(key).orElseThrow();
    }
}

package org.tonotopy.worker.feature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.feature.FeatureFigure;
import org.tonotopy.registry.feature.FeatureResult;
import org.tonotopy.registry.feature.FeatureSound;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.worker.queue.JobFailedException;

/** Writes arrays, figures and sounds of features to the object store. */
@Component
class FeatureStore {
    private final ObjectStore store;

    FeatureStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Writes a feature.
     *
     * @param attempt that finished it
     * @param kind of feature
     * @throws JobFailedException if the store fails
     */
    FeatureResult write(Attempt attempt, String kind, FeatureFile feature) throws JobFailedException {
        String name = name(kind) + "-" + feature.subject().slug();
        ObjectKey arrayKey = key(attempt, name, "npz");
        StoredContent array = write(arrayKey, feature.arrays());
        Optional<FeatureFigure> figure = feature.figure().isPresent()
                ? Optional.of(figure(attempt, name, feature.figure().get()))
                : Optional.empty();
        Optional<FeatureSound> sound = feature.sound().isPresent()
                ? Optional.of(sound(attempt, name, feature.sound().get()))
                : Optional.empty();
        return new FeatureResult(
                feature.subject(),
                feature.outcome(),
                feature.reason(),
                feature.numbers(),
                feature.undefined(),
                arrayKey,
                array,
                figure,
                sound);
    }

    /**
     * Writes the figure of all neurons.
     *
     * @param attempt that draws it
     * @param kind of feature
     * @throws JobFailedException if the store fails
     */
    FeatureFigure writePopulation(Attempt attempt, String kind, DrawnFigure figure) throws JobFailedException {
        return figure(attempt, name(kind) + "-of-all-neurons", figure);
    }

    private FeatureFigure figure(Attempt attempt, String name, DrawnFigure figure) throws JobFailedException {
        ObjectKey pngKey = key(attempt, name, "png");
        ObjectKey svgKey = key(attempt, name, "svg");
        return new FeatureFigure(pngKey, write(pngKey, figure.png()), svgKey, write(svgKey, figure.svg()));
    }

    private FeatureSound sound(Attempt attempt, String name, DreamSound sound) throws JobFailedException {
        ObjectKey tonesKey = key(attempt, name + "-tones", "wav");
        ObjectKey noiseKey = key(attempt, name + "-noise", "wav");
        return new FeatureSound(
                tonesKey,
                write(tonesKey, sound.tones()),
                noiseKey,
                write(noiseKey, sound.noise()),
                sound.bandsLeftOut());
    }

    private static String name(String kind) {
        return kind.replace('_', '-');
    }

    private static ObjectKey key(Attempt attempt, String name, String extension) {
        return ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name + "." + extension);
    }

    private StoredContent write(ObjectKey key, byte[] content) throws JobFailedException {
        try {
            return store.write(key, new ByteArrayInputStream(content), content.length);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "A feature could not be written to the object store (" + failure
                            + "): see that the store is well and has space, and ask again; with the job's id in the"
                            + " filter, what was finished is listed.",
                    failure);
        }
    }
}

package org.tonotopy.worker.feature;

import java.util.Map;
import java.util.Optional;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeatureSubject;

/**
 * A finished feature before it is stored.
 *
 * @param subject whose it is
 * @param outcome what became of it
 * @param reason in a sentence; empty where it is complete
 * @param numbers that are defined
 * @param undefined why a number is not
 * @param arrays the NPZ file
 * @param figure empty where nothing is drawn
 * @param sound empty where there is nothing to hear
 */
record FeatureFile(
        FeatureSubject subject,
        FeatureOutcome outcome,
        Optional<String> reason,
        Map<FeatureNumber, Double> numbers,
        Map<FeatureNumber, String> undefined,
        byte[] arrays,
        Optional<DrawnFigure> figure,
        Optional<DreamSound> sound) {
    /** Copies the maps. */
    FeatureFile {
        numbers = Map.copyOf(numbers);
        undefined = Map.copyOf(undefined);
    }

    /** The same with something to hear. */
    FeatureFile withSound(Optional<DreamSound> heard) {
        return new FeatureFile(subject, outcome, reason, numbers, undefined, arrays, figure, heard);
    }
}

package org.tonotopy.registry.feature;

import java.util.Map;
import java.util.Optional;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;

/**
 * What a worker brings back of one neuron, one hidden unit, or the population.
 *
 * @param subject whose it is
 * @param outcome what became of it
 * @param reason in a sentence; empty where it is complete
 * @param numbers that are defined
 * @param undefined why a number is not
 * @param arrayKey where the arrays are
 * @param array what was stored there
 * @param figure empty where nothing is drawn
 * @param sound empty where there is nothing to hear
 */
public record FeatureResult(
        FeatureSubject subject,
        FeatureOutcome outcome,
        Optional<String> reason,
        Map<FeatureNumber, Double> numbers,
        Map<FeatureNumber, String> undefined,
        ObjectKey arrayKey,
        StoredContent array,
        Optional<FeatureFigure> figure,
        Optional<FeatureSound> sound) {
    /** Copies the maps. */
    public FeatureResult {
        numbers = Map.copyOf(numbers);
        undefined = Map.copyOf(undefined);
    }
}

package org.tonotopy.registry.score;

import java.util.List;
import java.util.Optional;

/**
 * A number that was measured once for each seed.
 *
 * @param mean over seeds; empty where there is no seed or the number is undefined for one of them
 * @param deviation sample standard deviation over seeds (n - 1); empty for fewer than two
 */
public record SeedSpread(Optional<Double> mean, Optional<Double> deviation) {
    /**
     * Measures the spread.
     *
     * @param values one for each seed; empty where undefined
     */
    public static SeedSpread of(List<Optional<Double>> values) {
        if (values.isEmpty() || values.stream().anyMatch(Optional::isEmpty)) {
            return new SeedSpread(Optional.empty(), Optional.empty());
        }
        double mean = values.stream().mapToDouble(Optional::get).average().orElseThrow();
        if (values.size() == 1) {
            return new SeedSpread(Optional.of(mean), Optional.empty());
        }
        double squares = values.stream()
                .mapToDouble(value -> (value.get() - mean) * (value.get() - mean))
                .sum();
        return new SeedSpread(Optional.of(mean), Optional.of(Math.sqrt(squares / (values.size() - 1))));
    }
}

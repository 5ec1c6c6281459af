package org.tonotopy.registry.leaderboard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * The neurons of an entry, fit by fit.
 *
 * @param neurons indices in the dataset, ascending
 * @param fits for each seed, each metric of a board and each neuron the score; empty where it is undefined
 */
public record EntryScores(List<Integer> neurons, List<Map<NeuronMetric, List<Optional<Double>>>> fits) {
    /** Copies the lists. */
    public EntryScores {
        neurons = List.copyOf(neurons);
        fits = List.copyOf(fits);
    }

    /**
     * The mean over seeds of a neuron's score; empty where it does not count for every seed.
     *
     * @param place in {@link #neurons}
     */
    public Optional<Double> averageOverSeeds(NeuronMetric metric, int place) {
        List<Double> scores = fits.stream()
                .flatMap(fit -> fit.getOrDefault(metric, List.of()).get(place).stream())
                .toList();
        return scores.size() < fits.size()
                ? Optional.empty()
                : scores.stream().reduce(Double::sum).map(sum -> sum / scores.size());
    }

    /** The fits of both, which are of the same neurons. */
    EntryScores withFitsOf(EntryScores other) {
        return new EntryScores(
                neurons, Stream.concat(fits.stream(), other.fits.stream()).toList());
    }

    /**
     * Those of several benchmarks as of one fit: their neurons one after another, each averaged over the seeds of its benchmark. A
     * neuron is known by its place.
     */
    public static EntryScores together(List<EntryScores> parts) {
        Map<NeuronMetric, List<Optional<Double>>> averages = new EnumMap<>(NeuronMetric.class);
        for (NeuronMetric metric : Leaderboard.BOARD_METRICS) {
            averages.put(
                    metric,
                    parts.stream()
                            .flatMap(part -> IntStream.range(0, part.neurons().size())
                                    .mapToObj(place -> part.averageOverSeeds(metric, place)))
                            .toList());
        }
        int neurons = parts.stream().mapToInt(part -> part.neurons().size()).sum();
        return new EntryScores(IntStream.range(0, neurons).boxed().toList(), List.of(averages));
    }
}

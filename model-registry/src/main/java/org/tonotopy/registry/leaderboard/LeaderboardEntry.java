package org.tonotopy.registry.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * One model on a board: all versions that differ by seed alone.
 *
 * @param kind model kind
 * @param spec what was fitted and how
 * @param specSha256 hash of the spec
 * @param parameterCount number of fitted parameters; of an external model, as its author claims; empty where nobody said
 * @param seeds the seeds, ascending; none for an ensemble
 * @param models references of the versions, in the order of the seeds
 * @param metrics the metrics that a board shows
 * @param fitSeconds mean wall time of the fits; empty for an external model
 * @param folds of the benchmark, with networks of its own for each; 0 where it has none
 * @param authors who asked for them
 * @param newest when the newest was registered
 */
public record LeaderboardEntry(
        String kind,
        FittedSpec spec,
        String specSha256,
        Optional<Long> parameterCount,
        List<Long> seeds,
        List<String> models,
        List<BoardMetric> metrics,
        Optional<Double> fitSeconds,
        int folds,
        List<String> authors,
        Instant newest) {
    /** Copies the lists. */
    public LeaderboardEntry {
        seeds = List.copyOf(seeds);
        models = List.copyOf(models);
        metrics = List.copyOf(metrics);
        authors = List.copyOf(authors);
    }

    /** Whether it was fitted elsewhere. */
    public boolean isExternal() {
        return kind.equals(FittedSpec.EXTERNAL);
    }

    /**
     * What it is beside one network for all neurons, in a few words, for instance {@code ensemble of 3, a network for each
     * neuron, 5 folds}; empty where it is just that.
     */
    public String composition() {
        List<String> words = new ArrayList<>(compositionWords());
        if (folds > 0) {
            words.add(folds + " folds");
        }
        return String.join(", ", words);
    }

    /** The same without the folds, which are the benchmark's. */
    public String compositionWithoutFolds() {
        return String.join(", ", compositionWords());
    }

    private List<String> compositionWords() {
        List<String> words = new ArrayList<>();
        if (isExternal()) {
            words.add(String.valueOf(spec.model().values().get("name")));
        }
        if (!spec.members().isEmpty()) {
            words.add("ensemble of " + spec.members().size());
        }
        if (spec.units() == Units.EACH_NEURON) {
            words.add("a network for each neuron");
        }
        return words;
    }

    /**
     * A metric over neurons, averaged over seeds.
     *
     * @param metric which
     * @param mean mean over neurons; empty where undefined for any seed
     * @param median median over neurons
     * @param meanDeviation standard deviation over seeds of the mean (n - 1); empty for one seed
     * @param counted neurons that count, the fewest of any seed
     * @param leftOut neurons that do not, the most of any seed
     */
    public record BoardMetric(
            NeuronMetric metric,
            Optional<Double> mean,
            Optional<Double> median,
            Optional<Double> meanDeviation,
            int counted,
            int leftOut) {}
}

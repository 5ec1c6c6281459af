package org.tonotopy.registry.board;

import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * The entries of a board beside each other, as they were when it was computed: corrected p-values, and with them ranks, change when
 * entries arrive.
 *
 * @param metric by which entries are ranked
 * @param entriesSha256 hash of the entries and fits that it was computed over
 * @param computedBy version of the program that computed it
 * @param groups of neurons by which scores are split up
 * @param standings one for each entry that it was computed over
 */
public record BoardStatistics(
        NeuronMetric metric,
        String entriesSha256,
        String computedBy,
        List<NeuronGroup> groups,
        List<Standing> standings) {
    /** Copies the lists. */
    public BoardStatistics {
        groups = List.copyOf(groups);
        standings = List.copyOf(standings);
    }

    /** What is known of an entry. */
    public Optional<Standing> of(String specSha256) {
        return standings.stream()
                .filter(standing -> standing.entry().equals(specSha256))
                .findFirst();
    }

    /**
     * Neurons that have something in common.
     *
     * @param criterion what it is: {@code area}, {@code depth} or {@code noise}; on the board of a suite {@code benchmark}
     * @param label which of them, for people
     * @param neurons how many of the board's neurons are in it
     */
    public record NeuronGroup(String criterion, String label, int neurons) {}

    /**
     * An entry and its place.
     *
     * @param entry hash of its spec
     * @param rank 1 + the number of entries that are significantly better; empty where no neuron counts for the entry, or the board
     *     has more entries than are compared
     * @param tied whether another entry has the same rank
     * @param intervals of the metrics of a board
     * @param groups mean of the ranking metric over the neurons of each group, in the order of {@link BoardStatistics#groups()}
     */
    public record Standing(
            String entry, Optional<Integer> rank, boolean tied, List<Interval> intervals, List<GroupMean> groups) {
        /** Copies the lists. */
        public Standing {
            intervals = List.copyOf(intervals);
            groups = List.copyOf(groups);
        }

        /** The interval of a metric. */
        public Optional<Interval> interval(NeuronMetric metric) {
            return intervals.stream()
                    .filter(interval -> interval.metric() == metric)
                    .findFirst();
        }
    }

    /**
     * A metric over neurons, averaged over seeds for each neuron, with 95 % intervals over neurons.
     *
     * @param metric which
     * @param counted neurons that count for every seed
     * @param mean over them; this and the next five are empty where none counts
     * @param meanLow lower end of its interval
     * @param meanHigh upper end
     * @param median over them
     * @param medianLow lower end of its interval
     * @param medianHigh upper end
     */
    public record Interval(
            NeuronMetric metric,
            int counted,
            Optional<Double> mean,
            Optional<Double> meanLow,
            Optional<Double> meanHigh,
            Optional<Double> median,
            Optional<Double> medianLow,
            Optional<Double> medianHigh) {}

    /**
     * An entry on a group of neurons.
     *
     * @param counted neurons of the group that count
     * @param mean over them; empty where none counts
     */
    public record GroupMean(int counted, Optional<Double> mean) {}
}

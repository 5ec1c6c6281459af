package org.tonotopy.encoding.comparison;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A model on a board.
 *
 * @param name shown, and decides the order among equals
 * @param scores one for each neuron, the same neurons in the same order for every entry; averaged over seeds; NaN where
 *     the neuron does not count
 * @param seeds how much they depend on the seed
 */
public record BoardEntry(String name, List<Double> scores, SeedSpread seeds) {

    public BoardEntry {
        scores = List.copyOf(scores);
    }

    /** A model that was fitted once. */
    public BoardEntry(String name, List<Double> scores) {
        this(name, scores, SeedSpread.SINGLE);
    }

    /**
     * A model that was fitted with several seeds, averaged for each neuron. A neuron counts that counts for every seed,
     * so that each seed's mean is over the same neurons.
     *
     * @param scoresBySeed for each seed one score for each neuron, NaN where the neuron does not count
     * @throws IllegalArgumentException where there is no seed, or seeds have scores for different numbers of neurons
     */
    public static BoardEntry ofSeeds(String name, List<List<Double>> scoresBySeed) {
        if (scoresBySeed.isEmpty()) {
            throw new IllegalArgumentException(name + " has no seed");
        }
        int neurons = scoresBySeed.get(0).size();
        if (scoresBySeed.stream().anyMatch(scores -> scores.size() != neurons)) {
            throw new IllegalArgumentException(name + " has seeds with scores for different numbers of neurons");
        }
        List<Double> averages = IntStream.range(0, neurons)
                .mapToObj(neuron -> average(scoresBySeed.stream()
                        .mapToDouble(scores -> scores.get(neuron))
                        .toArray()))
                .toList();
        double[] means = scoresBySeed.stream()
                .mapToDouble(scores -> average(IntStream.range(0, neurons)
                        .filter(neuron -> !Double.isNaN(averages.get(neuron)))
                        .mapToDouble(scores::get)
                        .toArray()))
                .toArray();
        return new BoardEntry(name, averages, new SeedSpread(means.length, deviation(means)));
    }

    private static double average(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = average(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}

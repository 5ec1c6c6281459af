package org.tonotopy.registry.board;

import java.util.Optional;

/**
 * Two entries of a board on the neurons that count for both (science: Wilcoxon signed-rank test, Holm's correction over all pairs of
 * the board, bootstrap over neurons).
 *
 * @param first hash of the spec of one entry
 * @param second hash of the spec of the other
 * @param neurons how many count for both
 * @param difference mean over neurons of first minus second; this and the next two are empty where no neuron counts for both
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param effectSize matched-pairs rank-biserial correlation, from -1 to 1: share of rank sum for the first less that for the second
 *     (Kerby 2014 Compr Psychol 3:11.IT.3.1); 0 where no difference is other than zero
 * @param pValue two-sided, of this pair alone
 * @param correctedPValue corrected for all pairs of the board
 * @param significant whether the two differ at a family-wise level of 0.05
 */
public record BoardPair(
        String first,
        String second,
        int neurons,
        Optional<Double> difference,
        Optional<Double> low,
        Optional<Double> high,
        double effectSize,
        double pValue,
        double correctedPValue,
        boolean significant) {

    /** The same pair with the entries in this order; empty where it is a pair of others. */
    public Optional<BoardPair> inOrder(String one, String other) {
        if (first.equals(one) && second.equals(other)) {
            return Optional.of(this);
        }
        if (!first.equals(other) || !second.equals(one)) {
            return Optional.empty();
        }
        return Optional.of(new BoardPair(
                one,
                other,
                neurons,
                difference.map(value -> -value),
                high.map(value -> -value),
                low.map(value -> -value),
                -effectSize,
                pValue,
                correctedPValue,
                significant));
    }
}

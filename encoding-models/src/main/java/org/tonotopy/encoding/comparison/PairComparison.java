package org.tonotopy.encoding.comparison;

/**
 * Two entries on the neurons that count for both.
 *
 * @param first name of one entry
 * @param second name of the other
 * @param sharedNeurons how many neurons count for both
 * @param difference mean of first minus second with its interval
 * @param test the signed-rank test of the differences
 * @param correctedPValue its p-value, corrected for all pairs of the board (Holm)
 */
public record PairComparison(
        String first,
        String second,
        int sharedNeurons,
        BootstrapInterval difference,
        WilcoxonSignedRank test,
        double correctedPValue) {

    private static final double LEVEL = 0.05;

    /** Whether the two differ at a family-wise level of 0.05. */
    public boolean isSignificant() {
        return correctedPValue < LEVEL;
    }
}

package org.tonotopy.encoding.comparison;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The signed-rank test for paired differences (Wilcoxon 1945 Biometrics Bulletin 1:80), two-sided. Differences of zero
 * are left out, equal ones share their mean rank. Up to 50 differences the distribution is exact, ties included; beyond
 * that it is normal, corrected for ties and for continuity.
 *
 * @param positiveRankSum sum of the ranks of positive differences
 * @param negativeRankSum sum of the ranks of negative differences
 * @param differences how many differences were not zero
 * @param pValue two-sided; 1 where every difference is zero or there is none
 */
public record WilcoxonSignedRank(double positiveRankSum, double negativeRankSum, int differences, double pValue) {

    private static final int MOST_EXACT = 50;

    /**
     * Tests whether differences are symmetric about zero.
     *
     * @throws IllegalArgumentException where a difference is not finite
     */
    public static WilcoxonSignedRank of(double[] pairedDifferences) {
        if (!Arrays.stream(pairedDifferences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("differences must be finite: leave out neurons that do not count");
        }
        double[] differences =
                Arrays.stream(pairedDifferences).filter(value -> value != 0).toArray();
        if (differences.length == 0) {
            return new WilcoxonSignedRank(0, 0, 0, 1);
        }
        int[] doubledRanks = doubledRanks(differences);
        long positive = 0;
        long total = 0;
        for (int i = 0; i < differences.length; i++) {
            total += doubledRanks[i];
            positive += differences[i] > 0 ? doubledRanks[i] : 0;
        }
        double p = differences.length <= MOST_EXACT
                ? exact(doubledRanks, positive, total)
                : approximate(doubledRanks, positive, total);
        return new WilcoxonSignedRank(positive / 2.0, (total - positive) / 2.0, differences.length, p);
    }

    /**
     * Matched-pairs rank-biserial correlation, from -1 to 1: the share of the positive rank sum less that of the negative (Kerby 2014
     * Compr Psychol 3:11.IT.3.1); 0 where every difference is zero or there is none.
     */
    public double effectSize() {
        double all = positiveRankSum + negativeRankSum;
        return all == 0 ? 0 : (positiveRankSum - negativeRankSum) / all;
    }

    /** Twice the ranks of the magnitudes, which are whole numbers even where ranks are shared. */
    private static int[] doubledRanks(double[] differences) {
        Integer[] order = new Integer[differences.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(differences[i])));
        int[] ranks = new int[differences.length];
        int start = 0;
        while (start < order.length) {
            int end = start;
            while (end < order.length && Math.abs(differences[order[end]]) == Math.abs(differences[order[start]])) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = start + 1 + end;
            }
            start = end;
        }
        return ranks;
    }

    /** Every pattern of signs is equally likely: counts, for each rank sum, the patterns that give it. */
    private static double exact(int[] doubledRanks, long positive, long total) {
        double[] share = new double[(int) total + 1];
        share[0] = 1;
        for (int rank : doubledRanks) {
            for (int sum = share.length - 1; sum >= 0; sum--) {
                share[sum] = share[sum] / 2 + (sum >= rank ? share[sum - rank] / 2 : 0);
            }
        }
        long smaller = Math.min(positive, total - positive);
        double tail = 0;
        for (int sum = 0; sum <= smaller; sum++) {
            tail += share[sum];
        }
        return Math.min(1, 2 * tail);
    }

    private static double approximate(int[] doubledRanks, long positive, long total) {
        // The variance of a sum of ranks with random signs: a quarter of the sum of their squares, ties included.
        double variance = 0;
        for (int rank : doubledRanks) {
            variance += rank / 2.0 * (rank / 2.0) / 4;
        }
        double distance = Math.abs(positive / 2.0 - total / 4.0);
        return Math.min(1, 2 * NormalDistribution.upperTail(Math.max(0, distance - 0.5) / Math.sqrt(variance)));
    }
}

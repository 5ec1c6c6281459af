package org.tonotopy.encoding.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Correction of p-values for the number of comparisons (Holm 1979 Scand J Stat 6:65). */
public final class HolmCorrection {

    private HolmCorrection() {}

    /**
     * Corrected p-values in the order of the given ones: below 0.05 where the comparison stands at that family-wise
     * level.
     *
     * @throws IllegalArgumentException where a value is not a probability
     */
    public static List<Double> correct(List<Double> pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value must be from 0 to 1, not " + p);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < pValues.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(pValues::get));
        List<Double> corrected = new ArrayList<>(pValues);
        double largest = 0;
        for (int position = 0; position < order.size(); position++) {
            double scaled = pValues.get(order.get(position)) * (order.size() - position);
            largest = Math.min(1, Math.max(largest, scaled));
            corrected.set(order.get(position), largest);
        }
        return corrected;
    }
}

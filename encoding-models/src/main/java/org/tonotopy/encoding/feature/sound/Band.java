package org.tonotopy.encoding.feature.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * A band of the cochleagram that a sound can hold.
 *
 * @param index among all bands of the cochleagram
 * @param lowHz lower edge
 * @param centreHz centre
 * @param highHz upper edge
 */
record Band(int index, double lowHz, double centreHz, double highHz) {
    /** From the centre to an edge where a band has no neighbour at all: half of a third of an octave. */
    private static final double ALONE = StrictMath.pow(2, 1.0 / 6);

    /**
     * The bands whose centre lies below the Nyquist frequency. Edges are in the middle between neighbouring centres on a
     * logarithmic axis, those of the outermost bands as far from the centre as their other edge; none is above the Nyquist
     * frequency.
     *
     * @param centresHz centres of all bands, positive and increasing
     */
    static List<Band> audible(List<Double> centresHz) {
        List<Band> audible = new ArrayList<>();
        for (int index = 0; index < centresHz.size(); index++) {
            double centre = centresHz.get(index);
            if (centre < Sound.NYQUIST_HZ) {
                double below = ratio(centresHz, index - 1);
                double above = ratio(centresHz, index);
                audible.add(new Band(index, centre / below, centre, Math.min(centre * above, Sound.NYQUIST_HZ)));
            }
        }
        return audible;
    }

    /** From one centre to the edge towards the next; at either end that of the pair beside it. */
    private static double ratio(List<Double> centresHz, int lower) {
        if (centresHz.size() == 1) {
            return ALONE;
        }
        int pair = Math.max(0, Math.min(lower, centresHz.size() - 2));
        return Math.sqrt(centresHz.get(pair + 1) / centresHz.get(pair));
    }
}

package org.tonotopy.encoding.comparison;

/**
 * How much a model's score depends on the seed of its fit: shown apart from the spread over neurons, which says
 * something else.
 *
 * @param seeds how many fits there were
 * @param deviation standard deviation over seeds of the mean over neurons, divided by the number of seeds minus one;
 *     NaN for a single seed
 */
public record SeedSpread(int seeds, double deviation) {

    /** One fit, of which nothing is known about others. */
    public static final SeedSpread SINGLE = new SeedSpread(1, Double.NaN);
}

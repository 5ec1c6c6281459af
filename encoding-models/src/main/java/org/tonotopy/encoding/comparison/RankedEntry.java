package org.tonotopy.encoding.comparison;

/**
 * An entry and its place.
 *
 * @param name its name
 * @param rank 1 + the number of entries that are significantly better
 * @param tied whether another entry has the same rank
 * @param mean mean over the neurons that count, with its interval over neurons
 * @param leftOut how many neurons do not count
 * @param seeds how much the mean depends on the seed
 */
public record RankedEntry(String name, int rank, boolean tied, BootstrapInterval mean, int leftOut, SeedSpread seeds) {}

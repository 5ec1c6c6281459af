package org.tonotopy.encoding.feature;

/**
 * How far a batch is.
 *
 * @param finished targets that are done
 * @param targets all of them
 * @param share of the work that is done, from 0 to 1, begun targets included
 */
public record FeatureProgress(int finished, int targets, double share) {}

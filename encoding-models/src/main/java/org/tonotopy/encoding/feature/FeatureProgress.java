package org.tonotopy.encoding.feature;

/**
 * How far a batch is.
 *
 * @param share of the work that is done, from 0 to 1, begun targets included
 */
public record FeatureProgress(double share) {}

package org.tonotopy.registry.job;

/**
 * How far a feature job is; written whenever a feature is finished, and now and then in between.
 *
 * @param phase what the worker does now: reading, computing, drawing
 * @param done features that are stored, those of earlier attempts included
 * @param total features asked for
 * @param share of the work of this attempt that is done, from 0 to 1, begun features included
 */
public record FeatureProgress(String phase, int done, int total, double share) implements JobProgress {}

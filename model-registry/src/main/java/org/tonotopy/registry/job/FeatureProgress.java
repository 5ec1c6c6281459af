package org.tonotopy.registry.job;

/**
 * How far a feature job is; written whenever a neuron is finished, and now and then while a batch of neurons climbs.
 *
 * @param phase what the worker does now: reading, computing, drawing
 * @param done neurons whose feature is stored, those of earlier attempts included
 * @param total neurons asked for
 * @param step steps of the present batch that are done; 0 where the feature needs none
 * @param steps steps of a batch; 0 where the feature needs none
 */
public record FeatureProgress(String phase, int done, int total, int step, int steps) implements JobProgress {}

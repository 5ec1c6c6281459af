package org.tonotopy.registry.catalogue;

/**
 * A setting of a feature.
 *
 * @param hyperparameter its name, domain, default and meaning
 * @param unit of its value; empty where it has none
 */
public record FeatureSetting(Hyperparameter hyperparameter, String unit) {}

package org.tonotopy.encoding.feature;

/**
 * How a response in the last bin changes with each value of the input.
 *
 * @param target whose response
 * @param image its slope, in response per unit of the scaled input (or of the prefilter's output)
 * @param response at the base
 */
public record GradientMap(ResponseTarget target, FeatureImage image, double response) {}

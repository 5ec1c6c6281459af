/**
 * What a fitted model listens for: receptive fields, gradient maps, how far back they reach, and the numbers that sum
 * them up. Every feature but the receptive field needs nothing of a model but a
 * {@link org.tonotopy.encoding.feature.DifferentiableResponse}, so models with and without a state are treated alike.
 */
@NullMarked
package org.tonotopy.encoding.feature;

import org.jspecify.annotations.NullMarked;

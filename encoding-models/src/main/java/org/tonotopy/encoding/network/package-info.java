/**
 * Differentiable encoding models: what they are ({@link org.tonotopy.encoding.network.NetworkSpec}), how their
 * parameters lie in one vector, and what computes them ({@link org.tonotopy.encoding.network.NetworkBackend}). Sequences
 * are time-major: value {@code i} of bin {@code t} stands at {@code t * width + i}.
 */
@NullMarked
package org.tonotopy.encoding.network;

import org.jspecify.annotations.NullMarked;

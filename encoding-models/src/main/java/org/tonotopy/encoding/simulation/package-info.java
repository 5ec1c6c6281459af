/**
 * A recording that the project makes itself: sounds, neurons whose workings are known, and spikes, from one seed and the
 * same on every machine. It travels with the project in place of real recordings, and shows what a model of finite
 * memory cannot do.
 */
@NullMarked
package org.tonotopy.encoding.simulation;

import org.jspecify.annotations.NullMarked;

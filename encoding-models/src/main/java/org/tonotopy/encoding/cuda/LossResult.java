package org.tonotopy.encoding.cuda;

/**
 * A loss and its slopes.
 *
 * @param loss the value, which may be not finite
 * @param gradients of all that was computed together
 * @param from where those of this member begin
 */
record LossResult(double loss, float[] gradients, int from) {}

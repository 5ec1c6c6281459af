package org.tonotopy.encoding.fitting;

/**
 * One penalty that ridge regression tried.
 *
 * @param penalty the penalty
 * @param validationScore score of the whole population under it
 * @param neurons neurons whose filter was taken from it in the end
 */
public record PenaltyScore(double penalty, double validationScore, int neurons) {}

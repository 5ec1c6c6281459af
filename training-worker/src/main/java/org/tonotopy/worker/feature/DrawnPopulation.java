package org.tonotopy.worker.feature;

/**
 * A figure of many neurons.
 *
 * @param neurons how many are in it
 */
record DrawnPopulation(DrawnFigure figure, int neurons) {}

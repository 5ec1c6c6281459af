package org.tonotopy.encoding.report;

/**
 * A neuron that mean scores will not count.
 *
 * @param index its index in the recording
 * @param name its name
 * @param why one sentence
 */
public record LeftOutNeuron(int index, String name, String why) {}

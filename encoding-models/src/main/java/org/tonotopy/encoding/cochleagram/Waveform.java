package org.tonotopy.encoding.cochleagram;

/**
 * One channel of sound.
 *
 * @param sampleRateHz samples per second
 * @param samples pressure in units of full scale; kept, not copied
 */
public record Waveform(double sampleRateHz, float[] samples) {}

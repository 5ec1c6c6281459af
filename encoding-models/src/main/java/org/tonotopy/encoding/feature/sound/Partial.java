package org.tonotopy.encoding.feature.sound;

/**
 * One sine of a carrier.
 *
 * @param frequencyHz its frequency; below half of {@link Sound#SAMPLES_PER_SECOND}
 * @param phase at the first sample, in radians
 * @param amplitude its peak
 */
record Partial(double frequencyHz, double phase, double amplitude) {
    /**
     * Adds the sine to what is there. It is turned by one rotation per sample, whose error stays below 1e-9 over the longest
     * dream: many times faster than a sine for each, and the same bits on every machine.
     *
     * @param carrier one value per sample
     */
    void addTo(double[] carrier) {
        double turn = 2 * Math.PI * frequencyHz / Sound.SAMPLES_PER_SECOND;
        double turnCosine = StrictMath.cos(turn);
        double turnSine = StrictMath.sin(turn);
        double cosine = amplitude * StrictMath.cos(phase);
        double sine = amplitude * StrictMath.sin(phase);
        for (int sample = 0; sample < carrier.length; sample++) {
            carrier[sample] += sine;
            double turned = cosine * turnCosine - sine * turnSine;
            sine = sine * turnCosine + cosine * turnSine;
            cosine = turned;
        }
    }
}

package org.tonotopy.encoding.simulation;

/**
 * From drive to firing rate: a sigmoid.
 *
 * @param restHz rate without drive
 * @param peakHz rate that a strong drive adds
 * @param threshold drive at which half of it is reached
 * @param width drive over which the rate rises e-fold near its foot
 */
record RateCurve(double restHz, double peakHz, double threshold, double width) {

    double at(double drive) {
        return restHz + peakHz / (1 + StrictMath.exp(-(drive - threshold) / width));
    }
}

package org.tonotopy.encoding.simulation;

/**
 * What reaches a neuron from a range of bands: a weighted mean of the levels above silence, 10 ms later.
 *
 * @param centreBand the best band
 * @param width deviation of the Gaussian weights, in bands
 */
record FrequencyChannel(double centreBand, double width) {

    private static final int LATENCY_BINS = 2;
    private static final double SILENCE_DB = SoundGenerator.FLOOR_DB + 5;
    private static final double RANGE_DB = 40;

    /** The drive in each bin: 0 in silence, about 1 for a loud sound that fills the channel. */
    double[] drive(float[] cochleagram, int bands) {
        double[] weights = new double[bands];
        double sum = 0;
        for (int band = 0; band < bands; band++) {
            double distance = (band - centreBand) / width;
            weights[band] = StrictMath.exp(-0.5 * distance * distance);
            sum += weights[band];
        }
        double[] drive = new double[cochleagram.length / bands];
        for (int t = LATENCY_BINS; t < drive.length; t++) {
            double level = 0;
            for (int band = 0; band < bands; band++) {
                double above = (cochleagram[(t - LATENCY_BINS) * bands + band] - SILENCE_DB) / RANGE_DB;
                level += weights[band] * Math.max(0, above);
            }
            drive[t] = level / sum;
        }
        return drive;
    }
}

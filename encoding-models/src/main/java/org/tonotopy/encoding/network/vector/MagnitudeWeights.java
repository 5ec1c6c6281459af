package org.tonotopy.encoding.network.vector;

/**
 * The magnitudes of filters' weights, each filter's of sum 1; zeros for a filter of zeros.
 *
 * @param signed the weights themselves
 * @param rows delays times values of the frame
 * @param filters number of filters
 * @param written what was written last: the signed weights, as shares of what their magnitudes sum to
 * @param sums of the magnitudes
 */
@SuppressWarnings("ArrayRecordComponent")
record MagnitudeWeights(FilterWeights signed, int rows, int filters, float[] written, double[] sums)
        implements FilterWeights {
    static MagnitudeWeights of(FilterWeights signed, int rows, int filters) {
        return new MagnitudeWeights(
                signed, rows, filters, new float[rows * Lanes.padded(filters)], new double[filters]);
    }

    @Override
    public void write(float[] parameters, float[] weight, int stride) {
        signed.write(parameters, written, stride);
        for (int filter = 0; filter < filters; filter++) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += Math.abs(written[row * stride + filter]);
            }
            sums[filter] = sum;
            for (int row = 0; row < rows; row++) {
                int at = row * stride + filter;
                written[at] = sum == 0 ? 0 : (float) (written[at] / sum);
                weight[at] = Math.abs(written[at]);
            }
        }
    }

    @Override
    public void gradient(float[] weightGradient, int stride, float[] gradient) {
        for (int filter = 0; filter < filters; filter++) {
            double along = 0;
            for (int row = 0; row < rows; row++) {
                int at = row * stride + filter;
                along += (double) weightGradient[at] * Math.abs(written[at]);
            }
            for (int row = 0; row < rows; row++) {
                int at = row * stride + filter;
                double slope = sums[filter] == 0 ? 0 : (weightGradient[at] - along) / sums[filter];
                weightGradient[at] = (float) (Math.signum(written[at]) * slope);
            }
        }
        signed.gradient(weightGradient, stride, gradient);
    }
}

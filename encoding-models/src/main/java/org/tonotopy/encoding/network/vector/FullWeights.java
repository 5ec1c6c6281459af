package org.tonotopy.encoding.network.vector;

/** {@link org.tonotopy.encoding.network.FullKernel}: the parameters are the weights. */
record FullWeights(int rows, int filters, int weightAt) implements FilterWeights {
    @Override
    public void write(float[] parameters, float[] weight, int stride) {
        Lanes.copyRows(parameters, weightAt, filters, weight, 0, stride, rows, filters);
    }

    @Override
    public void gradient(float[] weightGradient, int stride, float[] gradient) {
        Lanes.copyRows(weightGradient, 0, stride, gradient, weightAt, filters, rows, filters);
    }
}

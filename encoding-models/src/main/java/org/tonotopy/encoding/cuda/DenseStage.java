package org.tonotopy.encoding.cuda;

/**
 * A linear map of each row.
 *
 * @param place in the network
 * @param inputs values of a row before
 * @param outputs and after it
 * @param weightAt where {@code [output][input]} begins
 * @param biasAt where {@code [output]} begins
 */
record DenseStage(int place, int inputs, int outputs, int weightAt, int biasAt) implements Stage {
    @Override
    public int outputWidth() {
        return outputs;
    }

    @Override
    public Footprint footprint() {
        return new Footprint((long) inputs + outputs, 0, 0, outputs * (inputs + 1L), KernelModule.CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        long out = batch.floats(place, "output", (long) batch.rows().total() * outputs);
        batch.affine(input, inputs, batch.parameters(), batch.size(), weightAt, biasAt, outputs, out);
        return out;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        if (wanted.byParameters()) {
            batch.sumOfProducts(slopes, outputs, input, inputs, batch.gradients(), batch.size(), weightAt, biasAt);
        }
        long back = batch.floats(place, "slopes", (long) batch.rows().total() * inputs);
        if (wanted.byInput()) {
            batch.affineBack(slopes, outputs, batch.parameters(), batch.size(), weightAt, inputs, back);
        }
        return back;
    }
}

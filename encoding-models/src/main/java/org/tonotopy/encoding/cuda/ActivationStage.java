package org.tonotopy.encoding.cuda;

/**
 * A nonlinearity of each value.
 *
 * @param place in the network
 * @param width values of a row
 * @param activation the nonlinearity
 */
record ActivationStage(int place, int width, UnitActivation activation) implements Stage {
    private static final KernelModule KERNELS = KernelModule.of(KernelFile.ACTIVATION);

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public Footprint footprint() {
        return Footprint.ofRows(width);
    }

    @Override
    public long forward(Batch batch, long input) {
        long count = (long) batch.rows().total() * width;
        long out = batch.floats(place, "output", count);
        batch.with().at(input).at(count).with(activation.number()).at(out);
        batch.startByValue(KERNELS, "activateAll");
        return out;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        batch.with()
                .at(input)
                .at((long) batch.rows().total() * width)
                .with(activation.number())
                .at(slopes);
        batch.startByValue(KERNELS, "activateAllBack");
        return slopes;
    }
}

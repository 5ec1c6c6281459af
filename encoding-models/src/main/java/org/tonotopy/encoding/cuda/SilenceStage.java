package org.tonotopy.encoding.cuda;

/**
 * Dropout of the units before the readout.
 *
 * @param place in the network
 * @param width units
 */
record SilenceStage(int place, int width) implements Stage {
    private static final KernelModule KERNELS = KernelModule.of(KernelFile.SILENCE);

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
        if (!batch.silences()) {
            return input;
        }
        long out = batch.floats(place, "output", (long) batch.rows().total() * width);
        silence(batch, input, out);
        return out;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        if (batch.silences()) {
            silence(batch, slopes, slopes);
        }
        return slopes;
    }

    private void silence(Batch batch, long from, long to) {
        batch.with()
                .at(from)
                .with(width)
                .at((long) batch.rows().total() * width)
                .at(batch.rows().clipOfRow())
                .at(batch.rows().binOfRow())
                .at(batch.seeds())
                .with(batch.threshold())
                .with(batch.kept())
                .at(to);
        batch.startByValue(KERNELS, "silence");
    }
}

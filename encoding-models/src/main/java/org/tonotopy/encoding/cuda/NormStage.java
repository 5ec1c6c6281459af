package org.tonotopy.encoding.cuda;

/**
 * Layer normalisation of each row and the nonlinearity after it.
 *
 * @param place in the network
 * @param norm over one position
 */
record NormStage(int place, Normalisation norm) implements Stage {
    static NormStage of(int place, int width, UnitActivation activation, int scaleAt, int shiftAt) {
        return new NormStage(place, new Normalisation(place, "norm", width, 1, activation, scaleAt, shiftAt));
    }

    @Override
    public int outputWidth() {
        return norm.width();
    }

    @Override
    public Footprint footprint() {
        return new Footprint(norm.floatsOfARow(), 0, 2L * norm.width(), 2L * norm.width(), KernelModule.CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        return norm.forward(batch, batch.rows(), input);
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        return norm.back(batch, batch.rows(), input, slopes, KernelModule.CHUNK, wanted.byParameters());
    }
}

package org.tonotopy.encoding.cuda;

/**
 * Layer normalisation over the channels of each position of a row, scale and shift by channel, and the nonlinearity after it.
 *
 * @param place of the stage that it belongs to
 * @param name of it in that stage
 * @param channels values that are normalised together
 * @param positions of a row
 * @param activation the nonlinearity
 * @param scaleAt where {@code [channel]} begins
 * @param shiftAt where {@code [channel]} begins
 */
record Normalisation(
        int place, String name, int channels, int positions, UnitActivation activation, int scaleAt, int shiftAt) {
    private static final KernelModule KERNELS = KernelModule.of(KernelFile.NORMALISATION);

    int width() {
        return channels * positions;
    }

    /** Floats that it takes for each row, those of its output and of the way back included. */
    long floatsOfARow() {
        return 2L * width() + positions;
    }

    /**
     * Computes the output.
     *
     * @param raw rows, which become what was normalised
     * @return address of the rows after it
     */
    long forward(Batch batch, PlacedRows rows, long raw) {
        long out = batch.floats(place, name + ", output", (long) rows.total() * width());
        batch.with().at(raw);
        withSettings(batch)
                .with(shiftAt)
                .at(rows.members())
                .at(batch.floats(place, name + ", inverses", (long) rows.total() * positions))
                .at(out);
        batch.startByMember(KERNELS, "normalise", (long) rows.longestMember() * positions);
        return out;
    }

    /** Where the output begins that the way forward gave. */
    long output(Batch batch) {
        return batch.held(place, name + ", output");
    }

    /**
     * Goes back. The output must still be as it was.
     *
     * @param normalised the rows that were given, as they are now
     * @param slopes by the output, which are written over
     * @param ofRows rows of a chunk of the sums over rows
     * @return address of those by the rows before
     */
    long back(Batch batch, PlacedRows rows, long normalised, long slopes, int ofRows, boolean byParameters) {
        long back = batch.floats(place, name + ", slopes", (long) rows.total() * width());
        batch.with().at(slopes).at(output(batch)).at(normalised).at(batch.held(place, name + ", inverses"));
        withSettings(batch).at(rows.members()).at(back);
        batch.startByMember(KERNELS, "normaliseBack", (long) rows.longestMember() * positions);
        if (byParameters) {
            long sums = batch.floats(place, name + ", sums", 2L * batch.members() * width());
            batch.columnProducts(rows, slopes, normalised, width(), ofRows, sums);
            batch.with()
                    .at(sums)
                    .with(channels)
                    .with(positions)
                    .at(batch.gradients())
                    .with(batch.size())
                    .with(scaleAt)
                    .with(shiftAt);
            batch.startByMember(KERNELS, "gatherNorm", 1);
        }
        return back;
    }

    private Launch withSettings(Batch batch) {
        return batch.with()
                .with(channels)
                .with(positions)
                .with(activation.number())
                .at(batch.parameters())
                .with(batch.size())
                .with(scaleAt);
    }
}

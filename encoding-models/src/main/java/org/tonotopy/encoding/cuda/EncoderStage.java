package org.tonotopy.encoding.cuda;

import org.tonotopy.encoding.cuda.Launch.Grid;

/**
 * The encoder of a recurrent network: what each position sees of a bin, normalised over its channels, through a sigmoid.
 *
 * @param place in the network
 * @param bands values of a bin
 * @param channels values at a position
 * @param taps bands that a position sees
 * @param stride bands from one position to the next
 * @param ownWeights whether each position has weights of its own
 * @param weightAt where the weights begin
 * @param biasAt where the biases begin
 * @param norm what follows
 */
record EncoderStage(
        int place,
        int bands,
        int channels,
        int taps,
        int stride,
        boolean ownWeights,
        int weightAt,
        int biasAt,
        Normalisation norm)
        implements Stage {
    private static final String MATRICES = "matrices";
    private static final String RAW = "raw";

    private KernelModule kernels() {
        return KernelModule.of(KernelFile.ENCODER, "HIDDEN=" + outputWidth(), "CHANNELS=" + channels);
    }

    /** All positions as one linear map: weights {@code [hidden][band]} and biases. */
    private int matrixSize() {
        return outputWidth() * bands + outputWidth();
    }

    @Override
    public int outputWidth() {
        return norm.width();
    }

    @Override
    public Footprint footprint() {
        return new Footprint(
                norm.floatsOfARow() + 2L * outputWidth() + bands,
                0,
                2L * matrixSize() + 2L * outputWidth(),
                matrixSize(),
                KernelModule.CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        int hidden = outputWidth();
        long matrices = batch.floats(place, MATRICES, (long) batch.members() * matrixSize());
        batch.with()
                .at(batch.parameters())
                .with(batch.size())
                .with(weightAt)
                .with(biasAt)
                .with(bands)
                .with(taps)
                .with(stride)
                .with(ownWeights ? 1 : 0)
                .at(matrices);
        batch.start(kernels(), "spread", new Grid(hidden, 1, batch.members()));
        long raw = batch.floats(place, RAW, (long) batch.rows().total() * hidden);
        batch.affine(input, bands, matrices, matrixSize(), 0, hidden * bands, hidden, raw);
        return norm.forward(batch, batch.rows(), raw);
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        int hidden = outputWidth();
        long raw = norm.back(
                batch, batch.rows(), batch.held(place, RAW), slopes, KernelModule.CHUNK, wanted.byParameters());
        if (wanted.byParameters()) {
            long sums = batch.floats(place, "sums", (long) batch.members() * matrixSize());
            batch.sumOfProducts(raw, hidden, input, bands, sums, matrixSize(), 0, hidden * bands);
            batch.with()
                    .at(sums)
                    .with(bands)
                    .with(taps)
                    .with(stride)
                    .with(ownWeights ? 1 : 0)
                    .at(batch.gradients())
                    .with(batch.size())
                    .with(weightAt)
                    .with(biasAt);
            batch.startByMember(kernels(), "gather", 1);
        }
        if (!wanted.byInput()) {
            return 0;
        }
        long back = batch.floats(place, "slopes", (long) batch.rows().total() * bands);
        batch.affineBack(raw, hidden, batch.held(place, MATRICES), matrixSize(), 0, bands, back);
        return back;
    }
}

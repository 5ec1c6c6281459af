package org.tonotopy.encoding.cuda;

import java.util.List;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.SeparableKernel;

/**
 * Filters over a delay window.
 *
 * @param place in the network
 * @param kernel how the weights are parametrised
 * @param bands values of a bin
 * @param delays bins of the window
 * @param filters number of filters
 * @param kernelAt where the kernel's parameters begin, one block behind the other in the order of its layout
 * @param biasAt where {@code [filter]} begins
 */
record FilterStage(int place, FilterKernel kernel, int bands, int delays, int filters, int kernelAt, int biasAt)
        implements Stage {
    private static final KernelModule WEIGHTS = KernelModule.of(KernelFile.FILTER_WEIGHTS);
    private static final int WARP = 32;
    private static final String EXPANDED = "weights";

    /** Weights of a member, {@code [delay][band][filter]}. */
    private int weightCount() {
        return Math.multiplyExact(Math.multiplyExact(delays, bands), filters);
    }

    private boolean isFull() {
        return kernel instanceof FullKernel;
    }

    @Override
    public int outputWidth() {
        return filters;
    }

    @Override
    public Footprint footprint() {
        long elements = (delays * (long) bands + 1) * filters;
        return new Footprint(filters + (long) bands, 0, isFull() ? 0 : 2 * elements, elements, KernelModule.CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        if (!isFull()) {
            expand(batch, batch.floats(place, EXPANDED, (long) batch.members() * weightCount()));
        }
        long out = batch.floats(place, "output", (long) batch.rows().total() * filters);
        batch.with().at(input).with(bands).with(delays);
        withWeights(batch)
                .at(batch.parameters())
                .with(batch.size())
                .with(biasAt)
                .with(filters)
                .at(batch.rows().binOfRow())
                .at(batch.rows().members())
                .at(out);
        batch.startProduct(
                KernelFile.FILTER, List.of(), "filter", batch.rows().longestMember(), filters, batch.members());
        return out;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        if (wanted.byParameters()) {
            toParameters(batch, input, slopes);
        }
        return wanted.byInput() ? toInput(batch, slopes) : 0;
    }

    private void toParameters(Batch batch, long input, long slopes) {
        int chunks = batch.rows().chunks(KernelModule.CHUNK);
        int elements = weightCount() + filters;
        long ofChunks = batch.scratch((long) batch.members() * chunks * elements);
        batch.with()
                .at(input)
                .with(bands)
                .with(delays)
                .at(slopes)
                .with(filters)
                .at(batch.rows().binOfRow())
                .at(batch.rows().members())
                .with(chunks)
                .at(ofChunks);
        batch.startProduct(
                KernelFile.FILTER,
                List.of(),
                "filterOuter",
                delays * (long) bands + 1,
                filters,
                batch.members() * chunks);
        if (isFull()) {
            batch.addUp(ofChunks, chunks, elements, weightCount(), batch.gradients(), batch.size(), kernelAt, biasAt);
        } else {
            long sums = batch.floats(place, "sums", (long) batch.members() * elements);
            batch.addUp(ofChunks, chunks, elements, elements, sums, elements, 0, 0);
            gather(batch, sums, elements);
        }
    }

    private long toInput(Batch batch, long slopes) {
        long back = batch.floats(place, "slopes", (long) batch.rows().total() * bands);
        batch.with().at(slopes).with(filters);
        withWeights(batch)
                .with(bands)
                .with(delays)
                .at(batch.rows().clips())
                .at(batch.rows().clipOfRow())
                .at(batch.rows().binOfRow())
                .at(batch.rows().members())
                .at(back);
        batch.startProduct(
                KernelFile.FILTER, List.of(), "filterBack", batch.rows().longestMember(), bands, batch.members());
        return back;
    }

    private Launch withWeights(Batch batch) {
        return isFull()
                ? batch.with().at(batch.parameters()).with(batch.size()).with(kernelAt)
                : batch.with()
                        .at(batch.held(place, EXPANDED))
                        .with(weightCount())
                        .with(0);
    }

    /** From the parameters of a kernel that has fewer of them than weights to the weights. */
    private void expand(Batch batch, long weights) {
        batch.with().at(batch.parameters()).with(batch.size());
        withKernel(batch).at(weights).with(weightCount());
        batch.startByMember(WEIGHTS, kernel instanceof SeparableKernel ? "separable" : "gaussian", weightCount());
    }

    /** The way back, from the slopes by the weights with those by the biases behind them. */
    private void gather(Batch batch, long sums, int elements) {
        batch.with().at(sums).with(elements).at(batch.parameters()).with(batch.size());
        withKernel(batch).with(biasAt).at(batch.gradients());
        if (kernel instanceof SeparableKernel separable) {
            int profiles = filters * separable.rank();
            batch.startByMember(WEIGHTS, "separableBack", Math.max(filters, (long) profiles * Math.max(bands, delays)));
        } else {
            batch.startByMember(WEIGHTS, "gaussianBack", WARP * (long) filters * bumps());
        }
    }

    private Launch withKernel(Batch batch) {
        Launch launch = kernel instanceof SeparableKernel separable
                ? batch.with()
                        .with(kernelAt)
                        .with(kernelAt + filters * separable.rank() * bands)
                        .with(separable.rank())
                : batch.with().with(kernelAt).with(bumps());
        return launch.with(bands).with(delays).with(filters);
    }

    private int bumps() {
        return kernel instanceof GaussianKernel gaussian ? gaussian.bumps() : 0;
    }
}

package org.tonotopy.encoding.cuda;

import org.tonotopy.encoding.cuda.Launch.Grid;

/**
 * Units that leak.
 *
 * @param place in the network
 * @param width units
 * @param lags 0 to leak by recursion; else the length in bins of the kernel that stands for it
 * @param leakAt where {@code [unit]} begins
 */
record LeakStage(int place, int width, int lags, int leakAt) implements Stage {
    private static final KernelModule KERNELS = KernelModule.of(KernelFile.LEAK);
    private static final int UNITS_OF_A_BLOCK = 32;
    private static final String STEPS = "steps";

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public Footprint footprint() {
        return new Footprint(3L * width, (long) width * Math.max(1, lags), 0, 0, KernelModule.CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        long total = batch.rows().total();
        long out = batch.floats(place, "output", total * width);
        if (lags == 0) {
            batch.with().at(input).with(width);
            withParameters(batch)
                    .at(batch.rows().clips())
                    .at(batch.floats(place, STEPS, total * width))
                    .at(out);
            startByUnit(batch, "leak");
        } else {
            batch.with().at(input).with(width).at(total * width).with(lags);
            withRows(batch).at(out);
            startByValue(batch, "finiteLeak");
        }
        return out;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        long total = batch.rows().total();
        long back = batch.floats(place, "slopes", total * width);
        int shares = Math.max(1, lags);
        long parts = batch.floats(place, "parts", (long) batch.clips() * shares * width);
        if (lags == 0) {
            batch.with().at(slopes).at(batch.held(place, STEPS)).with(width);
            withParameters(batch).at(batch.rows().clips()).at(back).at(parts);
            startByUnit(batch, "leakBack");
        } else {
            batch.with().at(slopes).with(width).at(total * width).with(lags);
            withRows(batch).at(back);
            startByValue(batch, "finiteLeakBack");
            if (wanted.byParameters()) {
                batch.with().at(input).at(slopes).with(width).with(lags);
                withParameters(batch).at(batch.rows().clips()).at(parts);
                Grid grid = new Grid(Launch.blocks((long) width * lags, Batch.THREADS), batch.clips(), 1);
                batch.start(KERNELS, "finiteLeakGain", grid);
            }
        }
        if (wanted.byParameters()) {
            batch.with()
                    .at(parts)
                    .with(width)
                    .with(shares)
                    .at(batch.rows().clips())
                    .with(batch.clips())
                    .at(batch.gradients())
                    .with(batch.size())
                    .with(leakAt);
            batch.startByMember(KERNELS, "addClips", width);
        }
        return back;
    }

    private Launch withParameters(Batch batch) {
        return batch.with().at(batch.parameters()).with(batch.size()).with(leakAt);
    }

    private Launch withRows(Batch batch) {
        return withParameters(batch)
                .at(batch.rows().clips())
                .at(batch.rows().clipOfRow())
                .at(batch.rows().binOfRow());
    }

    /** A thread for each unit of each clip: few in a block, so that they spread. */
    private void startByUnit(Batch batch, String kernel) {
        Grid grid = new Grid(Launch.blocks(width, UNITS_OF_A_BLOCK), batch.clips(), 1);
        batch.start(KERNELS, kernel, grid, UNITS_OF_A_BLOCK, 1);
    }

    private void startByValue(Batch batch, String kernel) {
        batch.start(KERNELS, kernel, new Grid(Launch.blocks((long) batch.rows().total() * width, Batch.THREADS), 1, 1));
    }
}

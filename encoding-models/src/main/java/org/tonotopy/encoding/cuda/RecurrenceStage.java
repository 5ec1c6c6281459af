package org.tonotopy.encoding.cuda;

import org.tonotopy.encoding.cuda.Launch.Grid;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Recurrence;

/**
 * A recurrence over the bins of each clip, and the dropout of what the readout sees of its state.
 *
 * @param place in the network
 * @param recurrence one of gates
 * @param hidden units
 * @param inputWeightAt where {@code [gate, hidden][hidden]} of the input begins
 * @param inputBiasAt where its biases begin
 * @param stateWeightAt where the same of the state begins
 * @param stateBiasAt where its biases begin
 */
record RecurrenceStage(
        int place,
        Recurrence recurrence,
        int hidden,
        int inputWeightAt,
        int inputBiasAt,
        int stateWeightAt,
        int stateBiasAt)
        implements Stage {
    /** The most that the shared memory of a block has room for. */
    static final int MOST_UNITS = 1024;

    private static final int WARP = 32;
    private static final int MOST_THREADS = 1024;
    private static final int REGISTERS_OF_A_BLOCK = 65_536;
    /** Registers of a thread beside those for the weights of its unit. */
    private static final int OTHER_REGISTERS = 60;

    private static final int MOST_REGISTERS_OF_A_THREAD = 255;

    private static final String MAPS = "maps";
    private static final String BEFORE = "before";
    private static final String REMEMBERED = "remembered";

    static RecurrenceStage of(int place, Recurrence recurrence, int hidden, ParameterLayout layout) {
        return new RecurrenceStage(
                place,
                recurrence,
                hidden,
                layout.offset(ParameterNames.INPUT_WEIGHT),
                layout.offset(ParameterNames.INPUT_BIAS),
                layout.offset(ParameterNames.STATE_WEIGHT),
                layout.offset(ParameterNames.STATE_BIAS));
    }

    private int units() {
        return recurrence.gates() * hidden;
    }

    /** Whether the weights of the state fit into the registers of one block. */
    boolean inRegisters() {
        long threads = threadsForEachUnit();
        long registers = (hidden + 3L) / 4 * 4 + OTHER_REGISTERS;
        return threads <= MOST_THREADS
                && registers <= MOST_REGISTERS_OF_A_THREAD
                && threads * registers <= REGISTERS_OF_A_BLOCK;
    }

    /** Threads of the block that runs through a clip. */
    int threads() {
        return Math.min(MOST_THREADS, threadsForEachUnit());
    }

    private int threadsForEachUnit() {
        return (units() + WARP - 1) / WARP * WARP;
    }

    /** Whether the slopes by the maps of the input and of the state differ. */
    private boolean resetsAfterProduct() {
        return recurrence == Recurrence.GRU;
    }

    private KernelModule kernels() {
        return KernelModule.of(
                KernelFile.RECURRENCE,
                "HIDDEN=" + hidden,
                "GATES=" + recurrence.gates(),
                "THREADS=" + threads(),
                "IN_REGISTERS=" + (inRegisters() ? 1 : 0));
    }

    @Override
    public int outputWidth() {
        return hidden;
    }

    @Override
    public Footprint footprint() {
        long size = (long) units() * hidden;
        return new Footprint(2L * units() + 4L * hidden, 0, size, size + units(), KernelModule.CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        long total = batch.rows().total();
        long maps = batch.floats(place, MAPS, total * units());
        batch.affine(input, hidden, batch.parameters(), batch.size(), inputWeightAt, inputBiasAt, units(), maps);
        long seen = batch.floats(place, "seen", total * hidden);
        long turned = inRegisters() ? 0 : turned(batch);
        batch.with()
                .at(maps)
                .at(batch.parameters())
                .with(batch.size())
                .with(stateWeightAt)
                .with(stateBiasAt)
                .at(turned)
                .at(batch.rows().clips())
                .at(batch.seeds())
                .with(batch.threshold())
                .with(batch.kept())
                .at(batch.floats(place, REMEMBERED, total * hidden))
                .at(batch.floats(place, BEFORE, total * hidden))
                .at(seen);
        batch.start(kernels(), "advance", new Grid(batch.clips(), 1, 1), threads(), 1);
        return seen;
    }

    /** Weights of the state by what they are multiplied with. */
    private long turned(Batch batch) {
        int size = units() * hidden;
        long turned = batch.floats(place, "turned", (long) batch.members() * size);
        batch.with()
                .at(batch.parameters())
                .with(batch.size())
                .with(stateWeightAt)
                .at(turned);
        batch.startByMember(kernels(), "turn", size);
        return turned;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        long total = batch.rows().total();
        long maps = batch.held(place, MAPS);
        long before = batch.held(place, BEFORE);
        long ofState = resetsAfterProduct() ? batch.floats(place, "slopes of the state", total * units()) : 0;
        batch.with()
                .at(maps)
                .at(batch.parameters())
                .with(batch.size())
                .with(stateWeightAt)
                .at(batch.rows().clips())
                .at(batch.seeds())
                .with(batch.threshold())
                .with(batch.kept())
                .at(batch.held(place, REMEMBERED))
                .at(before)
                .at(slopes)
                .at(ofState);
        batch.start(kernels(), "goBack", new Grid(batch.clips(), 1, 1), threads(), 1);
        if (wanted.byParameters()) {
            batch.sumOfProducts(
                    maps, units(), input, hidden, batch.gradients(), batch.size(), inputWeightAt, inputBiasAt);
            batch.sumOfProducts(
                    resetsAfterProduct() ? ofState : maps,
                    units(),
                    before,
                    hidden,
                    batch.gradients(),
                    batch.size(),
                    stateWeightAt,
                    stateBiasAt);
        }
        // The slopes that were given are not needed any more.
        batch.affineBack(maps, units(), batch.parameters(), batch.size(), inputWeightAt, hidden, slopes);
        return slopes;
    }
}

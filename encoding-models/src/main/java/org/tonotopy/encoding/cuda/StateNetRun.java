package org.tonotopy.encoding.cuda;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.cuda.Launch.Grid;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DropoutMask;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * Recurrent networks of one plan on their way forward and back, one or many members at a time, over one batch. For the thread
 * that has the processor.
 */
final class StateNetRun {
    /** As in the kernels: bins that one block adds up. */
    static final int CHUNK = 1024;

    static final int LOSS_CHUNK = 256;
    private static final int THREADS = 256;
    private static final int NEURONS_OF_A_BLOCK = 32;
    private static final int ROWS_OF_A_BLOCK = 8;
    private static final int MOMENTS = 7;
    /** Blocks that share what is only copied. */
    private static final int COPYING = 64;

    private final StateNetPlan plan;
    private final Kernels kernels;
    private final Workspace work;
    private final Transfer transfer;
    private final Launch launch;
    private final Residents residents;
    private final List<Member> all;
    private final Rows rows;
    private final Dropout dropout;

    /**
     * Takes the workspace for a batch, and with it what any batch before left there.
     *
     * @param all members with dropout at one rate
     */
    StateNetRun(
            StateNetPlan plan,
            Kernels kernels,
            Workspace work,
            Transfer transfer,
            Launch launch,
            Residents residents,
            List<Member> all) {
        this.plan = plan;
        this.kernels = kernels;
        this.work = work;
        this.transfer = transfer;
        this.launch = launch;
        this.residents = residents;
        this.all = all;
        this.rows = Rows.of(all);
        this.dropout = all.get(0).dropout();
    }

    /** The way forward, up to what comes before the output nonlinearity, for sounds that may change. */
    void forward() {
        begin();
        long at = work.input.floats((long) rows.total() * plan.bands());
        int clip = 0;
        for (Member member : all) {
            for (Clip one : member.clips()) {
                transfer.up(one.input(), at + (long) rows.firstOf(clip++) * plan.bands() * Float.BYTES);
            }
        }
        run();
    }

    /** Responses to the batch that went forward last, clip by clip. */
    void responses(List<float[]> destinations) {
        int neurons = plan.neurons();
        long out = work.atOutput.floats((long) rows.total() * neurons);
        launch.at(work.beforeOutput.of(0))
                .at(work.parameters.of(0))
                .with(plan.size())
                .with(plan.outputAt())
                .with(neurons)
                .at(work.members.of(0))
                .at(out);
        int blocks = Math.min(Launch.LONGEST_SIDE, Launch.blocks(rows.longestMember(), ROWS_OF_A_BLOCK));
        start("respond", new Grid(Launch.blocks(neurons, NEURONS_OF_A_BLOCK), blocks, rows.memberCount()), true);
        for (int clip = 0; clip < destinations.size(); clip++) {
            transfer.down(out + (long) rows.firstOf(clip) * neurons * Float.BYTES, destinations.get(clip));
        }
    }

    /**
     * The way back of the batch that went forward last, which cannot be gone twice.
     *
     * @param cotangents one for each clip
     */
    void goBack(List<float[]> cotangents) {
        int neurons = plan.neurons();
        long given = work.atOutput.floats((long) rows.total() * neurons);
        for (int clip = 0; clip < cotangents.size(); clip++) {
            transfer.up(cotangents.get(clip), given + (long) rows.firstOf(clip) * neurons * Float.BYTES);
        }
        slopes(given, 0, false);
        backThroughReadout();
        backThroughState();
        backThroughNorm();
    }

    /**
     * Slopes by the input after a way back.
     *
     * @param destinations one for each clip
     */
    void inputSlopes(List<float[]> destinations) {
        int bands = plan.bands();
        // The sounds themselves are not needed any more.
        long out = work.input.of(0);
        launch.at(work.rawSlopes.of(0))
                .with(plan.hidden())
                .at(work.matrices.of(0))
                .with(matrixSize())
                .with(0)
                .with(bands)
                .at(work.members.of(0))
                .at(out);
        startProduct("affineBack", rows.longestMember(), bands, rows.memberCount());
        for (int clip = 0; clip < destinations.size(); clip++) {
            transfer.down(out + (long) rows.firstOf(clip) * bands * Float.BYTES, destinations.get(clip));
        }
    }

    /** Slopes by the parameters of each member after a way back, one member behind the other. */
    float[] parameterGradients() {
        int hidden = plan.hidden();
        int units = plan.units();
        int size = plan.size();
        long into = work.gradients.floats((long) rows.memberCount() * size);
        sumOfProducts(
                work.maps.of(0),
                units,
                work.encoded.of(0),
                hidden,
                into,
                size,
                plan.at(ParameterNames.INPUT_WEIGHT),
                plan.at(ParameterNames.INPUT_BIAS));
        sumOfProducts(
                plan.resetsAfterProduct() ? work.stateSlopes.of(0) : work.maps.of(0),
                units,
                work.before.of(0),
                hidden,
                into,
                size,
                plan.at(ParameterNames.STATE_WEIGHT),
                plan.at(ParameterNames.STATE_BIAS));
        int bands = plan.bands();
        long matrix = work.matrixGradients.floats((long) rows.memberCount() * matrixSize());
        sumOfProducts(work.rawSlopes.of(0), hidden, work.input.of(0), bands, matrix, matrixSize(), 0, hidden * bands);
        long norms = work.normSums.floats((long) rows.memberCount() * 2 * hidden);
        int chunks = chunks(CHUNK);
        long columns = work.parts.floats((long) rows.memberCount() * chunks * 2 * hidden);
        launch.at(work.hiddenSlopes.of(0))
                .at(work.normalised.of(0))
                .with(hidden)
                .at(work.members.of(0))
                .with(chunks)
                .at(columns);
        start("columnProducts", new Grid(Launch.blocks(hidden, THREADS), 1, rows.memberCount() * chunks), false);
        addUp(columns, chunks, 2 * hidden, 2 * hidden, norms, 2 * hidden, 0, 0);
        launch.at(matrix)
                .at(norms)
                .with(bands)
                .with(plan.taps())
                .with(plan.stride())
                .with(plan.ownWeights() ? 1 : 0)
                .at(into)
                .with(size)
                .with(plan.at(ParameterNames.ENCODER_WEIGHT))
                .with(plan.at(ParameterNames.ENCODER_BIAS))
                .with(plan.at(ParameterNames.NORM_SCALE))
                .with(plan.at(ParameterNames.NORM_SHIFT));
        start("gather", new Grid(1, 1, rows.memberCount()), false);
        float[] result = new float[rows.memberCount() * size];
        transfer.down(into, result);
        return result;
    }

    /**
     * Loss of each member, and after it the way back from there.
     *
     * @param targets for each clip of each member; neither they nor the sounds ever change
     */
    double[] lossAndWayBack(List<float[]> targets, LossFunction function, double correlationWeight) {
        begin();
        List<float[]> sounds = new ArrayList<>();
        all.forEach(member -> member.clips().forEach(clip -> sounds.add(clip.input())));
        long where = work.sources.of(2L * Long.BYTES * rows.clipCount());
        transfer.up(addresses(sounds), where);
        long whereTargets = where + (long) Long.BYTES * rows.clipCount();
        transfer.up(addresses(targets), whereTargets);
        launch.at(where)
                .at(work.clips.of(0))
                .with(plan.bands())
                .at(work.input.floats((long) rows.total() * plan.bands()));
        start("collect", new Grid(COPYING, rows.clipCount(), 1), false);
        run();
        double[] losses = loss(whereTargets, function, correlationWeight);
        slopes(0, whereTargets, function == LossFunction.POISSON);
        backThroughReadout();
        backThroughState();
        backThroughNorm();
        return losses;
    }

    private long[] addresses(List<float[]> arrays) {
        long[] addresses = new long[arrays.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = residents.addressOf(arrays.get(i));
        }
        return addresses;
    }

    private void begin() {
        long at = work.parameters.floats((long) all.size() * plan.size());
        transfer.up(all.stream().map(Member::parameters).toList(), at);
        transfer.up(rows.members(), work.members.of((long) rows.members().length * Integer.BYTES));
        transfer.up(rows.clips(), work.clips.of((long) rows.clips().length * Integer.BYTES));
        transfer.up(rows.seeds(), work.seeds.of((long) rows.seeds().length * Long.BYTES));
    }

    /** From the sounds to what comes before the output nonlinearity. */
    private void run() {
        int hidden = plan.hidden();
        int bands = plan.bands();
        int count = rows.memberCount();
        long total = rows.total();
        long given = work.parameters.of(0);
        long matrix = work.matrices.floats((long) count * matrixSize());
        launch.at(given)
                .with(plan.size())
                .with(plan.at(ParameterNames.ENCODER_WEIGHT))
                .with(plan.at(ParameterNames.ENCODER_BIAS))
                .with(bands)
                .with(plan.taps())
                .with(plan.stride())
                .with(plan.ownWeights() ? 1 : 0)
                .at(matrix);
        start("spread", new Grid(hidden, 1, count), false);
        long raw = work.normalised.floats(total * hidden);
        affine(work.input.of(0), bands, matrix, matrixSize(), 0, hidden * bands, hidden, raw);
        long frames = work.encoded.floats(total * hidden);
        launch.at(raw)
                .at(given)
                .with(plan.size())
                .with(plan.at(ParameterNames.NORM_SCALE))
                .with(plan.at(ParameterNames.NORM_SHIFT))
                .at(work.members.of(0))
                .at(work.inverses.floats(total * plan.positions()))
                .at(frames);
        start("normalise", positions(), false);
        long gates = work.maps.floats(total * plan.units());
        affine(
                frames,
                hidden,
                given,
                plan.size(),
                plan.at(ParameterNames.INPUT_WEIGHT),
                plan.at(ParameterNames.INPUT_BIAS),
                plan.units(),
                gates);
        long weights = 0;
        if (!plan.inRegisters()) {
            int size = plan.units() * hidden;
            weights = work.turned.floats((long) count * size);
            launch.at(given)
                    .with(plan.size())
                    .with(plan.at(ParameterNames.STATE_WEIGHT))
                    .at(weights);
            start("turn", new Grid(Launch.blocks(size, THREADS), 1, count), false);
        }
        long states = work.seen.floats(total * hidden);
        launch.at(gates)
                .at(given)
                .with(plan.size())
                .with(plan.at(ParameterNames.STATE_WEIGHT))
                .with(plan.at(ParameterNames.STATE_BIAS))
                .at(weights)
                .at(work.clips.of(0))
                .at(work.seeds.of(0))
                .with(threshold())
                .with(kept())
                .at(work.remembered.floats(total * hidden))
                .at(work.before.floats(total * hidden))
                .at(states);
        launch.run(kernels.get("advance"), new Grid(rows.clipCount(), 1, 1), plan.threads(), 1);
        affine(
                states,
                hidden,
                given,
                plan.size(),
                plan.at(ParameterNames.READOUT_WEIGHT),
                plan.at(ParameterNames.READOUT_BIAS),
                plan.neurons(),
                work.beforeOutput.floats(total * plan.neurons()));
    }

    private int threshold() {
        return (int) DropoutMask.threshold(dropout);
    }

    private float kept() {
        return DropoutMask.kept(dropout);
    }

    private double[] loss(long targets, LossFunction function, double correlationWeight) {
        int neurons = plan.neurons();
        int count = rows.memberCount();
        int chunks = chunks(LOSS_CHUNK);
        long clipOf = work.clipOfRow.of((long) rows.total() * Integer.BYTES);
        launch.at(work.clips.of(0)).at(clipOf);
        start("mark", new Grid(COPYING, rows.clipCount(), 1), false);
        long ofChunks = work.moments.of((long) count * chunks * MOMENTS * neurons * Double.BYTES);
        launch.at(work.beforeOutput.of(0))
                .at(work.parameters.of(0))
                .with(plan.size())
                .with(plan.outputAt())
                .with(neurons)
                .at(targets)
                .at(work.clips.of(0))
                .at(clipOf)
                .at(work.members.of(0))
                .with(chunks)
                .with(function == LossFunction.POISSON ? 1 : 0)
                .at(ofChunks);
        start("moments", new Grid(Launch.blocks(neurons, NEURONS_OF_A_BLOCK), chunks, count), true);
        int size = MOMENTS * neurons;
        long sums = work.momentSums.of((long) count * size * Double.BYTES);
        launch.at(ofChunks).with(chunks).with(size).at(sums);
        start("addMoments", new Grid(Launch.blocks(size, THREADS), 1, count), false);
        long losses = work.values.of((long) count * Double.BYTES);
        launch.at(sums)
                .with(neurons)
                .with(correlationWeight)
                .at(losses)
                .at(work.perEntry.floats(count))
                .at(work.constants.floats(3L * count * neurons));
        start("lossValue", new Grid(1, 1, count), false);
        double[] result = new double[count];
        transfer.down(losses, result);
        return result;
    }

    /** Turns what comes before the output nonlinearity into the slopes by it, and adds up those by its parameters. */
    private void slopes(long cotangents, long targets, boolean poisson) {
        int neurons = plan.neurons();
        int count = rows.memberCount();
        int chunks = chunks(LOSS_CHUNK);
        int size = plan.output().parametersPerNeuron() * neurons;
        long ofChunks = work.parts.floats(Math.max(1, (long) count * chunks * size));
        launch.at(work.beforeOutput.of(0))
                .at(work.parameters.of(0))
                .with(plan.size())
                .with(plan.outputAt())
                .with(neurons)
                .at(cotangents)
                .at(targets)
                .at(work.clips.of(0))
                .at(work.clipOfRow.of(0))
                .at(work.members.of(0))
                .with(chunks)
                .with(poisson ? 1 : 0)
                .at(work.perEntry.of(0))
                .at(work.constants.of(0))
                .at(ofChunks);
        start("slopes", new Grid(Launch.blocks(neurons, NEURONS_OF_A_BLOCK), chunks, count), true);
        if (size > 0) {
            long into = work.gradients.floats((long) count * plan.size());
            addUp(ofChunks, chunks, size, size, into, plan.size(), plan.outputAt(), 0);
        }
    }

    private void backThroughReadout() {
        int hidden = plan.hidden();
        int neurons = plan.neurons();
        long into = work.gradients.floats((long) rows.memberCount() * plan.size());
        int weightAt = plan.at(ParameterNames.READOUT_WEIGHT);
        sumOfProducts(
                work.beforeOutput.of(0),
                neurons,
                work.seen.of(0),
                hidden,
                into,
                plan.size(),
                weightAt,
                plan.at(ParameterNames.READOUT_BIAS));
        affineBack(work.beforeOutput.of(0), neurons, weightAt, work.hiddenSlopes.floats((long) rows.total() * hidden));
    }

    private void backThroughState() {
        int hidden = plan.hidden();
        launch.at(work.maps.of(0))
                .at(work.parameters.of(0))
                .with(plan.size())
                .with(plan.at(ParameterNames.STATE_WEIGHT))
                .at(work.clips.of(0))
                .at(work.seeds.of(0))
                .with(threshold())
                .with(kept())
                .at(work.remembered.of(0))
                .at(work.before.of(0))
                .at(work.hiddenSlopes.of(0))
                .at(plan.resetsAfterProduct() ? work.stateSlopes.floats((long) rows.total() * plan.units()) : 0);
        launch.run(kernels.get("goBack"), new Grid(rows.clipCount(), 1, 1), plan.threads(), 1);
        affineBack(
                work.maps.of(0),
                plan.units(),
                plan.at(ParameterNames.INPUT_WEIGHT),
                work.hiddenSlopes.floats((long) rows.total() * hidden));
    }

    private void backThroughNorm() {
        launch.at(work.hiddenSlopes.of(0))
                .at(work.encoded.of(0))
                .at(work.normalised.of(0))
                .at(work.inverses.of(0))
                .at(work.parameters.of(0))
                .with(plan.size())
                .with(plan.at(ParameterNames.NORM_SCALE))
                .at(work.members.of(0))
                .at(work.rawSlopes.floats((long) rows.total() * plan.hidden()));
        start("normaliseBack", positions(), false);
    }

    private void affine(long in, int depth, long weights, int size, int weightAt, int biasAt, int columns, long out) {
        launch.at(in)
                .with(depth)
                .at(weights)
                .with(size)
                .with(weightAt)
                .with(biasAt)
                .with(columns)
                .at(work.members.of(0))
                .at(out);
        startProduct("affine", rows.longestMember(), columns, rows.memberCount());
    }

    private void affineBack(long slopes, int depth, int weightAt, long out) {
        launch.at(slopes)
                .with(depth)
                .at(work.parameters.of(0))
                .with(plan.size())
                .with(weightAt)
                .with(plan.hidden())
                .at(work.members.of(0))
                .at(out);
        startProduct("affineBack", rows.longestMember(), plan.hidden(), rows.memberCount());
    }

    /** Over the rows of each member: the products of slopes and values, and the slopes alone, for weights and biases. */
    private void sumOfProducts(
            long slopes, int width, long values, int depth, long sums, int size, int weightAt, int biasAt) {
        int chunks = chunks(CHUNK);
        int elements = width * (depth + 1);
        long ofChunks = work.parts.floats((long) rows.memberCount() * chunks * elements);
        launch.at(slopes)
                .with(width)
                .at(values)
                .with(depth)
                .at(work.members.of(0))
                .with(chunks)
                .at(ofChunks);
        startProduct("outer", width, depth + 1, rows.memberCount() * chunks);
        addUp(ofChunks, chunks, elements, width * depth, sums, size, weightAt, biasAt);
    }

    private void addUp(
            long ofChunks, int chunks, int size, int split, long sums, int sumsSize, int firstAt, int secondAt) {
        launch.at(ofChunks)
                .with(chunks)
                .with(size)
                .with(split)
                .at(sums)
                .with(sumsSize)
                .with(firstAt)
                .with(secondAt);
        start("addUp", new Grid(Launch.blocks(size, THREADS), 1, rows.memberCount()), false);
    }

    private void start(String kernel, Grid grid, boolean byNeuron) {
        int threads = byNeuron ? NEURONS_OF_A_BLOCK : THREADS;
        launch.run(kernels.get(kernel), grid, threads, byNeuron ? ROWS_OF_A_BLOCK : 1);
    }

    /** Starts the kernel of a product whose blocks are as wide as fits the columns best. */
    private void startProduct(String kernel, long rowCount, int columns, int layers) {
        ProductTile tile = ProductTile.of(columns);
        Grid grid = new Grid(Launch.blocks(rowCount, ProductTile.HEIGHT), Launch.blocks(columns, tile.width()), layers);
        start(kernel + tile.sixteens(), grid, false);
    }

    private Grid positions() {
        return new Grid(Launch.blocks((long) rows.longestMember() * plan.positions(), THREADS), 1, rows.memberCount());
    }

    private int chunks(int ofRows) {
        return Launch.blocks(rows.longestMember(), ofRows);
    }

    private int matrixSize() {
        return plan.hidden() * plan.bands() + plan.hidden();
    }
}

package org.tonotopy.encoding.cuda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.cuda.Launch.Grid;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DropoutMask;

/**
 * What stages compute on: the rows and parameters of all members of a batch, memory by name, and the kernels that more than one
 * stage starts. For the thread that has the processor.
 */
final class Batch {
    /** Threads of a block, where its kernel does not say otherwise. */
    static final int THREADS = 256;

    /** Blocks that share what is computed value by value. */
    private static final int SHARING = 512;
    /** Blocks that share a clip. */
    private static final int SHARING_A_CLIP = 64;

    private static final int OF_ALL = -1;
    private static final KernelModule COPIES = KernelModule.of(KernelFile.COPIES);
    private static final KernelModule SUMS = KernelModule.of(KernelFile.SUMS);

    private final Kernels kernels;
    private final Workspace work;
    private final Transfer transfer;
    private final Launch launch;
    private final int size;
    private final Dropout dropout;
    private final PlacedRows rows;
    private final long parameters;
    private final long seeds;
    private final long gradients;
    /** By how many rows of silence stand before each clip. */
    private final Map<Integer, PlacedRows> longerRows = new HashMap<>();

    /**
     * Takes the workspace, and with it what any batch before left there.
     *
     * @param size parameters of a member
     * @param members with dropout at one rate
     */
    Batch(Kernels kernels, Workspace work, Transfer transfer, Launch launch, int size, List<Member> members) {
        this.kernels = kernels;
        this.work = work;
        this.transfer = transfer;
        this.launch = launch;
        this.size = size;
        this.dropout = members.get(0).dropout();
        this.parameters = floats(OF_ALL, "parameters", (long) members.size() * size);
        this.gradients = floats(OF_ALL, "gradients", (long) members.size() * size);
        transfer.up(members.stream().map(Member::parameters).toList(), parameters);
        Rows described = Rows.of(members);
        this.seeds = bytes(OF_ALL, "seeds", (long) described.seeds().length * Long.BYTES);
        transfer.up(described.seeds(), seeds);
        this.rows = place(described, 0);
        longerRows.put(0, rows);
    }

    /** Brings the description of rows to the processor. */
    private PlacedRows place(Rows described, int silent) {
        long members = bytes(OF_ALL, "members " + silent, (long) described.members().length * Integer.BYTES);
        transfer.up(described.members(), members);
        long clips = bytes(OF_ALL, "clips " + silent, (long) described.clips().length * Integer.BYTES);
        transfer.up(described.clips(), clips);
        long clipOfRow = bytes(OF_ALL, "clip of each " + silent, (long) described.total() * Integer.BYTES);
        long binOfRow = bytes(OF_ALL, "bin of each " + silent, (long) described.total() * Integer.BYTES);
        launch.at(clips).at(clipOfRow).at(binOfRow);
        startByClip(COPIES, "mark", described.clipCount());
        return new PlacedRows(described, members, clips, clipOfRow, binOfRow);
    }

    /** The rows of the clips. */
    PlacedRows rows() {
        return rows;
    }

    /** The same with so many rows of silence before each clip. */
    PlacedRows rowsBehind(int silent) {
        return longerRows.computeIfAbsent(silent, more -> place(rows.rows().lengthened(more), more));
    }

    int members() {
        return rows.rows().memberCount();
    }

    int clips() {
        return rows.rows().clipCount();
    }

    /** Address of the parameters of all members, one member behind the other. */
    long parameters() {
        return parameters;
    }

    /** Address of their slopes, in the same order. */
    long gradients() {
        return gradients;
    }

    /** Parameters of a member. */
    int size() {
        return size;
    }

    /** Address of the seeds of dropout, one for each clip. */
    long seeds() {
        return seeds;
    }

    boolean silences() {
        return dropout.rate() > 0;
    }

    int threshold() {
        return (int) DropoutMask.threshold(dropout);
    }

    float kept() {
        return DropoutMask.kept(dropout);
    }

    /** Where so many floats of a stage begin, which stay until the next batch. */
    long floats(int stage, String name, long count) {
        return work.of(stage, name).floats(count);
    }

    /** The same in bytes. */
    long bytes(int stage, String name, long count) {
        return work.of(stage, name).of(count);
    }

    /** Where something begins that was asked for before. */
    long held(int stage, String name) {
        return work.of(stage, name).of(0);
    }

    /** So many floats that are used at once, before anybody else asks for some. */
    long scratch(long count) {
        return floats(OF_ALL, "scratch", count);
    }

    /** Takes the arguments of the kernel that is started next. */
    Launch with() {
        return launch;
    }

    void start(KernelModule module, String kernel, Grid grid) {
        launch.run(kernels.get(module, kernel), grid, THREADS, 1);
    }

    void start(KernelModule module, String kernel, Grid grid, int threads, int rowsOfThreads) {
        launch.run(kernels.get(module, kernel), grid, threads, rowsOfThreads);
    }

    /** Blocks that share the values of all rows. */
    void startByValue(KernelModule module, String kernel) {
        start(module, kernel, new Grid(SHARING, 1, 1));
    }

    /** Blocks that share each clip. */
    void startByClip(KernelModule module, String kernel, int clipCount) {
        start(module, kernel, new Grid(SHARING_A_CLIP, clipCount, 1));
    }

    /** A thread for each of so many values of each member. */
    void startByMember(KernelModule module, String kernel, long values) {
        start(module, kernel, new Grid(Launch.blocks(values, THREADS), 1, members()));
    }

    /**
     * Starts the kernel of a product whose blocks are as wide as fits the columns best.
     *
     * @param definitions of the kernel, beside its width
     * @param rowCount rows of the product
     * @param layers products
     */
    void startProduct(
            KernelFile file, List<String> definitions, String kernel, long rowCount, int columns, int layers) {
        ProductTile tile = ProductTile.of(columns);
        start(
                KernelModule.ofProducts(file, tile, definitions),
                kernel,
                new Grid(Launch.blocks(rowCount, ProductTile.HEIGHT), Launch.blocks(columns, tile.width()), layers));
    }

    /** Each row's values times weights {@code [column][depth]}, and biases. */
    void affine(long in, int depth, long weights, int weightsSize, int weightAt, int biasAt, int columns, long out) {
        launch.at(in)
                .with(depth)
                .at(weights)
                .with(weightsSize)
                .with(weightAt)
                .with(biasAt)
                .with(columns)
                .at(rows.members())
                .at(out);
        startProduct(KernelFile.AFFINE, List.of(), "affine", rows.longestMember(), columns, members());
    }

    /** The way back: each row's slopes times weights {@code [depth][column]}. */
    void affineBack(long slopes, int depth, long weights, int weightsSize, int weightAt, int columns, long out) {
        launch.at(slopes)
                .with(depth)
                .at(weights)
                .with(weightsSize)
                .with(weightAt)
                .with(columns)
                .at(rows.members())
                .at(out);
        startProduct(KernelFile.AFFINE, List.of(), "affineBack", rows.longestMember(), columns, members());
    }

    /** Over the rows of each member: the products of slopes and values, and the slopes alone, for weights and biases. */
    void sumOfProducts(
            long slopes, int width, long values, int depth, long sums, int sumsSize, int weightAt, int biasAt) {
        int chunks = rows.chunks(KernelModule.CHUNK);
        int elements = width * (depth + 1);
        long ofChunks = scratch((long) members() * chunks * elements);
        launch.at(slopes)
                .with(width)
                .at(values)
                .with(depth)
                .at(rows.members())
                .with(chunks)
                .at(ofChunks);
        startProduct(KernelFile.AFFINE, List.of(), "outer", width, depth + 1, members() * chunks);
        addUp(ofChunks, chunks, elements, width * depth, sums, sumsSize, weightAt, biasAt);
    }

    /** Over so many rows at a time of each member: the products of two values of a column, and the first alone. */
    void columnProducts(PlacedRows given, long first, long second, int width, int ofRows, long sums) {
        int chunks = given.chunks(ofRows);
        long ofChunks = scratch((long) members() * chunks * 2 * width);
        launch.at(first)
                .at(second)
                .with(width)
                .at(given.members())
                .with(ofRows)
                .with(chunks)
                .at(ofChunks);
        start(SUMS, "columnProducts", new Grid(Launch.blocks(width, THREADS), 1, members() * chunks));
        addUp(ofChunks, chunks, 2 * width, 2 * width, sums, 2 * width, 0, 0);
    }

    /** Adds up what chunks of rows gave; elements from a place on stand elsewhere in the sums. */
    void addUp(long ofChunks, int chunks, int elements, int split, long sums, int sumsSize, int firstAt, int secondAt) {
        launch.at(ofChunks)
                .with(chunks)
                .with(elements)
                .with(split)
                .at(sums)
                .with(sumsSize)
                .with(firstAt)
                .with(secondAt);
        startByMember(SUMS, "addUp", elements);
    }
}

package org.tonotopy.encoding.cuda;

import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Starts kernels. Arguments are put one after another, then a kernel is run over a grid of blocks, which takes them. For the
 * thread that has the processor.
 */
final class Launch {
    private static final int ARGUMENTS = 32;
    private static final int WIDTH = Long.BYTES;
    /** Most blocks along the second and third side of a grid. */
    static final int LONGEST_SIDE = 65_535;

    private final BytePointer values = new BytePointer((long) ARGUMENTS * WIDTH);
    private final PointerPointer<BytePointer> places = new PointerPointer<>(ARGUMENTS);
    private final PointerPointer<BytePointer> none = new PointerPointer<>();
    private final CUstream_st stream = new CUstream_st();
    private int count;

    Launch() {
        for (int i = 0; i < ARGUMENTS; i++) {
            places.put(i, values.getPointer(BytePointer.class, (long) i * WIDTH));
        }
    }

    /** Drops arguments that no kernel took, because something failed between them. */
    void forget() {
        count = 0;
    }

    /** An address. */
    Launch at(long address) {
        values.putLong((long) count++ * WIDTH, address);
        return this;
    }

    Launch with(int value) {
        values.putInt((long) count++ * WIDTH, value);
        return this;
    }

    Launch with(float value) {
        values.putFloat((long) count++ * WIDTH, value);
        return this;
    }

    Launch with(double value) {
        values.putDouble((long) count++ * WIDTH, value);
        return this;
    }

    /**
     * Runs a kernel.
     *
     * @param function the kernel
     * @param grid blocks along the three sides
     * @param threads of a block along two sides
     */
    void run(CUfunc_st function, Grid grid, int threads, int rows) {
        count = 0;
        Driver.check(
                cudart.cuLaunchKernel(
                        function, grid.x(), grid.y(), grid.z(), threads, rows, 1, 0, stream, places, none),
                "start a kernel");
    }

    /** Blocks along three sides. */
    record Grid(int x, int y, int z) {
        Grid {
            if (y > LONGEST_SIDE || z > LONGEST_SIDE) {
                throw new IllegalArgumentException(
                        "a batch is too long for a graphics processor: ask for fewer clips per batch");
            }
        }
    }

    static int blocks(long size, int ofBlock) {
        return Math.toIntExact((size + ofBlock - 1) / ofBlock);
    }
}

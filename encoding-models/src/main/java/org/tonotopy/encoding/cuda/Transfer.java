package org.tonotopy.encoding.cuda;

import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Copies between Java's arrays and the processor's memory, through a stretch of memory that the processor reads by itself. */
final class Transfer {
    /** Long enough that its overhead does not count. */
    private static final int BYTES = 16 << 20;

    private static final int FLOATS = BYTES / Float.BYTES;

    private final Pointer stage = new Pointer();
    private final FloatPointer floats;
    private final IntPointer ints;
    private final LongPointer longs;
    private final DoublePointer doubles;

    Transfer() {
        Driver.check(cudart.cuMemHostAlloc(stage, BYTES, 0), "give memory to copy through");
        this.floats = new FloatPointer(stage);
        this.ints = new IntPointer(stage);
        this.longs = new LongPointer(stage);
        this.doubles = new DoublePointer(stage);
    }

    void up(float[] values, long address) {
        for (int from = 0; from < values.length; from += FLOATS) {
            int count = Math.min(FLOATS, values.length - from);
            floats.put(values, from, count);
            up(address + (long) from * Float.BYTES, (long) count * Float.BYTES);
        }
    }

    /** Several behind each other, with as few copies as there are stretches to fill. */
    void up(List<float[]> all, long address) {
        long to = address;
        int filled = 0;
        for (float[] values : all) {
            int from = 0;
            while (from < values.length) {
                int count = Math.min(FLOATS - filled, values.length - from);
                floats.position(filled).put(values, from, count).position(0);
                from += count;
                filled += count;
                if (filled == FLOATS) {
                    up(to, BYTES);
                    to += BYTES;
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            up(to, (long) filled * Float.BYTES);
        }
    }

    void up(int[] values, long address) {
        requireShort((long) values.length * Integer.BYTES);
        ints.put(values, 0, values.length);
        up(address, (long) values.length * Integer.BYTES);
    }

    void up(long[] values, long address) {
        requireShort((long) values.length * Long.BYTES);
        longs.put(values, 0, values.length);
        up(address, (long) values.length * Long.BYTES);
    }

    private void up(long address, long bytes) {
        // The next copy writes over the stage: this one has to be over.
        Driver.check(cudart.cuMemcpyHtoD(address, stage, bytes), "be given numbers");
    }

    void down(long address, float[] values) {
        for (int from = 0; from < values.length; from += FLOATS) {
            int count = Math.min(FLOATS, values.length - from);
            down(address + (long) from * Float.BYTES, (long) count * Float.BYTES);
            floats.get(values, from, count);
        }
    }

    void down(long address, double[] values) {
        requireShort((long) values.length * Double.BYTES);
        down(address, (long) values.length * Double.BYTES);
        doubles.get(values, 0, values.length);
    }

    private void down(long address, long bytes) {
        Driver.check(cudart.cuMemcpyDtoH(stage, address, bytes), "give its results back");
    }

    private static void requireShort(long bytes) {
        if (bytes > BYTES) {
            throw new IllegalArgumentException("a batch has too many clips: " + bytes + " bytes to describe it");
        }
    }
}

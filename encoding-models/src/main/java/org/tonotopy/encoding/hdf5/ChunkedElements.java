package org.tonotopy.encoding.hdf5;

import io.jhdf.dataset.chunked.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/**
 * The elements of a chunked dataset in C order, put together in slabs: as many rows of the first axis as a chunk has, or
 * as fit into 256 MiB; a chunk that reaches further is then decoded again for the next slab.
 */
final class ChunkedElements extends InputStream {

    private static final int MOST_BYTES = 256 << 20;

    private final Hdf5Storage storage;
    private final ChunkTable chunks;
    private final ChunkFilters filters;
    private final byte[] fill;
    private final int[] shape;
    private final int elementBytes;
    private final int rowBytes;
    private final int mostRows;
    private byte[] slab = {};
    private int position;
    private int end;
    private int nextRow;

    ChunkedElements(Hdf5Dataset dataset, Hdf5Storage storage) throws IOException {
        this.storage = storage;
        this.fill = dataset.fill();
        this.shape =
                dataset.header().shape().stream().mapToInt(Integer::intValue).toArray();
        this.elementBytes = dataset.header().type().bytes();
        this.chunks = ChunkTable.of(dataset, storage);
        long row = dataset.bytes() / shape[0];
        if (row > MOST_BYTES || chunks.elements() * elementBytes > MOST_BYTES) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_LARGE,
                    dataset.name(),
                    "has chunks, or elements to one index of its first axis, of more than " + (MOST_BYTES >> 20)
                            + " MiB",
                    "save it without chunks");
        }
        this.rowBytes = (int) row;
        this.filters = new ChunkFilters(
                dataset.name(), dataset.object(), (int) chunks.elements() * elementBytes, elementBytes);
        this.mostRows = Math.min(chunks.length(0), Math.max(1, MOST_BYTES / rowBytes));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] destination, int offset, int count) throws IOException {
        if (position == end && count > 0) {
            if (nextRow == shape[0]) {
                return -1;
            }
            fillSlab();
        }
        int taken = Math.min(count, end - position);
        System.arraycopy(slab, position, destination, offset, taken);
        position += taken;
        return taken;
    }

    private void fillSlab() throws IOException {
        // Slabs end where chunks do, so that few chunks are decoded twice.
        int untilChunkEnds = chunks.length(0) - nextRow % chunks.length(0);
        int rows = Math.min(Math.min(mostRows, untilChunkEnds), shape[0] - nextRow);
        if (slab.length < rows * rowBytes) {
            slab = new byte[rows * rowBytes];
        }
        Arrays.fill(slab, (byte) 0);
        if (!Arrays.equals(fill, new byte[elementBytes])) {
            for (int start = 0; start < rows * rowBytes; start += elementBytes) {
                System.arraycopy(fill, 0, slab, start, elementBytes);
            }
        }
        int[] corner = new int[shape.length];
        corner[0] = nextRow - nextRow % chunks.length(0);
        do {
            Optional<Chunk> chunk = chunks.at(corner);
            if (chunk.isPresent()) {
                place(decoded(chunk.get()), corner, rows);
            }
        } while (advance(corner));
        position = 0;
        end = rows * rowBytes;
        nextRow += rows;
    }

    private byte[] decoded(Chunk chunk) throws IOException {
        int length = chunk.getSize();
        if (length < 0 || length > filters.mostBytesInFile()) {
            throw chunks.damaged("has a chunk of " + Integer.toUnsignedString(length) + " bytes in the file");
        }
        storage.requireInside(chunks.array(), chunk.getAddress(), length);
        byte[] encoded = new byte[length];
        storage.read(chunk.getAddress(), encoded, 0, length);
        return filters.decode(encoded, chunk.getFilterMask());
    }

    /** The corner of the next chunk that holds a part of the slab: all axes move but the first. */
    private boolean advance(int[] corner) {
        for (int axis = corner.length - 1; axis > 0; axis--) {
            corner[axis] += chunks.length(axis);
            if (corner[axis] < shape[axis]) {
                return true;
            }
            corner[axis] = 0;
        }
        return false;
    }

    /** Copies what a chunk and the slab have in common, one run along the last axis at a time. */
    private void place(byte[] chunk, int[] corner, int rows) {
        int last = shape.length - 1;
        int[] from = new int[shape.length];
        int[] to = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            to[axis] = Math.min(chunks.length(axis), shape[axis] - corner[axis]);
        }
        from[0] = nextRow - corner[0];
        to[0] = Math.min(to[0], from[0] + rows);
        int[] index = from.clone();
        int run = (to[last] - from[last]) * elementBytes;
        do {
            long inChunk = 0;
            long inSlab = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                inChunk = inChunk * chunks.length(axis) + index[axis];
                inSlab =
                        inSlab * (axis == 0 ? 1 : shape[axis]) + corner[axis] + index[axis] - (axis == 0 ? nextRow : 0);
            }
            System.arraycopy(chunk, (int) inChunk * elementBytes, slab, (int) inSlab * elementBytes, run);
        } while (advance(index, from, to, last));
    }

    private static boolean advance(int[] index, int[] from, int[] to, int last) {
        for (int axis = last - 1; axis >= 0; axis--) {
            if (++index[axis] < to[axis]) {
                return true;
            }
            index[axis] = from[axis];
        }
        return false;
    }
}

package org.tonotopy.encoding.hdf5;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader;
import io.jhdf.dataset.NoParent;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/** Where the chunks of one dataset are in the file. */
final class ChunkTable {

    private final String array;
    private final int[] chunkShape;
    private final Map<ChunkOffset, Chunk> chunks;

    private ChunkTable(String array, int[] chunkShape, Map<ChunkOffset, Chunk> chunks) {
        this.array = array;
        this.chunkShape = chunkShape;
        this.chunks = chunks;
    }

    /** @throws ArrayFileRefusedException where chunks and dataset do not fit each other, or there are too many */
    static ChunkTable of(Hdf5Dataset dataset, Hdf5Storage storage) throws IOException {
        String name = dataset.name();
        ObjectHeader header = dataset.object();
        Index index = Parsing.of(
                name,
                () -> header.hasMessageOfType(ChunkedDataLayoutMessage.class)
                        ? new OldIndex(storage, name, header)
                        : new NewIndex(storage, name, header));
        int[] chunkShape = Parsing.of(name, index::getChunkDimensions);
        double count = chunkShape.length == dataset.header().dimensions() ? 1 : Double.POSITIVE_INFINITY;
        double elements = 1;
        for (int axis = 0; axis < chunkShape.length && Double.isFinite(count); axis++) {
            int length = dataset.header().length(axis);
            count = chunkShape[axis] < 1
                    ? Double.POSITIVE_INFINITY
                    : count * Math.ceil(length / (double) chunkShape[axis]);
            elements *= chunkShape[axis];
        }
        if (count > ClaimedCounts.MOST || elements > Integer.MAX_VALUE) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_LARGE,
                    name,
                    "has more than " + ClaimedCounts.MOST + " chunks, or chunks that do not fit its shape",
                    "save it in larger chunks, or in one piece");
        }
        Map<ChunkOffset, Chunk> chunks = Parsing.of(name, index::chunks);
        if (index.isExtensible() && chunks.size() < count) {
            // jHDF stops at the first chunk that was never written, and would lose what comes after it.
            throw new ArrayFileRefusedException(
                    Kind.UNSUPPORTED_FEATURE,
                    name,
                    "is a resizable dataset of which some chunks were never written",
                    "save it with a fixed shape, or write all of it");
        }
        return new ChunkTable(name, chunkShape, chunks);
    }

    /** Finds the chunks of a dataset; jHDF keeps its two ways to itself and to those that extend it. */
    private interface Index {
        int[] getChunkDimensions();

        Map<ChunkOffset, Chunk> chunks();

        /** Whether the chunks are in an extensible array, as those of resizable datasets of newer files are. */
        boolean isExtensible();
    }

    private static final class OldIndex extends ChunkedDatasetV3 implements Index {

        OldIndex(Hdf5Storage storage, String name, ObjectHeader header) {
            super(storage, header.getAddress(), name, NoParent.INSTANCE, header);
        }

        @Override
        public Map<ChunkOffset, Chunk> chunks() {
            return getChunkLookup();
        }

        @Override
        public boolean isExtensible() {
            return false;
        }
    }

    private static final class NewIndex extends ChunkedDatasetV4 implements Index {

        NewIndex(Hdf5Storage storage, String name, ObjectHeader header) {
            super(storage, header.getAddress(), name, NoParent.INSTANCE, header);
        }

        @Override
        public Map<ChunkOffset, Chunk> chunks() {
            return getChunkLookup();
        }

        @Override
        public boolean isExtensible() {
            return getHeaderMessage(ChunkedDataLayoutMessageV4.class).getIndexingType()
                    == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX;
        }
    }

    String array() {
        return array;
    }

    /** Length of a chunk along one axis. */
    int length(int axis) {
        return chunkShape[axis];
    }

    /** Number of elements in one chunk. */
    long elements() {
        long product = 1;
        for (int length : chunkShape) {
            product *= length;
        }
        return product;
    }

    /** The chunk whose first element is at {@code corner}; empty where it was never written. */
    Optional<Chunk> at(int[] corner) {
        long[] offset = new long[corner.length];
        for (int axis = 0; axis < corner.length; axis++) {
            offset[axis] = corner[axis];
        }
        return Optional.ofNullable(chunks.get(new ChunkOffset(offset)))
                .filter(chunk -> chunk.getAddress() != Constants.UNDEFINED_ADDRESS);
    }

    ArrayFileRefusedException damaged(String what) {
        return new ArrayFileRefusedException(Kind.DAMAGED, array, what, Hdf5Storage.AGAIN);
    }
}

package org.tonotopy.encoding.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/**
 * Takes back what filters did to the chunks of one dataset. jHDF's own pipeline inflates whatever comes and ignores
 * checksums and the filters that a chunk left out; this one knows how long a chunk is.
 */
final class ChunkFilters {

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;
    private static final Map<Integer, String> OTHERS =
            Map.of(4, "szip", 5, "nbit", 6, "scaleoffset", 32001, "blosc", 32004, "lz4", 32008, "bitshuffle");

    private final String array;
    private final List<FilterInfo> filters;
    private final int chunkBytes;
    private final int elementBytes;

    /** @throws ArrayFileRefusedException where a filter is not one that is read */
    ChunkFilters(String array, ObjectHeader header, int chunkBytes, int elementBytes) throws IOException {
        this.array = array;
        this.chunkBytes = chunkBytes;
        this.elementBytes = elementBytes;
        this.filters = header.hasMessageOfType(FilterPipelineMessage.class)
                ? Parsing.of(
                        array,
                        () -> header.getMessageOfType(FilterPipelineMessage.class)
                                .getFilters())
                : List.of();
        for (FilterInfo filter : filters) {
            int id = filter.getId();
            if (id != DEFLATE && id != SHUFFLE && id != FLETCHER32 && id != LZF) {
                String name = OTHERS.getOrDefault(id, Parsing.printable(filter.getName()));
                throw new ArrayFileRefusedException(
                        Kind.UNSUPPORTED_FILTER,
                        array,
                        "is stored with the filter " + name + " (number " + id + "), which is not read",
                        "save it with compression=\"gzip\" or uncompressed");
            }
        }
    }

    /** The longest that a chunk can be in the file: filters that make it longer add little. */
    int mostBytesInFile() {
        return chunkBytes + chunkBytes / 8 + 4096;
    }

    /**
     * The bytes of a chunk.
     *
     * @param encoded the chunk as it is in the file
     * @param leftOut the filters, by index, that were not applied to this chunk
     */
    byte[] decode(byte[] encoded, BitSet leftOut) throws IOException {
        byte[] bytes = encoded;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (!leftOut.get(i)) {
                byte[] filtered = bytes;
                bytes = switch (filters.get(i).getId()) {
                    case DEFLATE -> inflated(filtered);
                    case FLETCHER32 -> verified(filtered);
                    case SHUFFLE -> new ByteShuffleFilter().decode(filtered, new int[] {elementBytes});
                    default -> Parsing.of(array, () -> new LzfFilter().decode(filtered, new int[] {0, 0, chunkBytes}));
                };
            }
        }
        if (bytes.length != chunkBytes) {
            throw damaged("has a chunk of " + bytes.length + " bytes instead of " + chunkBytes);
        }
        return bytes;
    }

    private byte[] inflated(byte[] deflated) throws ArrayFileRefusedException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] bytes = new byte[chunkBytes];
            int length = inflater.inflate(bytes);
            // Checksums of inner filters lengthen a chunk by four bytes each.
            byte[] more = new byte[Integer.BYTES * filters.size()];
            int beyond = inflater.finished() ? 0 : inflater.inflate(more);
            if (!inflater.finished()) {
                throw damaged("has a chunk that inflates to more than its " + chunkBytes + " bytes, or is cut short");
            }
            if (length + beyond == chunkBytes) {
                return bytes;
            }
            byte[] all = Arrays.copyOf(bytes, length + beyond);
            System.arraycopy(more, 0, all, length, beyond);
            return all;
        } catch (DataFormatException unreadable) {
            throw damaged("has a chunk that cannot be inflated");
        } finally {
            inflater.end();
        }
    }

    private byte[] verified(byte[] summed) throws ArrayFileRefusedException {
        int length = summed.length - Integer.BYTES;
        if (length < 0
                || ByteBuffer.wrap(summed).order(ByteOrder.LITTLE_ENDIAN).getInt(length)
                        != Fletcher32.of(summed, length)) {
            throw damaged("has a chunk that does not match its checksum");
        }
        return Arrays.copyOf(summed, length);
    }

    private ArrayFileRefusedException damaged(String what) {
        return new ArrayFileRefusedException(Kind.DAMAGED, array, what, Hdf5Storage.AGAIN);
    }
}

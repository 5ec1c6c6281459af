package org.tonotopy.encoding.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader.ObjectHeaderV2;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ArraySink;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.array.ElementWriter;

/**
 * Writes an HDF5 file of arrays and texts in its root group, each array in one piece and uncompressed. The elements are
 * asked for when the file is written, and pass through in blocks.
 */
public final class Hdf5Writer implements ArraySink {

    private record Pending(String name, ArrayHeader header, Content content) {}

    private final List<Pending> arrays = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    @Override
    public void write(String name, ArrayHeader header, Content content) {
        // jHDF writes in the order of the machine, and says so in the file.
        arrays.add(new Pending(name, new ArrayHeader(header.type(), ByteOrder.nativeOrder(), header.shape()), content));
    }

    /** Adds a scalar string dataset. */
    public void text(String name, String text) {
        texts.put(name, text);
    }

    /**
     * Writes the file.
     *
     * @param file where to; a file that is there is replaced
     * @throws IOException where it cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Files.deleteIfExists(file);
        try (WritableHdfFile hdf5 = HdfFile.write(file)) {
            texts.forEach(hdf5::putDataset);
            for (Pending array : arrays) {
                hdf5.putDataset(array.name(), new StreamedDataset(array, hdf5));
            }
        } catch (UncheckedIOException failure) {
            throw new IOException("the array could not be written", failure.getCause());
        } catch (HdfException failure) {
            throw new IOException("the file could not be written: " + failure.getMessage(), failure);
        }
    }

    /** A dataset in one piece whose elements are never all in memory, as those of jHDF's own are. */
    private static final class StreamedDataset extends WritableDatasetImpl {

        private final Pending array;
        private final Object template;

        StreamedDataset(Pending array, Group parent) {
            this(array, template(array.header()), parent);
        }

        private StreamedDataset(Pending array, Object template, Group parent) {
            super(template, array.name(), parent, options(array.header().type()));
            this.array = array;
            this.template = template;
        }

        private static DatasetCreationOptions options(ElementType type) {
            return type == ElementType.U1 || type == ElementType.U2
                    ? DatasetCreationOptions.builder().unsigned().build()
                    : DatasetCreationOptions.DEFAULT;
        }

        /** Of the array's type and shape, for jHDF to see; all of its rows are one row. */
        private static Object template(ArrayHeader header) {
            Class<?> element = switch (header.type()) {
                case U1, I1 -> byte.class;
                case U2, I2 -> short.class;
                case I4 -> int.class;
                case I8 -> long.class;
                case F4 -> float.class;
                case F8 -> double.class;
            };
            if (header.dimensions() == 0) {
                return Array.get(Array.newInstance(element, 1), 0);
            }
            Object part = Array.newInstance(element, header.length(header.dimensions() - 1));
            for (int axis = header.dimensions() - 2; axis >= 0; axis--) {
                Object whole = Array.newInstance(part.getClass(), header.length(axis));
                for (int i = 0; i < header.length(axis); i++) {
                    Array.set(whole, i, part);
                }
                part = whole;
            }
            return part;
        }

        @Override
        public long write(HdfFileChannel channel, long position) {
            long length = array.header().elements() * array.header().type().bytes();
            // The header is as long whatever the address in it.
            long start = position + header(position, 0, length).remaining();
            ChannelOutput output = new ChannelOutput(channel, position);
            try {
                output.write(header(position, start, length));
                ElementWriter.write(array.header(), array.content(), output);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            channel.position(start + length);
            return start + length;
        }

        private ByteBuffer header(long position, long start, long length) {
            List<Message> messages = List.of(
                    DataTypeMessage.create(getDataType()),
                    DataSpaceMessage.create(DataSpace.fromObject(template)),
                    FillValueMessage.NO_FILL,
                    ContiguousDataLayoutMessage.create(start, length));
            return new ObjectHeaderV2(position, messages).toBuffer();
        }
    }

    private static final class ChannelOutput extends OutputStream {

        private final HdfFileChannel channel;
        private long position;

        ChannelOutput(HdfFileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        @Override
        public void write(int value) throws IOException {
            write(ByteBuffer.wrap(new byte[] {(byte) value}));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            write(ByteBuffer.wrap(bytes, offset, length));
        }

        void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                position += channel.getFileChannel().write(bytes, position);
            }
        }
    }
}

package org.tonotopy.encoding.hdf5;

import io.jhdf.AbstractNode;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.NodeType;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.dataset.NoParent;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.DataLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.hdf5.Hdf5Links.Link;

/**
 * The datasets in the root group of an HDF5 file from an untrusted source.
 *
 * <p>Only what is asked for is parsed. Datasets whose elements are elsewhere (soft and external links, external storage,
 * virtual datasets), filters other than deflate, shuffle, fletcher32 and lzf, and element types other than those of
 * {@link org.tonotopy.encoding.array.ElementType} are refused. Not safe for use by several threads.
 */
public final class Hdf5File implements ArrayFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int LONGEST_NAME = 200;

    private final Hdf5Storage storage;
    private final ArrayFileLimits limits;
    private final String textName;
    private final long rootAddress;
    private final Map<String, Link> links;
    private final Map<String, Hdf5Dataset> parsed = new HashMap<>();
    private long declaredBytes;

    private Hdf5File(Hdf5Storage storage, ArrayFileLimits limits, String textName) throws IOException {
        this.storage = storage;
        this.limits = limits;
        this.textName = textName;
        this.rootAddress = Parsing.of(Hdf5Storage.FILE, () -> rootAddress(storage));
        this.links = Parsing.of(
                Hdf5Storage.FILE, () -> Hdf5Links.of(storage, ObjectHeader.readObjectHeader(storage, rootAddress)));
        if (links.size() > limits.maxEntries()) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_MANY_ENTRIES,
                    Hdf5Storage.FILE,
                    "has " + links.size() + " datasets and groups, more than " + limits.maxEntries(),
                    "keep only the arrays of the recording");
        }
        for (String name : links.keySet()) {
            if (name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
                throw new ArrayFileRefusedException(
                        Kind.NOT_AN_ARRAY,
                        Hdf5Storage.FILE,
                        "has something called '" + Parsing.printable(name) + "', which is no name of an array",
                        "keep only the arrays of the recording");
            }
        }
    }

    /**
     * Opens a file and reads its list of datasets.
     *
     * @param textName the name of the one attribute or dataset that is a text and no array
     * @throws ArrayFileRefusedException where the file is not HDF5, or is damaged, or exceeds a limit
     * @throws IOException where the file cannot be read at all
     */
    public static Hdf5File open(Path file, ArrayFileLimits limits, String textName) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Hdf5File(new Hdf5Storage(channel, superblock(channel)), limits, textName);
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    /** The superblock stands at the beginning, or after a user block of 512 bytes or that times a power of two. */
    private static Superblock superblock(FileChannel channel) throws IOException {
        for (long offset = 0; offset < channel.size(); offset = Math.max(512, 2 * offset)) {
            ByteBuffer start = ByteBuffer.allocate(SIGNATURE.length);
            channel.read(start, offset);
            if (start.flip().equals(ByteBuffer.wrap(SIGNATURE))) {
                long found = offset;
                Superblock superblock = Parsing.of(Hdf5Storage.FILE, () -> Superblock.readSuperblock(channel, found));
                requireReadable(superblock, found, channel.size());
                return superblock;
            }
        }
        throw new ArrayFileRefusedException(
                Kind.NOT_AN_ARCHIVE, Hdf5Storage.FILE, "is not an HDF5 file", Hdf5Storage.AGAIN);
    }

    private static void requireReadable(Superblock superblock, long offset, long size)
            throws ArrayFileRefusedException {
        if (superblock.getSizeOfOffsets() != Long.BYTES || superblock.getSizeOfLengths() != Long.BYTES) {
            throw new ArrayFileRefusedException(
                    Kind.UNSUPPORTED_FEATURE,
                    Hdf5Storage.FILE,
                    "has offsets or lengths of other than eight bytes",
                    "save it with the defaults of h5py");
        }
        long base = superblock.getBaseAddressByte();
        if (base != offset || superblock.getEndOfFileAddress() - base > size) {
            throw new ArrayFileRefusedException(
                    Kind.DAMAGED, Hdf5Storage.FILE, "is cut short, or its start is damaged", Hdf5Storage.AGAIN);
        }
    }

    private static long rootAddress(Hdf5Storage storage) {
        Superblock superblock = storage.getSuperblock();
        if (superblock instanceof SuperblockV0V1 old) {
            return new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress() - old.getBaseAddressByte())
                    .getObjectHeaderAddress();
        }
        return ((SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress();
    }

    @Override
    public Set<String> names() {
        Set<String> arrays = new LinkedHashSet<>(links.keySet());
        arrays.remove(textName);
        return Collections.unmodifiableSet(arrays);
    }

    @Override
    public ArrayHeader header(String name) throws IOException {
        return dataset(name).header();
    }

    @Override
    public ElementReader elements(String name) throws IOException {
        Hdf5Dataset dataset = dataset(name);
        return new ElementReader(name, dataset.header(), dataset.elements(storage));
    }

    private Hdf5Dataset dataset(String name) throws IOException {
        Hdf5Dataset known = parsed.get(name);
        if (known == null) {
            ObjectHeader header = objectHeader(name);
            known = Hdf5Dataset.of(name, header, storage, limits);
            declaredBytes += known.bytes();
            if (declaredBytes > limits.maxBytes()) {
                throw new ArrayFileRefusedException(
                        Kind.TOO_LARGE,
                        Hdf5Storage.FILE,
                        "declares more than " + limits.maxBytes() + " bytes",
                        "split the recording, or use smaller element types");
            }
            parsed.put(name, known);
        }
        return known;
    }

    private ObjectHeader objectHeader(String name) throws IOException {
        Link link = links.get(name);
        if (link == null) {
            throw new ArrayFileRefusedException(
                    Kind.MISSING_ARRAY, name, "is not in the file", "add a dataset of this name");
        }
        if (link instanceof Link.Elsewhere elsewhere) {
            throw Parsing.elsewhere(name, "is a link to something else (" + elsewhere.kind() + " link)");
        }
        long address = ((Link.Hard) link).address();
        return Parsing.of(name, () -> ObjectHeader.readObjectHeader(storage, address));
    }

    /**
     * The text of the file: an attribute of the root group, or else a scalar string dataset.
     *
     * @throws ArrayFileRefusedException where what is there is not one text
     */
    public Optional<String> text() throws IOException {
        Map<String, Attribute> attributes =
                Parsing.of(Hdf5Storage.FILE, () -> new Root(storage, rootAddress).getAttributes());
        Attribute attribute = attributes.get(textName);
        if (attribute != null) {
            requireText(attribute.getDataType(), attribute.getDimensionsAsLong().length == 0);
            return Optional.of(text(Parsing.of(textName, () -> Optional.ofNullable(attribute.getData()))));
        }
        if (!links.containsKey(textName)) {
            return Optional.empty();
        }
        ObjectHeader header = objectHeader(textName);
        Dataset dataset =
                Parsing.of(textName, () -> DatasetLoader.createDataset(storage, header, textName, NoParent.INSTANCE));
        // Chunks may be compressed, and a text in one piece is small enough for the count of the storage.
        boolean inOnePiece = Parsing.of(textName, dataset::getDataLayout) != DataLayout.CHUNKED;
        requireText(dataset.getDataType(), dataset.getDimensionsAsLong().length == 0 && inOnePiece);
        return Optional.of(text(Parsing.of(textName, () -> Optional.ofNullable(dataset.getData()))));
    }

    private String text(Optional<Object> value) throws ArrayFileRefusedException {
        if (value.isPresent() && value.get() instanceof String text) {
            return text;
        }
        throw noText();
    }

    private void requireText(DataType type, boolean single) throws ArrayFileRefusedException {
        boolean text = type instanceof StringData
                || (type instanceof VariableLength length && length.isVariableLengthString());
        if (!text || !single) {
            throw noText();
        }
    }

    private ArrayFileRefusedException noText() {
        return new ArrayFileRefusedException(
                Kind.UNSUPPORTED_TYPE, textName, "is not a single text", "save it as one string");
    }

    @Override
    public void close() {
        storage.close();
    }

    /** The root group as jHDF sees it, for its attributes. */
    private static final class Root extends AbstractNode {

        Root(Hdf5Storage storage, long address) {
            super(storage, address, "", NoParent.INSTANCE);
        }

        @Override
        public NodeType getType() {
            return NodeType.GROUP;
        }
    }
}

package org.tonotopy.encoding.deeplearning4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;

/**
 * The zip that Deeplearning4j's {@code ModelSerializer} writes, with entries of our own beside its own. Deeplearning4j
 * can read it; we read it ourselves, because its reader makes Java objects and native memory of whatever a file asks for.
 * Here an entry has to be one of those known, is bounded before it is inflated, and is never more than numbers and JSON.
 */
public final class ModelArchive {

    /** Deeplearning4j's own entries. */
    public static final String CONFIGURATION = ModelSerializer.CONFIGURATION_JSON;

    public static final String PARAMETERS = ModelSerializer.COEFFICIENTS_BIN;
    public static final String UPDATER_STATE = ModelSerializer.UPDATER_BIN;

    private static final long MOST_BYTES = 1L << 28;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<String, byte[]> entries;

    private ModelArchive(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    /**
     * Writes a model with more entries beside it. The bytes depend on nothing but the arguments.
     *
     * @param model what Deeplearning4j writes
     * @param withUpdater whether the step rule's state goes with it
     * @param more entries of our own, by name
     * @param destination left open
     */
    public static void write(
            EncodingModel model, boolean withUpdater, Map<String, byte[]> more, OutputStream destination)
            throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ModelSerializer.writeModel(model.network(), plain, withUpdater);
        Map<String, byte[]> entries = read(
                        new ByteArrayInputStream(plain.toByteArray()), Set.of(CONFIGURATION, PARAMETERS, UPDATER_STATE))
                .entries;
        entries.putAll(more);
        ZipOutputStream zip = new ZipOutputStream(destination);
        for (Map.Entry<String, byte[]> content : entries.entrySet()) {
            ZipEntry entry = new ZipEntry(content.getKey());
            // The clock has no part in a model's bytes.
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(content.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Reads an archive whole.
     *
     * @param source left open
     * @param known the entries that it may have
     * @throws InvalidModelException where it has others, has one twice, is damaged, or is longer than a model can be
     */
    public static ModelArchive read(InputStream source, Set<String> known) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(source);
        long remaining = MOST_BYTES;
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!known.contains(entry.getName())) {
                    throw new InvalidModelException("The model file has an entry that no model has; save it again");
                }
                byte[] content = inflate(zip, remaining);
                remaining -= content.length;
                if (entries.put(entry.getName(), content) != null) {
                    throw new InvalidModelException("The model file has " + entry.getName() + " twice; save it again");
                }
            }
        } catch (ZipException damaged) {
            throw new InvalidModelException("The model file is damaged; download it again", damaged);
        }
        return new ModelArchive(entries);
    }

    /**
     * The bytes of an entry.
     *
     * @throws InvalidModelException where it is missing
     */
    public byte[] bytes(String name) throws InvalidModelException {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new InvalidModelException("The model file lacks " + name + "; save it again");
        }
        return content;
    }

    /**
     * The numbers of an entry that Deeplearning4j wrote.
     *
     * @param expected how many there must be
     * @throws InvalidModelException where there are not that many finite floats
     */
    public float[] floats(String name, long expected) throws IOException {
        byte[] content = bytes(name);
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(content))) {
            data.readUTF();
            long shapeLength = data.readLong();
            data.readUTF();
            if (shapeLength < 0 || shapeLength > 100) {
                throw new InvalidModelException(name + " does not hold one vector of floats; save the model again");
            }
            data.skipBytes(Math.toIntExact(shapeLength * Long.BYTES));
            data.readUTF();
            long length = data.readLong();
            String type = data.readUTF();
            if (!"FLOAT".equals(type) || length != expected || data.available() != length * Float.BYTES) {
                throw new InvalidModelException(name + " holds " + length + " numbers of type " + type
                        + " where the network has " + expected + " floats; save the model again");
            }
            float[] values = new float[Math.toIntExact(length)];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.readFloat();
                if (!Float.isFinite(values[i])) {
                    throw new InvalidModelException(name + " holds a number that is not finite; fit the model again");
                }
            }
            return values;
        } catch (EOFException | UTFDataFormatException damaged) {
            throw new InvalidModelException(name + " is cut short; save the model again", damaged);
        }
    }

    private static byte[] inflate(ZipInputStream zip, long most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
            if (content.size() + (long) count > most) {
                throw new InvalidModelException("The model file inflates to more than 256 MiB; no model is that long");
            }
            content.write(buffer, 0, count);
        }
        return content.toByteArray();
    }
}

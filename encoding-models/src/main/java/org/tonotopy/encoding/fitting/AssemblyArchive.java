package org.tonotopy.encoding.fitting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Assemblies as files: a zip whose first entry lists the networks, and then the file of each network in that order. Files are
 * taken for numbers and JSON and nothing else.
 */
final class AssemblyArchive {

    private static final String MANIFEST = "assembly.json";
    private static final int LONGEST_MANIFEST = 1 << 26;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Bytes of a zip's first entry before its name. */
    private static final int LOCAL_HEADER = 30;

    private AssemblyArchive() {}

    /**
     * What the file holds.
     *
     * @param networks one for each network
     */
    private record Manifest(List<Entry> networks) {
        Manifest {
            networks = List.copyOf(networks);
        }
    }

    /**
     * A network of the file.
     *
     * @param file name of its entry
     * @param neurons indices in the recording, ascending
     * @param fold the fold that it was fitted for
     */
    private record Entry(String file, List<Integer> neurons, Optional<Integer> fold) {
        Entry {
            neurons = List.copyOf(neurons);
        }
    }

    static void write(List<AssembledNetwork> networks, OutputStream destination) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (AssembledNetwork network : networks) {
            entries.add(new Entry("networks/%05d.zip".formatted(entries.size()), network.neurons(), network.fold()));
        }
        ZipOutputStream zip = new ZipOutputStream(destination);
        zip.setLevel(Deflater.NO_COMPRESSION);
        put(zip, MANIFEST, JSON.writeValueAsBytes(new Manifest(entries)));
        for (int i = 0; i < entries.size(); i++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            networks.get(i).model().writeTo(file);
            put(zip, entries.get(i).file(), file.toByteArray());
        }
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The clock has no part in a model's bytes.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static FittedAssembly read(InputStream source, List<Integer> neurons) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(source, LOCAL_HEADER + MANIFEST.length());
        byte[] start = peeked.readNBytes(LOCAL_HEADER + MANIFEST.length());
        peeked.unread(start);
        byte[] name = Arrays.copyOfRange(start, Math.min(LOCAL_HEADER, start.length), start.length);
        try {
            return Arrays.equals(name, MANIFEST.getBytes(StandardCharsets.US_ASCII))
                    ? readAssembly(new ZipInputStream(peeked))
                    : FittedAssembly.of(FittedModel.read(peeked), neurons);
        } catch (IllegalArgumentException inconsistent) {
            throw new InvalidModelException(
                    "The networks of the model file do not fit together (" + inconsistent.getMessage()
                            + "); save the model again",
                    inconsistent);
        }
    }

    private static FittedAssembly readAssembly(ZipInputStream zip) throws IOException {
        try {
            zip.getNextEntry();
            List<AssembledNetwork> networks = new ArrayList<>();
            for (Entry entry : manifest(zip.readNBytes(LONGEST_MANIFEST)).networks()) {
                ZipEntry next = zip.getNextEntry();
                if (next == null || !next.getName().equals(entry.file())) {
                    throw new InvalidModelException("The model file lacks " + entry.file() + "; download it again");
                }
                networks.add(new AssembledNetwork(FittedModel.read(zip), entry.neurons(), entry.fold()));
            }
            return new FittedAssembly(networks);
        } catch (ZipException damaged) {
            throw new InvalidModelException("The model file is damaged; download it again", damaged);
        }
    }

    private static Manifest manifest(byte[] json) throws InvalidModelException {
        try {
            return JSON.readValue(json, Manifest.class);
        } catch (JacksonException unreadable) {
            throw new InvalidModelException(MANIFEST + " is damaged; download the model again", unreadable);
        }
    }
}

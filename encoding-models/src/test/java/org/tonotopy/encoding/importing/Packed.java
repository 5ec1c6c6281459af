package org.tonotopy.encoding.importing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tonotopy.encoding.fuzz.Mutation;

/** Files that a test packs into an archive. */
public final class Packed {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    public Packed with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    public Packed with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Packed without(String name) {
        files.remove(name);
        return this;
    }

    /** The files in a zip, which need not be one of ours. */
    public static Packed ofZip(byte[] zip) throws IOException {
        Packed packed = new Packed();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                packed.with(entry.getName(), entries.readAllBytes());
            }
        }
        return packed;
    }

    public byte[] content(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    /** The same files, one of them damaged before they are packed: no checksum tells. */
    public Packed withOneMutated(SplittableRandom random) {
        Packed changed = new Packed();
        int victim = random.nextInt(files.size());
        int index = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            boolean damaged = index++ == victim;
            changed.with(file.getKey(), damaged ? Mutation.of(file.getValue(), random) : file.getValue());
        }
        return changed;
    }

    public byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    public byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTar(bytes);
        return bytes.toByteArray();
    }

    public byte[] tarGz() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            writeTar(gzip);
        }
        return bytes.toByteArray();
    }

    private void writeTar(OutputStream bytes) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }
}

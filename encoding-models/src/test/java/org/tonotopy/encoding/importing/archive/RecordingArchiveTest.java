package org.tonotopy.encoding.importing.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.importing.Packed;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;

class RecordingArchiveTest {

    private static final ArchiveLimits LIMITS = ArchiveLimits.within(ReadingLimits.standard());
    private static final ArchiveLimits SMALL = new ArchiveLimits(20, 20_000, 100_000, 100, 200);

    @TempDir
    Path folder;

    static Stream<byte[]> forms() throws IOException {
        Packed files = new Packed()
                .with("cell/stim10.wav", "ten")
                .with("./cell//stim2.wav", "two")
                .with("cell\\spike2", "1 2\n")
                .with("Zellen/größe.txt", "ümlaut")
                .with("__MACOSX/cell/._stim2.wav", "junk")
                .with("cell/.DS_Store", "junk")
                .with("empty", "");
        return Stream.of(files.zip(), files.tar(), files.tarGz());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void listsAndReadsWhatPeoplePacked(byte[] packed) throws IOException {
        try (RecordingArchive archive = RecordingArchive.open(file(packed), LIMITS)) {
            assertThat(archive.entries())
                    .extracting(ArchiveEntry::name)
                    .containsExactly("Zellen/größe.txt", "cell/spike2", "cell/stim2.wav", "cell/stim10.wav", "empty");
            assertThat(text(archive, "Zellen/größe.txt")).isEqualTo("ümlaut");
            assertThat(text(archive, "cell/stim10.wav")).isEqualTo("ten");
            assertThat(text(archive, "empty")).isEmpty();
            ArchiveEntry two = archive.entry("cell/stim2.wav").orElseThrow();
            assertThat(two.folder()).isEqualTo("cell");
            assertThat(two.fileName()).isEqualTo("stim2.wav");
            Path onDisk = archive.onDisk(two);
            assertThat(onDisk).hasContent("two");
            archive.close();
            assertThat(onDisk).as("gone with the archive").doesNotExist();
        }
    }

    static Stream<Arguments> refused() throws IOException {
        byte[] zip = new Packed().with("a.txt", "some text that is deflated").zip();
        byte[] tar =
                new Packed().with("a.txt", "some text").with("b.txt", "more").tar();
        byte[] gz = new Packed().with("a.txt", "some text").tarGz();
        byte[] wrongSum = zip.clone();
        wrongSum[lastIndexOf(zip, "PK\1\2") + 16] ^= 1;
        return Stream.of(
                arguments("no archive", bytes("RIFF, but not an archive"), Code.UNSUPPORTED_FORMAT),
                arguments("nothing", new byte[0], Code.UNSUPPORTED_FORMAT),
                arguments("zip cut short", Arrays.copyOf(zip, zip.length - 30), Code.DAMAGED_FILE),
                arguments("zip with a wrong checksum", wrongSum, Code.DAMAGED_FILE),
                arguments("tar cut in a file", Arrays.copyOf(tar, 700), Code.DAMAGED_FILE),
                arguments("tar cut between files", Arrays.copyOf(tar, 1024), Code.DAMAGED_FILE),
                arguments("tar.gz cut short", Arrays.copyOf(gz, gz.length - 9), Code.DAMAGED_FILE),
                arguments("parent in zip", new Packed().with("../a", "x").zip(), Code.UNSAFE_ENTRY),
                arguments("parent in tar", new Packed().with("b/../../a", "x").tarGz(), Code.UNSAFE_ENTRY),
                arguments(
                        "absolute in zip", new Packed().with("/etc/passwd", "x").zip(), Code.UNSAFE_ENTRY),
                arguments("absolute in tar", tar(named("/etc/passwd"), ""), Code.UNSAFE_ENTRY),
                arguments("drive letter", new Packed().with("C:\\a", "x").zip(), Code.UNSAFE_ENTRY),
                arguments("link in zip", zipWithMode(0120777), Code.UNSAFE_ENTRY),
                arguments("device in zip", zipWithMode(0060666), Code.UNSAFE_ENTRY),
                arguments("symbolic link", tar(linked(TarArchiveEntry.LF_SYMLINK), ""), Code.UNSAFE_ENTRY),
                arguments("hard link", tar(linked(TarArchiveEntry.LF_LINK), ""), Code.UNSAFE_ENTRY),
                arguments("pipe", tar(new TarArchiveEntry("p", TarArchiveEntry.LF_FIFO), ""), Code.UNSAFE_ENTRY),
                arguments(
                        "twice", new Packed().with("a/b", "1").with("a//b", "2").zip(), Code.DUPLICATE_FILE),
                arguments("encrypted", flagged(zip, 1), Code.ENCRYPTED_ENTRY),
                arguments("name in Latin 1 in zip", replaced(zip, "a.txt", "\u00e4.txt"), Code.UNREADABLE_NAME),
                arguments("name in Latin 1 in tar", latinTar(), Code.UNREADABLE_NAME),
                arguments("control character", new Packed().with("a\nb", "x").zip(), Code.UNREADABLE_NAME),
                arguments(
                        "long name",
                        new Packed().with("a/".repeat(150) + "b", "x").tar(),
                        Code.UNREADABLE_NAME),
                arguments(
                        "deflated far",
                        new Packed().with("zeros", new byte[90_000]).zip(),
                        Code.TOO_LARGE),
                arguments(
                        "gzipped far",
                        new Packed().with("zeros", new byte[90_000]).tarGz(),
                        Code.TOO_LARGE),
                arguments(
                        "too many bytes", new Packed().with("n", noise(110_000)).zip(), Code.TOO_LARGE),
                arguments(
                        "too many bytes in tar",
                        new Packed().with("n", noise(110_000)).tar(),
                        Code.TOO_LARGE),
                arguments("too many entries", many().zip(), Code.TOO_LARGE),
                arguments("too many entries in tar", many().tar(), Code.TOO_LARGE),
                arguments(
                        "header of a gigabyte",
                        tar(new TarArchiveEntry("././@LongLink", (byte) 'L'), "n".repeat(30_000)),
                        Code.TOO_LARGE),
                arguments("another compression", method(zip, 12), Code.UNSUPPORTED_FORMAT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesByName(String what, byte[] packed, Code code) throws IOException {
        Path file = file(packed);
        ArchiveRefusedException refused = catchThrowableOfType(ArchiveRefusedException.class, () -> {
            try (RecordingArchive archive = RecordingArchive.open(file, SMALL)) {
                for (ArchiveEntry entry : archive.entries()) {
                    archive.bytes(entry, 1_000_000);
                }
            }
        });
        assertThat(refused).as(what).isNotNull();
        assertThat(refused.finding().code()).as(refused.getMessage()).isEqualTo(code);
        assertThat(refused.finding().remedy()).isNotBlank();
    }

    @Test
    void aDirectoryOfAHundredMillionEntriesIsNotBuilt() throws IOException {
        // The end says there is one entry; the directory goes on and on.
        byte[] zip = new Packed().with("a", "x").zip();
        int directory = lastIndexOf(zip, "PK\1\2");
        int end = lastIndexOf(zip, "PK\5\6");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(zip, 0, directory);
        for (int i = 0; i < 200_000; i++) {
            bytes.write(zip, directory, end - directory);
        }
        byte[] last = Arrays.copyOfRange(zip, end, zip.length);
        for (int i = 0, size = 200_000 * (end - directory); i < 4; i++) {
            last[12 + i] = (byte) (size >> 8 * i);
        }
        bytes.write(last);
        Path file = file(bytes.toByteArray());
        assertThat(catchThrowableOfType(ArchiveRefusedException.class, () -> RecordingArchive.open(file, LIMITS))
                        .finding()
                        .code())
                .isEqualTo(Code.TOO_LARGE);
    }

    @Test
    void nothingIsLeftOfATarGzThatIsRefused() throws IOException {
        long before = spools();
        Path file = file(new Packed().with("../a", "x").tarGz());
        assertThat(catchThrowableOfType(ArchiveRefusedException.class, () -> RecordingArchive.open(file, LIMITS)))
                .isNotNull();
        assertThat(spools()).isEqualTo(before);
    }

    private static long spools() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("tonotopy-archive-"))
                    .count();
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("archive"), bytes);
    }

    private static String text(RecordingArchive archive, String name) throws IOException {
        try (InputStream bytes = archive.open(archive.entry(name).orElseThrow())) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static TarArchiveEntry named(String name) {
        return new TarArchiveEntry(name, true);
    }

    private static TarArchiveEntry linked(byte type) {
        TarArchiveEntry entry = new TarArchiveEntry("link", type);
        entry.setLinkName("/etc/passwd");
        return entry;
    }

    private static byte[] tar(TarArchiveEntry entry, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            entry.setSize(content.length());
            tar.putArchiveEntry(entry);
            tar.write(bytes(content));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] latinTar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "ISO-8859-1")) {
            tar.putArchiveEntry(new TarArchiveEntry("gr\u00f6\u00dfe"));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] zipWithMode(int mode) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("special");
            entry.setUnixMode(mode);
            zip.putArchiveEntry(entry);
            zip.write(bytes("/etc/passwd"));
            zip.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static Packed many() {
        Packed files = new Packed();
        for (int i = 0; i < 21; i++) {
            files.with("file" + i, "x");
        }
        return files;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.SplittableRandom(1).nextBytes(noise);
        return noise;
    }

    private static byte[] flagged(byte[] zip, int flag) {
        byte[] changed = zip.clone();
        changed[lastIndexOf(zip, "PK\1\2") + 8] |= (byte) flag;
        return changed;
    }

    private static byte[] method(byte[] zip, int method) {
        byte[] changed = zip.clone();
        changed[lastIndexOf(zip, "PK\1\2") + 10] = (byte) method;
        return changed;
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int lastIndexOf(byte[] bytes, String what) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(what);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

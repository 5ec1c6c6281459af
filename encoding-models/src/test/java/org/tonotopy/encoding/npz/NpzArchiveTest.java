package org.tonotopy.encoding.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;
import org.tonotopy.encoding.array.ElementReader;

class NpzArchiveTest {

    @TempDir
    Path folder;

    @Test
    void arraysComeBackAsTheyWereWritten() throws IOException {
        Path file = folder.resolve("arrays.npz");
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
            writer.write("bytes", NpyArray.ofUnsignedBytes(new byte[] {0, 1, (byte) 200, 3, 4, 5}, 2, 3));
            writer.write("floats", NpyArray.ofFloats(new float[] {1.5f, Float.NaN, -3}, 3));
            writer.write("scalar", NpyArray.ofDoubles(new double[] {5.25}));
            writer.write("integers", NpyArray.ofIntegers(new int[] {-7, 1 << 30}, 2));
            writer.write("empty", NpyArray.ofDoubles(new double[0], 0, 4));
        }
        try (NpzArchive archive = NpzArchive.open(file, ArrayFileLimits.standard())) {
            assertThat(archive.names()).containsExactly("bytes", "floats", "scalar", "integers", "empty");
            assertThat(archive.header("bytes").shape()).containsExactly(2, 3);
            assertThat(archive.read("bytes").toDoubles()).containsExactly(0, 1, 200, 3, 4, 5);
            assertThat(archive.read("floats").toFloats()).containsExactly(1.5f, Float.NaN, -3);
            assertThat(archive.read("scalar").at(0)).isEqualTo(5.25);
            assertThat(archive.read("integers").toDoubles()).containsExactly(-7, 1 << 30);
            assertThat(archive.read("empty").elements()).isZero();
            try (ElementReader elements = archive.elements("bytes")) {
                byte[] first = new byte[2];
                elements.nextBytes(first, 0, first.length);
                assertThat(first).containsExactly(0, 1);
                double[] third = new double[1];
                elements.next(third);
                assertThat(third).containsExactly(200);
            }
        }
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        assertThat(written()).isEqualTo(written());
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpzWriter writer = new NpzWriter(bytes)) {
            writer.write("x", NpyArray.ofDoubles(new double[] {1, 2, 3}, 3));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsWhatNumpyWrote() throws Exception {
        Path file = Path.of(
                NpzArchiveTest.class.getResource("/reference/smoothing.npz").toURI());
        try (NpzArchive archive = NpzArchive.open(file, ArrayFileLimits.standard())) {
            assertThat(archive.header("x").shape()).containsExactly(2, 12);
            assertThat(archive.read("x").elements()).isEqualTo(24);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "|u1,01ff",
        "|i1,01ff",
        "<u2,0100ffff",
        ">u2,0001ffff",
        "<i2,0100ffff",
        ">i2,0001ffff",
        "<i4,01000000ffffffff",
        ">i4,00000001ffffffff",
        "<i8,0100000000000000ffffffffffffffff",
        ">i8,0000000000000001ffffffffffffffff",
        "<f4,0000803f000080bf",
        ">f4,3f800000bf800000",
        "<f8,000000000000f03f000000000000f0bf",
        ">f8,3ff0000000000000bff0000000000000"
    })
    void everyTypeIsReadInEitherByteOrder(String description, String hexadecimal) throws IOException {
        byte[] body = HexFormat.of().parseHex(hexadecimal);
        Path file = archiveOf(array("{'descr': '" + description + "', 'fortran_order': False, 'shape': (2,), }", body));
        double second = description.contains("u1") ? 255 : description.contains("u2") ? 65535 : -1;
        try (NpzArchive archive = NpzArchive.open(file, ArrayFileLimits.standard())) {
            assertThat(archive.read("a").toDoubles()).containsExactly(1, second);
            try (ElementReader elements = archive.elements("a")) {
                double[] both = new double[2];
                elements.next(both);
                assertThat(both).containsExactly(1, second);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    {'descr': '|O', 'fortran_order': False, 'shape': (2,), }                     ; OBJECT_ARRAY
                    {'descr': 'O', 'fortran_order': False, 'shape': (2,), }                      ; OBJECT_ARRAY
                    {'descr': '<U7', 'fortran_order': False, 'shape': (2,), }                    ; UNSUPPORTED_TYPE
                    {'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2,), }           ; UNSUPPORTED_TYPE
                    {'descr': '<f8', 'fortran_order': True, 'shape': (1, 1), }                   ; FORTRAN_ORDER
                    {'descr': '<f8', 'fortran_order': False, 'shape': (9999999, 9999999), }      ; TOO_LARGE
                    {'descr': '<f8', 'fortran_order': False, 'shape': (0, 9999999, 9999999), }   ; TOO_LARGE
                    {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), } ; TOO_LARGE
                    {'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }                   ; BAD_HEADER
                    {'descr': '<f8', 'fortran_order': False, 'shape': (100,), }                  ; WRONG_LENGTH
                    {'descr': '<f8', 'fortran_order': False, 'shape': (1,), }                    ; WRONG_LENGTH
                    {'descr': '<f8', 'fortran_order': False}                                     ; BAD_HEADER
                    {'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2,), }    ; BAD_HEADER
                    {'descr': __import__('os'), 'fortran_order': False, 'shape': (2,), }         ; BAD_HEADER
                    """)
    void headersThatLieOrCannotBeReadAreRefused(String header, Kind kind) throws IOException {
        Path file = archiveOf(array(header, new byte[16]));
        assertThat(refusal(file, ArrayFileLimits.standard()).kind()).isEqualTo(kind);
    }

    @Test
    void aBombIsRefusedBeforeItIsInflated() throws IOException {
        byte[] zeros = new byte[4_000_000];
        Path file = archiveOf(array("{'descr': '|u1', 'fortran_order': False, 'shape': (4000000,), }", zeros));
        ArrayFileLimits strict = new ArrayFileLimits(10, 1000, 10_000_000, 10_000_000, 100);
        assertThat(refusal(file, strict).kind()).isEqualTo(Kind.TOO_COMPRESSED);
        ArrayFileLimits small = new ArrayFileLimits(10, 1000, 1_000_000, 10_000_000, 2000);
        assertThat(refusal(file, small).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
            assertThat(refusal(file, ArrayFileLimits.standard()).kind())
                    .as("cut to %d bytes", length)
                    .isEqualTo(Kind.NOT_AN_ARCHIVE);
        }
    }

    @Test
    void anEntryThatIsNoArrayIsRefused() throws IOException {
        Path file = folder.resolve("text.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("../../etc/passwd"));
            zip.write("root".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(refusal(file, ArrayFileLimits.standard()).kind()).isEqualTo(Kind.NOT_AN_ARRAY);
        assertThat(refusal(archiveOf("not an array".getBytes(StandardCharsets.US_ASCII)), ArrayFileLimits.standard())
                        .kind())
                .isEqualTo(Kind.NOT_AN_ARRAY);
    }

    @Test
    void bytesThatDoNotMatchTheirChecksumAreRefused() throws IOException {
        Path file = folder.resolve("flipped.npz");
        byte[] body = array("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }", new byte[] {1, 2, 3, 4});
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("a.npy");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(body.length);
            CRC32 crc = new CRC32();
            crc.update(body);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(body);
        }
        byte[] bytes = Files.readAllBytes(file);
        int last = 30 + "a.npy".length() + body.length - 1;
        bytes[last] ^= 1;
        Files.write(file, bytes);
        assertThat(refusal(file, ArrayFileLimits.standard()).kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        Path file = folder.resolve("many.npz");
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
            for (int i = 0; i < 5; i++) {
                writer.write("a" + i, NpyArray.ofDoubles(new double[] {i}));
            }
        }
        ArrayFileRefusedException refusal = refusal(file, new ArrayFileLimits(4, 1000, 1000, 1000, 100));
        assertThat(refusal.kind()).isEqualTo(Kind.TOO_MANY_ENTRIES);
        assertThat(refusal).hasMessage("archive: has 5 entries, more than 4; keep only the arrays of the recording");
    }

    @Test
    void theLimitOnBytesIsOnAllArraysTogether() throws IOException {
        Path file = folder.resolve("together.npz");
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
            writer.write("a", NpyArray.ofDoubles(new double[100], 100));
            writer.write("b", NpyArray.ofDoubles(new double[100], 100));
        }
        assertThat(refusal(file, new ArrayFileLimits(4, 1000, 1000, 1500, 1032)).kind())
                .isEqualTo(Kind.TOO_LARGE);
        try (NpzArchive archive = NpzArchive.open(file, new ArrayFileLimits(4, 1000, 1000, 2000, 1032))) {
            assertThat(archive.names()).hasSize(2);
        }
    }

    @Test
    void aMissingArrayIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("x.npz"), written());
        try (NpzArchive archive = NpzArchive.open(file, ArrayFileLimits.standard())) {
            ArrayFileRefusedException refusal =
                    catchThrowableOfType(ArrayFileRefusedException.class, () -> archive.read("spectrogram"));
            assertThat(refusal.where()).isEqualTo("spectrogram");
            assertThat(refusal.kind()).isEqualTo(Kind.MISSING_ARRAY);
        }
    }

    private static ArrayFileRefusedException refusal(Path file, ArrayFileLimits limits) {
        ArrayFileRefusedException refusal = catchThrowableOfType(ArrayFileRefusedException.class, () -> {
            try (NpzArchive archive = NpzArchive.open(file, limits)) {
                assertThat(archive.names()).as("a refusal was expected").isNull();
            }
        });
        assertThat(refusal).isNotNull();
        assertThat(refusal.remedy()).isNotBlank();
        return refusal;
    }

    private Path archiveOf(byte[] entry) throws IOException {
        Path file = folder.resolve("hostile.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(entry);
        }
        return file;
    }

    private static byte[] array(String header, byte[] body) {
        byte[] literal = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + literal.length + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) literal.length)
                .put(literal)
                .put(body)
                .array();
    }
}

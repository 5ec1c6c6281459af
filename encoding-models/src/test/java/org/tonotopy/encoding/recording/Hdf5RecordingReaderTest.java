package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.recording.Finding.Code;

/** The files are h5py's own, written by {@code write_examples.py} beside them. */
class Hdf5RecordingReaderTest {

    @TempDir
    Path folder;

    static Path example(String name) {
        try {
            return Path.of(Objects.requireNonNull(Hdf5RecordingReaderTest.class.getResource("/hdf5/" + name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Recording read(String name, String beside) throws IOException, RecordingRejectedException {
        return Hdf5RecordingReader.read(example(name), beside, ReadingLimits.standard());
    }

    private static RecordingRejectedException rejection(String name, String beside) {
        RecordingRejectedException rejection =
                catchThrowableOfType(RecordingRejectedException.class, () -> read(name, beside));
        assertThat(rejection).as("a refusal of %s was expected", name).isNotNull();
        return rejection;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.h5",
                "text_dataset.h5",
                "latest.h5",
                "user_block.h5",
                "filtered.h5",
                "filtered_latest.h5",
                "lzf.h5",
                "resizable.h5",
                "odd_chunks.h5",
                "no_time_step.h5:{\"dt_ms\": 5}"
            })
    void isTheRecordingThatAnNpzHolds(String example) throws Exception {
        String[] nameAndBeside = example.split(":", 2);
        SameRecording.assertSame(
                read(nameAndBeside[0], nameAndBeside.length == 2 ? nameAndBeside[1] : "{}"),
                new CanonicalFile().read(folder));
    }

    @Test
    void aGroupWithManyLinksIsRead() throws Exception {
        Recording recording = read("dense_links.h5", "{}");
        assertThat(recording.neurons())
                .extracting(Neuron::depthUm)
                .containsExactly(OptionalDouble.of(700), OptionalDouble.of(300));
        assertThat(recording.neurons())
                .extracting(Neuron::noiseRatio)
                .containsExactly(OptionalDouble.of(2.5), OptionalDouble.empty());
    }

    @Test
    void whatWasNeverWrittenIsTheFillValueAndNotZero() throws Exception {
        StimulusResponses responses = read("never_written.h5", "{}").responses().get(2);
        assertThat(responses.repeat(1, 1)).containsOnly(Double.NaN);
        assertThat(responses.repeat(1, 2)).doesNotContain(Double.NaN);
    }

    @Test
    void whatIsSentBesideTheFileComesBeforeWhatIsInIt() throws Exception {
        Recording recording =
                read("plain.h5", "{\"stimuli\": [{\"name\": \"x\"}, {\"name\": \"y\"}, {\"name\": \"z\"}]}");
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("x", "y", "z");
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("n0", "n1");
        assertThat(rejection("plain.h5", "{\"dt_ms\": 4}").findings())
                .extracting(Finding::code)
                .containsExactly(Code.BAD_TIME_STEP);
    }

    @Test
    void theTimeStepMayBeTheArrayAlone() throws Exception {
        assertThat(read("plain.h5", "{\"dt_ms\": 5}").dtMs()).isEqualTo(5);
        Path withArray = folder.resolve("array.h5");
        Files.copy(example("plain.h5"), withArray);
        // The key in the text of the file, made unknown.
        byte[] bytes = Files.readAllBytes(withArray);
        int key = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"dt_ms\": 5.0");
        bytes[key + 1] = 'D';
        Files.write(withArray, bytes);
        assertThat(Hdf5RecordingReader.read(withArray, "{}", ReadingLimits.standard())
                        .dtMs())
                .isEqualTo(5);
        assertThat(rejection("no_time_step.h5", "{}").findings())
                .extracting(Finding::where)
                .containsExactly("metadata.dt_ms");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                soft_link.h5        | counts      | soft link
                external_link.h5    | counts      | external link
                external_storage.h5 | counts      | external storage
                virtual.h5          | counts      | virtual dataset
                scale_offset.h5     | counts      | scaleoffset
                half_floats.h5      | spectrogram | another type (FloatingPoint of 2 bytes)
                compound.h5         | counts      | another type (CompoundDataType
                newest.h5           | spectrogram | Unsupported data layout
                group.h5            | counts      | is a group
                """)
    void whatIsNotAnArrayOfTheFileIsRefusedByName(String example, String where, String what) {
        Finding finding = rejection(example, "{}").findings().get(0);
        assertThat(finding.code()).isEqualTo(Code.UNREADABLE_ARRAY);
        assertThat(finding.where()).isEqualTo(where);
        assertThat(finding.what()).contains(what);
        assertThat(finding.remedy()).isNotBlank();
    }

    @Test
    void otherObjectsAreNamedInANotice() throws Exception {
        Path file = folder.resolve("more.h5");
        try (var writable = HdfFile.write(file)) {
            writable.putDataset("spectrogram", new float[1][1][3]);
            writable.putDataset("counts", new int[][][][] {{{{1, 0, 2}}}});
            writable.putDataset("center_freq_hz", new double[] {1000});
            writable.putGroup("analysis");
        }
        Recording recording = Hdf5RecordingReader.read(file, "{\"dt_ms\": 5}", ReadingLimits.standard());
        assertThat(recording.notices()).extracting(Finding::where).containsExactly("analysis");
    }

    @Test
    void aChunkThatInflatesToMoreThanAChunkIsNotInflatedToItsEnd() {
        Finding finding = rejection("bomb.h5", "{}").findings().get(0);
        assertThat(finding.code()).isEqualTo(Code.DAMAGED_FILE);
        assertThat(finding.what()).contains("inflates to more than its 60 bytes");
    }

    @Test
    void aSmallFileThatClaimsToBeLargeIsRefusedBeforeAnythingIsAllocated() {
        Finding finding = rejection("claims.h5", "{}").findings().get(0);
        assertThat(finding.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(finding.what()).contains("over 1032:1");
    }

    @Test
    void anIndexThatLeadsBackIntoItselfIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(example("filtered.h5"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int keyBytes = 8 + 8 * 4;
        for (int at = text.indexOf("TREE"); at >= 0; at = text.indexOf("TREE", at + 1)) {
            ByteBuffer node = ByteBuffer.wrap(bytes, at, 200).slice().order(ByteOrder.LITTLE_ENDIAN);
            if (node.get(4) == 1) {
                // An inner node whose two children are the node itself.
                node.put(5, (byte) 1).putShort(6, (short) 2);
                node.putLong(24 + keyBytes, at).putLong(24 + 2 * keyBytes + 8, at);
            }
        }
        Path file = Files.write(folder.resolve("circle.h5"), bytes);
        RecordingRejectedException refusal = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> catchThrowableOfType(
                        RecordingRejectedException.class,
                        () -> Hdf5RecordingReader.read(file, "{}", ReadingLimits.standard())));
        assertThat(refusal.findings().get(0).what()).contains("circles");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws Exception {
        for (String name : new String[] {"plain.h5", "filtered.h5", "latest.h5"}) {
            byte[] whole = Files.readAllBytes(example(name));
            for (int length = 0; length < whole.length; length += 97) {
                Path file = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, length));
                RecordingRejectedException refusal = catchThrowableOfType(
                        RecordingRejectedException.class,
                        () -> Hdf5RecordingReader.read(file, "{}", ReadingLimits.standard()));
                assertThat(refusal).as("%s cut to %d bytes", name, length).isNotNull();
                assertThat(refusal.findings().get(0).code()).isEqualTo(Code.DAMAGED_FILE);
            }
        }
    }

    @Test
    void anNpzIsNoHdf5() throws Exception {
        Path file = Files.write(folder.resolve("recording.h5"), new CanonicalFile().bytes());
        assertThat(catchThrowableOfType(
                                RecordingRejectedException.class,
                                () -> Hdf5RecordingReader.read(file, "{}", ReadingLimits.standard()))
                        .findings())
                .extracting(Finding::code, Finding::what)
                .containsExactly(tuple(Code.DAMAGED_FILE, "It is not an HDF5 file."));
    }

    @Test
    void moreThanTheLimitsIsRefusedBeforeItIsRead() {
        ReadingLimits few = new ReadingLimits(
                new ArrayFileLimits(50, 4096, 179, 1 << 20, 1032), 100, 100, 100, 100, 1 << 20, 10_000);
        assertThat(catchThrowableOfType(
                                RecordingRejectedException.class,
                                () -> Hdf5RecordingReader.read(example("filtered.h5"), "{}", few))
                        .findings())
                .extracting(Finding::code)
                .containsExactly(Code.TOO_LARGE);
    }
}

package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonotopy.encoding.recording.CanonicalFile.BANDS;
import static org.tonotopy.encoding.recording.CanonicalFile.BINS;
import static org.tonotopy.encoding.recording.CanonicalFile.NEURONS;
import static org.tonotopy.encoding.recording.CanonicalFile.REPEATS;
import static org.tonotopy.encoding.recording.CanonicalFile.STIMULI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.recording.Finding.Code;

class NpzRecordingReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatTheFileHolds() throws Exception {
        Recording recording = new CanonicalFile()
                .with("depth_um", NpyArray.ofDoubles(new double[] {700, Double.NaN}, NEURONS))
                .read(folder);
        assertThat(recording.dtMs()).isEqualTo(5);
        assertThat(recording.centerFrequenciesHz()).containsExactly(500.0, 1000.0, 2000.0, 4000.0);
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("a", "b", "c");
        assertThat(recording.stimuli().get(1).kind()).contains("water");
        assertThat(recording.stimuli().get(2).level(3, 1)).isEqualTo(0.25f * ((2 * BANDS + 1) * BINS + 3));
        assertThat(recording.responses().get(1).value(1, 2, 9)).isEqualTo(CanonicalFile.counts()[119]);
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.COUNTS);
        assertThat(recording.neurons().get(0).singleUnit()).contains(SingleUnit.YES);
        assertThat(recording.neurons().get(0).depthUm()).hasValue(700);
        assertThat(recording.neurons().get(1).depthUm()).as("NaN says nothing").hasValue(300);
        assertThat(recording.split()).contains(new StimulusSplit(List.of(0), List.of(1), List.of(2)));
        assertThat(recording.notices()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadBackEqual() throws Exception {
        Recording recording = new CanonicalFile().read(folder);
        Path copy = folder.resolve("copy.npz");
        NpzRecordingWriter.write(recording, copy);
        Recording again = NpzRecordingReader.read(
                copy, RecordingMetadata.parse(new CanonicalFile().json()), ReadingLimits.standard());
        assertSameResponses(again, recording);
        assertThat(again.split()).isEqualTo(recording.split());
    }

    @Test
    void raggedStimuliAndMissingRepeatsSurviveWritingAndReading() throws Exception {
        float[] sounds = CanonicalFile.sounds();
        float[] values = CanonicalFile.floatCounts();
        for (int band = 0; band < BANDS; band++) {
            Arrays.fill(sounds, (BANDS + band) * BINS + 6, (BANDS + band + 1) * BINS, Float.NaN);
        }
        for (int row = 0; row < NEURONS * REPEATS; row++) {
            int start = (NEURONS * REPEATS + row) * BINS;
            Arrays.fill(values, start + 6, start + BINS, Float.NaN);
        }
        Arrays.fill(values, BINS, 2 * BINS, Float.NaN);
        Recording recording = new CanonicalFile()
                .with("spectrogram", NpyArray.ofFloats(sounds, STIMULI, BANDS, BINS))
                .with("counts", NpyArray.ofFloats(values, STIMULI, NEURONS, REPEATS, BINS))
                .read(folder);
        assertThat(recording.stimuli()).extracting(Stimulus::bins).containsExactly(10, 6, 10);
        assertThat(recording.responses().get(0).repeat(0, 1)).containsOnly(Double.NaN);
        assertThat(recording.responses().get(0).value(0, 0, 0)).isEqualTo(1);
        Path copy = folder.resolve("copy.npz");
        NpzRecordingWriter.write(recording, copy);
        Recording again = NpzRecordingReader.read(
                copy, RecordingMetadata.parse(new CanonicalFile().json()), ReadingLimits.standard());
        assertSameResponses(again, recording);
    }

    @Test
    void integerCountsSayByNumberWhatWasRecorded() throws Exception {
        byte[] counts = CanonicalFile.counts();
        // Of neuron 1 repeats 1 and 2 of stimulus 0, and all of stimulus 1.
        Arrays.fill(counts, (REPEATS + 1) * BINS, 2 * REPEATS * BINS, (byte) 0);
        Arrays.fill(counts, (NEURONS + 1) * REPEATS * BINS, (NEURONS + 2) * REPEATS * BINS, (byte) 0);
        Recording recording = new CanonicalFile()
                .with("counts", NpyArray.ofUnsignedBytes(counts, STIMULI, NEURONS, REPEATS, BINS))
                .with("n_bins", NpyArray.ofIntegers(new int[] {10, 10, 10}, STIMULI))
                .with("n_repeats", NpyArray.ofIntegers(new int[] {3, 1, 3, 0, 3, 3}, STIMULI, NEURONS))
                .read(folder);
        assertThat(recording.responses().get(0).repeat(1, 0)).doesNotContain(Double.NaN);
        assertThat(recording.responses().get(0).repeat(1, 1)).containsOnly(Double.NaN);
        assertThat(recording.responses().get(1).repeat(1, 0)).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({"300", "65535"})
    void countsBeyondAByteAreKept(int count) throws Exception {
        int[] counts = new int[STIMULI * NEURONS * REPEATS * BINS];
        counts[5] = count;
        Recording recording = new CanonicalFile()
                .with("counts", NpyArray.ofIntegers(counts, STIMULI, NEURONS, REPEATS, BINS))
                .read(folder);
        assertThat(recording.responses().get(0).value(0, 0, 5)).isEqualTo(count);
    }

    @Test
    void tracesKeepTheirSign() throws Exception {
        float[] traces = CanonicalFile.floatCounts();
        traces[3] = -61.5f;
        Recording recording = new CanonicalFile()
                .without("counts")
                .with("responses", NpyArray.ofFloats(traces, STIMULI, NEURONS, REPEATS, BINS))
                .read(folder);
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.TRACE);
        assertThat(recording.responses().get(0).value(0, 0, 3)).isEqualTo(-61.5);
    }

    @Test
    void arraysOfOtherNamesAreNoticedAndLeftAlone() throws Exception {
        Recording recording = new CanonicalFile()
                .with("waveform", NpyArray.ofDoubles(new double[] {1, 2}, 2))
                .read(folder);
        assertThat(recording.notices()).extracting(Finding::code).containsExactly(Code.UNKNOWN_ARRAY);
        assertThat(recording.notices().get(0).where()).isEqualTo("waveform");
    }

    static Stream<Arguments> broken() {
        float[] gap = CanonicalFile.sounds();
        gap[(BANDS + 2) * BINS + 7] = Float.NaN;
        float[] logarithmOfZero = CanonicalFile.sounds();
        logarithmOfZero[0] = Float.NEGATIVE_INFINITY;
        float[] allMissing = CanonicalFile.floatCounts();
        Arrays.fill(allMissing, Float.NaN);
        float[] silence = CanonicalFile.sounds();
        Arrays.fill(silence, 0, BANDS * BINS, Float.NaN);
        return Stream.of(
                broken(Code.MISSING_ARRAY, "spectrogram", new CanonicalFile().without("spectrogram")),
                broken(Code.MISSING_ARRAY, "counts", new CanonicalFile().without("counts")),
                broken(Code.MISSING_ARRAY, "center_freq_hz", new CanonicalFile().without("center_freq_hz")),
                broken(
                        Code.WRONG_SHAPE,
                        "spectrogram",
                        new CanonicalFile().with("spectrogram", NpyArray.ofFloats(new float[40], BANDS, BINS))),
                broken(
                        Code.WRONG_SHAPE,
                        "counts",
                        new CanonicalFile().with("counts", NpyArray.ofUnsignedBytes(new byte[60], 1, 2, 3, BINS))),
                broken(
                        Code.WRONG_SHAPE,
                        "center_freq_hz",
                        new CanonicalFile().with("center_freq_hz", NpyArray.ofDoubles(new double[3], 3))),
                broken(
                        Code.WRONG_SHAPE,
                        "responses",
                        new CanonicalFile()
                                .with("responses", NpyArray.ofFloats(new float[180], STIMULI, NEURONS, REPEATS, BINS))),
                broken(
                        Code.MISMATCHED_BINS,
                        "counts",
                        new CanonicalFile()
                                .with(
                                        "counts",
                                        NpyArray.ofUnsignedBytes(new byte[198], STIMULI, NEURONS, REPEATS, 11))),
                broken(
                        Code.MISMATCHED_BINS,
                        "counts[0, 0, 0, 7]",
                        new CanonicalFile().with("n_bins", NpyArray.ofIntegers(new int[] {5, 10, 10}, STIMULI))),
                broken(
                        Code.NOT_FINITE_STIMULUS,
                        "spectrogram[1, 2, 7]",
                        new CanonicalFile().with("spectrogram", NpyArray.ofFloats(gap, STIMULI, BANDS, BINS))),
                broken(
                        Code.NOT_FINITE_STIMULUS,
                        "spectrogram[0, 0, 0]",
                        new CanonicalFile()
                                .with("spectrogram", NpyArray.ofFloats(logarithmOfZero, STIMULI, BANDS, BINS))),
                broken(
                        Code.NO_STIMULI,
                        "spectrogram[0]",
                        new CanonicalFile().with("spectrogram", NpyArray.ofFloats(silence, STIMULI, BANDS, BINS))),
                broken(Code.NEGATIVE_COUNT, "counts[0, 0, 0, 4]", withCount(4, -1)),
                broken(Code.FRACTIONAL_COUNT, "counts[0, 1, 0, 1]", withCount(31, 0.5f)),
                broken(Code.COUNT_TOO_LARGE, "counts[2, 1, 2, 9]", withCount(179, 70_000)),
                broken(Code.NOT_FINITE_RESPONSE, "counts[0, 0, 1, 0]", withCount(10, Float.POSITIVE_INFINITY)),
                broken(
                        Code.NOTHING_RECORDED,
                        "counts",
                        new CanonicalFile()
                                .with("counts", NpyArray.ofFloats(allMissing, STIMULI, NEURONS, REPEATS, BINS))),
                broken(
                        Code.NO_NEURONS,
                        "counts",
                        new CanonicalFile()
                                .with("counts", NpyArray.ofUnsignedBytes(new byte[0], STIMULI, 0, REPEATS, BINS))),
                broken(
                        Code.NO_STIMULI,
                        "spectrogram",
                        new CanonicalFile()
                                .with("spectrogram", NpyArray.ofFloats(new float[0], 0, BANDS, BINS))
                                .with("counts", NpyArray.ofUnsignedBytes(new byte[0], 0, NEURONS, REPEATS, BINS))),
                broken(
                        Code.FREQUENCIES_NOT_INCREASING,
                        "center_freq_hz[2]",
                        new CanonicalFile()
                                .with("center_freq_hz", NpyArray.ofDoubles(new double[] {500, 1000, 900, 4000}, 4))),
                broken(Code.BAD_TIME_STEP, "dt_ms", new CanonicalFile().with("dt_ms", NpyArray.ofDoubles(new double[] {
                            10
                        }))),
                broken(
                        Code.BAD_TIME_STEP,
                        "dt_ms",
                        new CanonicalFile().with("dt_ms", NpyArray.ofDoubles(new double[] {5, 5}, 2))),
                broken(
                        Code.BAD_SPLIT,
                        "train, val, test",
                        new CanonicalFile().with("test", NpyArray.ofIntegers(new int[] {0}, 1))),
                broken(Code.BAD_SPLIT, "train, val, test", new CanonicalFile().without("test")),
                broken(
                        Code.WRONG_SHAPE,
                        "test[0]",
                        new CanonicalFile().with("test", NpyArray.ofIntegers(new int[] {3}, 1))),
                broken(
                        Code.MISMATCHED_REPEATS,
                        "counts[1, 1, 0, 1]",
                        new CanonicalFile()
                                .with(
                                        "n_repeats",
                                        NpyArray.ofIntegers(new int[] {3, 3, 3, 0, 3, 3}, STIMULI, NEURONS))),
                broken(
                        Code.WRONG_SHAPE,
                        "n_repeats[0]",
                        new CanonicalFile()
                                .with(
                                        "n_repeats",
                                        NpyArray.ofIntegers(new int[] {4, 3, 3, 3, 3, 3}, STIMULI, NEURONS))),
                broken(
                        Code.DUPLICATE_NAME,
                        "metadata.stimuli[2]",
                        new CanonicalFile()
                                .described("{\"dt_ms\": 5, \"stimuli\":"
                                        + " [{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"a\"}]}")),
                broken(
                        Code.MISMATCHED_METADATA,
                        "metadata.neurons",
                        new CanonicalFile().described("{\"dt_ms\": 5, \"neurons\": [{\"name\": \"n0\"}]}")),
                broken(Code.BAD_TIME_STEP, "metadata.dt_ms", new CanonicalFile().described("{\"name\": \"no step\"}")),
                broken(Code.BAD_TIME_STEP, "metadata.dt_ms", new CanonicalFile().described("{\"dt_ms\": -5}")),
                broken(Code.BAD_TIME_STEP, "metadata.dt_ms", new CanonicalFile().described("{\"dt_ms\": \"5\"}")),
                broken(Code.UNREADABLE_METADATA, "metadata", new CanonicalFile().described("{\"dt_ms\": 5")),
                broken(Code.UNREADABLE_METADATA, "metadata", new CanonicalFile().described("[]")),
                broken(
                        Code.UNREADABLE_METADATA,
                        "metadata.name",
                        new CanonicalFile().described("{\"dt_ms\": 5, \"name\": \"a\\u0000b\"}")),
                broken(
                        Code.UNREADABLE_METADATA,
                        "metadata.cell_id",
                        new CanonicalFile()
                                .described(
                                        "{\"dt_ms\": 5, \"neurons\": [{\"cell_id\": \"" + "n".repeat(201) + "\"}]}")),
                broken(
                        Code.UNREADABLE_METADATA,
                        "metadata.cite",
                        new CanonicalFile().described("{\"dt_ms\": 5, \"cite\": [\"\\ud800\"]}")),
                broken(
                        Code.UNREADABLE_METADATA,
                        "metadata.neurons",
                        new CanonicalFile().described("{\"dt_ms\": 5, \"neurons\": [1]}")),
                broken(
                        Code.BAD_SPLIT,
                        "metadata.split",
                        new CanonicalFile().described("{\"dt_ms\": 5, \"split\": {\"train\": [0], \"val\": [0]}}")));
    }

    private static Arguments broken(Code code, String where, CanonicalFile file) {
        return Arguments.of(code, where, file);
    }

    private static CanonicalFile withCount(int index, float value) {
        float[] counts = CanonicalFile.floatCounts();
        counts[index] = value;
        return new CanonicalFile().with("counts", NpyArray.ofFloats(counts, STIMULI, NEURONS, REPEATS, BINS));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("broken")
    void aBrokenFileIsRefusedWithThePlaceAndARemedy(Code code, String where, CanonicalFile file) {
        RecordingRejectedException rejected =
                catchThrowableOfType(RecordingRejectedException.class, () -> file.read(folder));
        assertThat(rejected).isNotNull();
        assertThat(rejected.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.where()).isEqualTo(where);
        });
        assertThat(rejected.findings()).allSatisfy(finding -> {
            assertThat(finding.what()).endsWith(".");
            assertThat(finding.remedy()).endsWith(".");
        });
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        RecordingRejectedException rejected = catchThrowableOfType(
                RecordingRejectedException.class,
                () -> withCount(4, -1)
                        .with("center_freq_hz", NpyArray.ofDoubles(new double[4], 4))
                        .with("dt_ms", NpyArray.ofDoubles(new double[] {1}))
                        .read(folder));
        assertThat(rejected.findings())
                .extracting(Finding::code)
                .contains(Code.FREQUENCIES_NOT_INCREASING, Code.BAD_TIME_STEP);
    }

    @Test
    void aTruncatedFileIsRefusedAsDamaged() throws IOException {
        byte[] whole = new CanonicalFile().bytes();
        Path file = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, whole.length / 2));
        RecordingRejectedException rejected = catchThrowableOfType(
                RecordingRejectedException.class,
                () -> NpzRecordingReader.read(
                        file, RecordingMetadata.parse(new CanonicalFile().json()), ReadingLimits.standard()));
        assertThat(rejected.findings()).extracting(Finding::code).containsExactly(Code.DAMAGED_FILE);
        assertThat(rejected).hasMessageContaining("truncated");
    }

    @Test
    void aRecordingLargerThanTheLimitsIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("large.npz"), new CanonicalFile().bytes());
        for (ReadingLimits limits : List.of(
                new ReadingLimits(ArrayFileLimits.standard(), 2, 10, 10, 10, 1 << 20, 1000),
                new ReadingLimits(ArrayFileLimits.standard(), 10, 1, 10, 10, 1 << 20, 1000),
                new ReadingLimits(ArrayFileLimits.standard(), 10, 10, 2, 10, 1 << 20, 1000),
                new ReadingLimits(ArrayFileLimits.standard(), 10, 10, 10, 3, 1 << 20, 1000),
                new ReadingLimits(ArrayFileLimits.standard(), 10, 10, 10, 10, 600, 1000))) {
            RecordingRejectedException rejected = catchThrowableOfType(
                    RecordingRejectedException.class,
                    () -> NpzRecordingReader.read(file, RecordingMetadata.parse(new CanonicalFile().json()), limits));
            assertThat(rejected.findings()).extracting(Finding::code).contains(Code.TOO_LARGE);
        }
    }

    @Test
    void theDocumentedFormNamesEveryArrayAndEveryFinding() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "recording-format.md"));
        assertThat(documented)
                .contains("spectrogram", "counts", "responses", "center_freq_hz", "dt_ms", "n_bins", "n_repeats")
                .contains("train", "val", "test", "depth_um", "noise_ratio");
        assertThat(Arrays.stream(Code.values()).map(Code::name)).allMatch(documented::contains);
    }

    private static void assertSameResponses(Recording actual, Recording expected) {
        assertThat(actual.stimuli()).hasSameSizeAs(expected.stimuli());
        for (int stimulus = 0; stimulus < expected.stimuli().size(); stimulus++) {
            assertThat(actual.stimuli().get(stimulus).cochleagram())
                    .isEqualTo(expected.stimuli().get(stimulus).cochleagram());
            for (int neuron = 0; neuron < expected.neurons().size(); neuron++) {
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    assertThat(actual.responses().get(stimulus).repeat(neuron, repeat))
                            .isEqualTo(expected.responses().get(stimulus).repeat(neuron, repeat));
                }
            }
        }
    }
}

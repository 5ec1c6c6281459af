package org.tonotopy.encoding.importing.ac1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.importing.Importing;
import org.tonotopy.encoding.importing.Packed;
import org.tonotopy.encoding.importing.mat.Mats;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Struct;

class Ac1ImporterTest {

    private static final String FIRST = Ac1Form.SESSION + "001.mat";

    @TempDir
    Path folder;

    private Importing importing;

    @BeforeEach
    void prepare() {
        importing = new Importing(new Ac1Importer(), folder);
    }

    @Test
    void potentialsKeepTheirSignAndAreMeansOfBins() throws Exception {
        Recording recording = importing.read(Ac1Form.wholeCell().zip());
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.TRACE);
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("fragments/1", "category1/2");
        assertThat(recording.stimuli()).extracting(Stimulus::bins).containsExactly(20, 12);
        assertThat(recording.stimuli().get(0).kind()).contains("fragments");
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("20020608-mw-002", "20020610-mw-001");
        StimulusResponses call = recording.responses().get(0);
        assertThat(call.repeatSlots()).isEqualTo(2);
        // 5 ms are 20 samples of 4 kHz; the sound begins with the sample of index 40.
        for (int bin = 0; bin < 20; bin++) {
            double mean = 40 + 20 * bin + 9.5;
            assertThat(call.value(0, 0, bin)).isCloseTo((-6500 + mean) * Ac1Form.SCALE, within(1e-4));
            assertThat(call.value(0, 1, bin)).isCloseTo((-6400 + mean) * Ac1Form.SCALE, within(1e-4));
            assertThat(call.value(1, 0, bin)).isCloseTo((-7000 + mean) * Ac1Form.SCALE, within(1e-4));
        }
        assertThat(call.repeat(1, 1)).as("heard once").containsOnly(Double.NaN);
        StimulusResponses stream = recording.responses().get(1);
        assertThat(stream.repeat(0, 0)).as("never heard").containsOnly(Double.NaN);
        assertThat(stream.value(1, 0, 0)).isCloseTo((300 + 49.5) * Ac1Form.SCALE, within(1e-4));
    }

    @Test
    void aReaderThatWasTriedOnNoPublishedFileSaysSo() throws Exception {
        for (Packed packed : new Packed[] {Ac1Form.wholeCell(), Ac1Form.cellAttached()}) {
            Finding untested = Importing.notice(importing.read(packed.zip()), Code.UNTESTED_FORMAT);
            assertThat(untested.what()).contains("not been tested");
        }
    }

    @Test
    void soundsThatAreNotThereAreCountedByTheirType() throws Exception {
        Recording recording = importing.read(Ac1Form.wholeCell().zip());
        Finding notice = Importing.notice(recording, Code.UNKNOWN_STIMULUS);
        assertThat(notice.where()).isEqualTo(Ac1Form.SESSION + "003.mat");
        assertThat(notice.what()).startsWith("1 presentations").contains("{tone=1}");
        assertThat(Importing.notice(recording, Code.UNUSED_FILE).where()).endsWith("Summary.mat");
    }

    @Test
    void aBinWithAnySampleThatIsMissingIsNotRecorded() throws Exception {
        double[] trace = Ac1Form.ramp(0, 480);
        Struct response = Mats.struct("trace", Mats.row(trace), "scale", -1, "sf", 4000);
        response.getMatrix("trace").setDouble(40 + 20 * 3 + 7, Double.NaN);
        byte[] whole = Ac1Form.trial(response, Ac1Form.named("fragments/1.mat", 100));
        Recording recording =
                importing.read(Ac1Form.wholeCell().with(FIRST, whole).zip());
        double[] first = recording.responses().get(0).repeat(0, 0);
        assertThat(first[2]).isEqualTo(-(40 + 40 + 9.5));
        assertThat(first[3]).isNaN();
        assertThat(first[4]).isEqualTo(-(40 + 80 + 9.5));
    }

    @Test
    void binsThatAreNoWholeNumberOfSamplesTakeTheSamplesThatFallIntoThem() throws Exception {
        Struct response = Ac1Form.response(Ac1Form.ramp(0, 400), 500);
        byte[] slow = Ac1Form.trial(response, Ac1Form.named("fragments/1.mat", 100));
        Recording recording =
                importing.read(Ac1Form.wholeCell().with(FIRST, slow).zip());
        // Samples every 2 ms: at 0, 2 and 4 ms, then at 6 and 8 ms.
        assertThat(recording.responses().get(0).value(0, 0, 0)).isCloseTo(0.41, within(1e-6));
        assertThat(recording.responses().get(0).value(0, 0, 1)).isCloseTo(0.435, within(1e-6));
    }

    @Test
    void whatComesAfterTheEndOfATraceIsNotRecordedAndNeitherIsATrialWithoutABin() throws Exception {
        Recording recording = importing.read(Ac1Form.wholeCell()
                .with(FIRST, Ac1Form.trial(Ac1Form.ramp(0, 40 + 50), Ac1Form.named("fragments/1.mat", 100)))
                .with(
                        Ac1Form.SESSION + "002.mat",
                        Ac1Form.trial(Ac1Form.ramp(0, 40), Ac1Form.named("fragments/1.mat", 100)))
                .with(Ac1Form.SESSION + "004.mat", Ac1Form.trial(new double[0], Ac1Form.named("fragments/1.mat", 100)))
                .zip());
        StimulusResponses call = recording.responses().get(0);
        assertThat(call.repeatSlots()).isEqualTo(1);
        assertThat(call.value(0, 0, 1)).isCloseTo(0.695, within(1e-6));
        assertThat(Arrays.copyOfRange(call.repeat(0, 0), 2, 20)).containsOnly(Double.NaN);
        assertThat(Importing.notice(recording, Code.NOTHING_RECORDED).what()).startsWith("2 presentations");
        assertThat(Importing.notice(recording, Code.MISMATCHED_BINS).where()).isEqualTo(FIRST);
    }

    @Test
    void aSoundThatWasPlayedShorterThanItIsSaysSo() throws Exception {
        Recording recording = importing.read(Ac1Form.wholeCell()
                .with(FIRST, Ac1Form.trial(Ac1Form.ramp(0, 480), Ac1Form.named("fragments/1.mat", 52)))
                .zip());
        double[] first = recording.responses().get(0).repeat(0, 0);
        assertThat(first[9]).isFinite();
        assertThat(Arrays.copyOfRange(first, 10, 20)).containsOnly(Double.NaN);
        assertThat(Importing.notice(recording, Code.MISMATCHED_BINS).what()).contains("another duration");
    }

    @Test
    void potentialsThatNoCellHasAreNoticed() throws Exception {
        Recording recording = importing.read(Ac1Form.wholeCell()
                .with(FIRST, Ac1Form.trial(Ac1Form.ramp(25_000, 480), Ac1Form.named("fragments/1.mat", 100)))
                .zip());
        assertThat(Importing.notice(recording, Code.IMPLAUSIBLE_POTENTIAL).what())
                .startsWith("1 trials");
        assertThat(recording.responses().get(0).value(0, 0, 0)).isCloseTo(250.495, within(1e-3));
    }

    @Test
    void otherByteOrdersAndCompressedVariablesAreTheSameRecording() throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] first = Ac1Form.written(
                    Deflater.BEST_COMPRESSION,
                    order,
                    Ac1Form.response(Ac1Form.ramp(-6500, 480), 4000),
                    Ac1Form.named("fragments\\1.mat", 100));
            Recording recording =
                    importing.read(Ac1Form.wholeCell().with(FIRST, first).tarGz());
            assertThat(recording.responses().get(0).value(0, 0, 0)).isCloseTo(-64.505, within(1e-4));
        }
    }

    @Test
    void sequencesAreSplicedAndSpikesFromOutsideAreCounted() throws Exception {
        Recording recording = importing.read(Ac1Form.cellAttached().zip());
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.COUNTS);
        assertThat(recording.stimuli())
                .extracting(Stimulus::name)
                .containsExactly("class6/2l class6/1 class6/2l", "class6/1 class6/1 class6/2l class6/2l class6/1");
        assertThat(recording.stimuli()).extracting(Stimulus::bins).containsExactly(22, 42);
        assertThat(recording.neurons().get(0).area()).contains("MGB");
        assertThat(spikes(recording.responses().get(0))).containsExactly(1, 4, 20);
        assertThat(spikes(recording.responses().get(1))).containsExactly(4, 34);
        assertThat(Importing.notice(recording, Code.DETECTED_SPIKES).what()).startsWith("5 spikes");
    }

    /** The bins of the first trial with one spike. */
    private static int[] spikes(StimulusResponses responses) {
        double[] counts = responses.repeat(0, 0);
        int[] bins =
                IntStream.range(0, counts.length).filter(bin -> counts[bin] > 0).toArray();
        assertThat(Arrays.stream(counts).sum()).isEqualTo(bins.length);
        return bins;
    }

    @Test
    void cellsOfBothKindsInOneArchiveGiveTracesAndANotice() throws Exception {
        Recording recording = importing.read(Ac1Form.mixed().zip());
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.TRACE);
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("20050301-ha1-003");
        assertThat(recording.neurons().get(0).area()).contains("A1");
        assertThat(Importing.notice(recording, Code.MIXED_RESPONSE_KINDS).what())
                .startsWith("1 of 2 cells");
    }

    static Stream<Arguments> refused() throws IOException {
        byte[] good = Ac1Form.wholeCell().content(FIRST);
        byte[] version73 = "\u0089HDF\r\n\032\n and more".getBytes(StandardCharsets.ISO_8859_1);
        byte[] swapped = good.clone();
        System.arraycopy(new byte[] {1, 0, 'M', 'I'}, 0, swapped, 124, 4);
        Struct trigger = Ac1Form.named("fragments/1.mat", 100);
        double[] trace = Ac1Form.ramp(0, 480);
        return Stream.of(
                arguments("version 7.3", FIRST, version73, Code.UNSUPPORTED_FORMAT, "'-v7'"),
                arguments("cut short", FIRST, Arrays.copyOf(good, good.length - 9), Code.DAMAGED_FILE, "cut short"),
                arguments("wrong byte order", FIRST, swapped, Code.DAMAGED_FILE, "do not fit"),
                arguments("100 million samples", FIRST, claiming(good, 100_000_000), Code.DAMAGED_FILE, "do not fit"),
                arguments(
                        "no scale",
                        FIRST,
                        Ac1Form.trial(Mats.struct("trace", Mats.row(trace), "sf", 4000), trigger),
                        Code.MISSING_ARRAY,
                        "no field scale"),
                arguments(
                        "no number as scale",
                        FIRST,
                        Ac1Form.trial(Mats.struct("trace", Mats.row(trace), "sf", 4000, "scale", Double.NaN), trigger),
                        Code.UNREADABLE_ARRAY,
                        "millivolts"),
                arguments(
                        "no rate",
                        FIRST,
                        Ac1Form.trial(Mats.struct("trace", Mats.row(trace), "sf", 0, "scale", 1), trigger),
                        Code.UNSUPPORTED_FORMAT,
                        "sampled at 0.0 Hz"),
                arguments(
                        "bins without samples",
                        FIRST,
                        Ac1Form.trial(Ac1Form.response(trace, 150), trigger),
                        Code.BAD_TIME_STEP,
                        "without a sample"),
                arguments(
                        "two channels",
                        FIRST,
                        Ac1Form.trial(Mats.struct("trace", Mat5.newMatrix(2, 240), "sf", 4000, "scale", 1), trigger),
                        Code.WRONG_SHAPE,
                        "one channel"),
                arguments(
                        "infinite potential",
                        FIRST,
                        Ac1Form.trial(Mats.struct("trace", Mats.row(trace), "sf", 4000, "scale", 1e308), trigger),
                        Code.NOT_FINITE_RESPONSE,
                        "larger than any"),
                arguments(
                        "no onset",
                        FIRST,
                        Ac1Form.trial(trace, Mats.struct("type", "naturalsound", "time", 0)),
                        Code.UNREADABLE_ARRAY,
                        "counted from 1"),
                arguments(
                        "sampling rates that disagree",
                        FIRST,
                        Ac1Form.trial(
                                trace,
                                Mats.struct("time", 41, "file", "fragments/1.mat", "param", Mats.struct("sf", 22_050))),
                        Code.MIXED_SAMPLE_RATES,
                        "stored at 16000.0 Hz"),
                arguments(
                        "a sound without samples",
                        Ac1Form.FRAGMENT,
                        Ac1Form.sound("noise", 100, 1, "x"),
                        Code.MISSING_ARRAY,
                        "no field samples"),
                arguments(
                        "a sound shorter than a bin",
                        Ac1Form.FRAGMENT,
                        Ac1Form.sound("samples", 4, 1, "x"),
                        Code.EMPTY_STIMULUS,
                        "shorter than one time bin"));
    }

    /** The same file, in which the trace says that it has so many samples. */
    private static byte[] claiming(byte[] file, int samples) {
        byte[] claims = file.clone();
        ByteBuffer buffer = ByteBuffer.wrap(claims).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 128; at < claims.length - 4; at += 4) {
            if (buffer.getInt(at) == 480) {
                buffer.putInt(at, samples);
                return claims;
            }
        }
        throw new AssertionError("no dimensions found");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesByName(String what, String name, byte[] content, Code code, String words) throws IOException {
        Finding refusal =
                importing.refusal(Ac1Form.wholeCell().with(name, content).zip());
        assertThat(refusal.code()).as(what).isEqualTo(code);
        assertThat(refusal.where()).startsWith(name);
        assertThat(refusal.what() + " " + refusal.remedy()).contains(words);
    }

    @Test
    void anArchiveWithoutResultsOrWithoutSoundsIsRefused() throws IOException {
        assertThat(importing
                        .refusal(new Packed().with("a/notes.txt", "none").zip())
                        .code())
                .isEqualTo(Code.MISSING_FILE);
        Packed silent = new Packed().with(FIRST, Ac1Form.wholeCell().content(FIRST));
        assertThat(importing.refusal(silent.zip()).code()).isEqualTo(Code.NO_STIMULI);
    }
}

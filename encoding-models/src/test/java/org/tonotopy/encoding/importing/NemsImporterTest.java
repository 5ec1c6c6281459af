package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.importing.nems.NemsImporter;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;

class NemsImporterTest {

    private static final String SITE = "TAR010c";

    @TempDir
    static Path scratch;

    @TempDir
    Path folder;

    private Importing importing;

    @BeforeEach
    void prepare() {
        importing = new Importing(new NemsImporter(), folder).described("{\"dt_ms\": 10}");
    }

    private static NemsFiles site() {
        return new NemsFiles(SITE);
    }

    @Test
    void epochsOfAStimulusAreItsRepeats() throws Exception {
        Recording recording = importing.read(site().tgz());
        assertThat(recording.stimuli())
                .extracting(Stimulus::name)
                .containsExactly("00cat2.wav", "cat1.wav", "cat3.wav");
        assertThat(recording.stimuli())
                .extracting(stimulus -> stimulus.kind().orElseThrow())
                .containsExactly("validation", "estimation", "estimation");
        assertThat(recording.stimuli()).extracting(Stimulus::bins).containsOnly(NemsFiles.BINS);
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("TAR010c-18-1", "TAR010c-18-2");
        assertThat(recording.neurons()).extracting(Neuron::area).containsOnly(Optional.of("A1"));
        assertThat(recording.centerFrequenciesHz()).hasSize(3).first().isEqualTo(200.0);
        assertThat(recording.centerFrequenciesHz().get(1)).isCloseTo(2000, within(1e-9));
        assertThat(recording.centerFrequenciesHz().get(2)).isCloseTo(20_000, within(1e-9));
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.COUNTS);

        StimulusResponses repeated = recording.responses().get(0);
        assertThat(repeated.repeatSlots()).isEqualTo(3);
        assertThat(repeated.repeat(0, 0)).containsExactly(1, 2, 3, 0, 1);
        assertThat(repeated.repeat(0, 1)).containsExactly(3, 0, 1, 2, 3);
        assertThat(repeated.repeat(1, 2)).containsExactly(0, 2, 0, 2, 0);
        assertThat(recording.responses().get(2).repeatSlots()).isEqualTo(1);
        assertThat(recording.responses().get(2).repeat(0, 0)).containsExactly(2, 3, 0, 1, 2);
        assertThat(recording.notices())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Code.UNTESTED_FORMAT, Code.COMPRESSED_LEVELS);
    }

    @Test
    void energiesOfOzgfAreCompressedAsPublished() throws Exception {
        Recording recording = importing.read(site().tgz());
        Stimulus sound = recording.stimuli().get(2);
        for (int bin = 0; bin < NemsFiles.BINS; bin++) {
            for (int channel = 0; channel < NemsFiles.CHANNELS; channel++) {
                double energy = NemsFiles.energy("cat3.wav", bin, channel);
                assertThat((double) sound.level(bin, channel)).isCloseTo(Math.log((energy + 0.1) / 0.1), within(1e-6));
            }
        }
        Recording unnamed = importing
                .described("{\"dt_ms\": 10, \"filter_bank\": \"other\", \"center_freq_hz\": [100, 200, 400]}")
                .read(site().tgz());
        assertThat((double) unnamed.stimuli().get(2).level(4, 2))
                .isCloseTo(NemsFiles.energy("cat3.wav", 4, 2), within(1e-6));
        assertThat(unnamed.centerFrequenciesHz()).containsExactly(100.0, 200.0, 400.0);
        assertThat(Importing.notice(unnamed, Code.COMPRESSED_LEVELS).what()).contains("as they are");
    }

    @Test
    void scaledOrNegativeLevelsStayAsTheyAre() throws Exception {
        String scaled = site().json("stim", "RasterizedSignal", "null").replace("\"none\"", "\"minmax\"");
        Recording recording = importing.read(site().put("stim.json", scaled).tgz());
        assertThat(recording.stimuli().get(2).level(0, 0)).isEqualTo(0.3f);
        Recording decibel = importing.read(site().put(
                        "stim.csv", NemsFiles.raster(3, (sample, channel) -> NemsFiles.level(sample, channel) - 60))
                .tgz());
        assertThat(decibel.stimuli().get(2).level(0, 0)).isEqualTo(-59.7f);
        assertThat(decibel.notices()).extracting(Finding::code).containsExactly(Code.UNTESTED_FORMAT);
    }

    @Test
    void timesOfSpikesAndTilesAreTheSameRecording() throws Exception {
        Recording table = importing.read(site().tgz());
        Recording hdf5 = importing.read(site().asHdf5(folder).tgz());
        assertThat(hdf5.neurons()).isEqualTo(table.neurons());
        assertThat(hdf5.centerFrequenciesHz()).isEqualTo(table.centerFrequenciesHz());
        for (int stimulus = 0; stimulus < 3; stimulus++) {
            assertThat(hdf5.stimuli().get(stimulus).kind())
                    .isEqualTo(table.stimuli().get(stimulus).kind());
            assertThat(hdf5.stimuli().get(stimulus).cochleagram())
                    .containsExactly(table.stimuli().get(stimulus).cochleagram());
            StimulusResponses own = hdf5.responses().get(stimulus);
            for (int unit = 0; unit < 2; unit++) {
                for (int repeat = 0; repeat < own.repeatSlots(); repeat++) {
                    assertThat(own.repeat(unit, repeat))
                            .containsExactly(table.responses().get(stimulus).repeat(unit, repeat));
                }
            }
        }
    }

    @Test
    void nanWasNotRecorded() throws Exception {
        Recording without = importing.read(site().put(
                        "resp.csv",
                        NemsFiles.raster(
                                2,
                                (sample, unit) -> unit == 1 && sample >= 15 && sample < 20
                                        ? Double.NaN
                                        : NemsFiles.spikes(sample, unit)))
                .tgz());
        StimulusResponses repeated = without.responses().get(0);
        assertThat(repeated.recordedRepeats(0)).isEqualTo(3);
        assertThat(repeated.recordedRepeats(1)).isEqualTo(2);
        assertThat(repeated.repeat(1, 1)).as("the third moves up").containsExactly(0, 2, 0, 2, 0);
        assertThat(repeated.repeat(1, 2)).containsOnly(Double.NaN);

        Recording gap = importing.read(site().put(
                        "resp.csv",
                        NemsFiles.raster(
                                2,
                                (sample, unit) ->
                                        unit == 1 && sample == 17 ? Double.NaN : NemsFiles.spikes(sample, unit)))
                .tgz());
        assertThat(gap.responseKind()).isEqualTo(ResponseKind.COUNTS);
        assertThat(gap.responses().get(0).repeat(1, 1)).containsExactly(2, 0, Double.NaN, 0, 2);
    }

    @Test
    void ratesAndAveragesAreTraces() throws Exception {
        Recording recording = importing.read(site().put(
                        "resp.csv", NemsFiles.raster(2, (sample, unit) -> NemsFiles.spikes(sample, unit) / 4))
                .tgz());
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.TRACE);
        assertThat(recording.responses().get(0).repeat(0, 0)).containsExactly(0.25, 0.5, 0.75, 0, 0.25);
        assertThat(Importing.notice(recording, Code.FRACTIONAL_COUNT).what()).contains("traces");
    }

    /** As NAT4 is published: averages in the order of stimuli, and archives of single trials without sounds. */
    @Test
    void singleTrialsComeBeforeAverages() throws Exception {
        String once = NemsFiles.EPOCHS.replaceAll("(?m)^STIM_00cat2.wav,0.(15|2),.*\n", "");
        byte[] averages = new NemsFiles("A1_NAT4_ozgf")
                .without("meta.json")
                .put("resp.csv", NemsFiles.raster(2, (sample, unit) -> NemsFiles.spikes(sample, unit) / 20))
                .put("stim.epoch.csv", once)
                .put("resp.epoch.csv", once)
                .put("mask_est.csv", "1\n")
                .tgz();
        Recording alone = importing.read(averages);
        assertThat(alone.responseKind()).isEqualTo(ResponseKind.TRACE);
        assertThat(alone.responses().get(0).repeatSlots()).isEqualTo(1);
        assertThat(alone.stimuli().get(0).kind()).as("by its name").contains("validation");
        assertThat(Importing.notice(alone, Code.UNUSED_FILE).where()).endsWith("mask_est.csv");

        byte[] first = soundless("TNC008a").tgz();
        byte[] second = soundless("TNC009a").tgz();
        Recording together = importing.read(new Packed()
                .with("A1_NAT4_ozgf.fs100.ch18.tgz", averages)
                .with("A1_single_sites/A1_TNC008a_0123.tgz", first)
                .with("A1_single_sites/A1_TNC009a_4567.tgz", second)
                .zip());
        assertThat(together.responseKind()).isEqualTo(ResponseKind.COUNTS);
        assertThat(together.neurons())
                .extracting(Neuron::name)
                .containsExactly("TNC008a-18-1", "TNC008a-18-2", "TNC009a-18-1", "TNC009a-18-2");
        assertThat(together.responses().get(0).repeatSlots()).isEqualTo(3);
        assertThat(together.responses().get(0).repeat(3, 2)).containsExactly(0, 2, 0, 2, 0);
        assertThat(Importing.notice(together, Code.AVERAGED_RESPONSES).what()).contains("1 recordings with 2 units");
        assertThat(Importing.notice(together, Code.RENUMBERED_TRIALS).what())
                .as("sites were not recorded together")
                .contains("3 stimuli");
    }

    private NemsFiles soundless(String name) throws IOException {
        return new NemsFiles(name)
                .withSpikes(folder)
                .without("stim.csv")
                .without("stim.json")
                .without("stim.epoch.csv");
    }

    @Test
    void soundsOfOneNameAreOneSoundOrTheRecordingIsRefused() throws Exception {
        Packed two = new NemsFiles("BRT026c").into(site().into(new Packed()));
        Recording recording = importing.read(two.tar());
        assertThat(recording.stimuli()).hasSize(3);
        assertThat(recording.neurons()).hasSize(4);

        Finding refusal = importing.refusal(new NemsFiles("BRT026c")
                .put("stim.csv", NemsFiles.raster(3, (sample, channel) -> NemsFiles.level(sample, channel) * 1.01))
                .into(two)
                .tar());
        assertThat(refusal.code()).isEqualTo(Code.DIFFERING_SOUNDS);
        assertThat(refusal.where()).isEqualTo("00cat2.wav");

        Recording unlike = importing.read(site().put(
                        "stim.csv",
                        NemsFiles.raster(
                                3, (sample, channel) -> NemsFiles.level(sample, channel) + (sample == 21 ? 1 : 0)))
                .tgz());
        assertThat(Importing.notice(unlike, Code.DIFFERING_SOUNDS).what()).startsWith("1 presentations");
        assertThat((double) unlike.stimuli().get(0).level(1, 0))
                .as("the first")
                .isCloseTo(Math.log1p(10 * NemsFiles.energy("00cat2.wav", 1, 0)), within(1e-6));
    }

    @Test
    void aStimulusIsAsLongAsItsShortestPresentation() throws Exception {
        String shorter = NemsFiles.EPOCHS.replace("0.15,0.2", "0.15,0.18");
        for (NemsFiles files : List.of(site(), site().asHdf5(folder))) {
            Recording recording = importing.read(files.put("resp.epoch.csv", shorter)
                    .put("stim.epoch.csv", shorter)
                    .tgz());
            assertThat(recording.stimuli()).extracting(Stimulus::bins).containsExactly(3, 5, 5);
            assertThat(recording.responses().get(0).repeat(0, 2)).containsExactly(0, 1, 2);
            Finding notice = Importing.notice(recording, Code.MISMATCHED_BINS);
            assertThat(notice.where()).isEqualTo("00cat2.wav");
            assertThat(notice.what()).startsWith("1 stimuli");
        }
    }

    @Test
    void presentationsThatCannotBeUsedAreCounted() throws Exception {
        String more = NemsFiles.EPOCHS
                + "STIM_cat1.wav,0.25,0.3\nSTIM_cat1.wav,0.1,0.1\nSTIM_cat1.wav,-0.05,0.0\nSTIM_thunder,0.0,0.05\n"
                + "STIM_cat1.wav,0.0,0.05\n";
        Recording recording = importing.read(site().asHdf5(folder)
                .put("resp.json", site().json("resp", "RasterizedSignal", site().chans()))
                .put("resp.csv", NemsFiles.raster(2, NemsFiles::spikes))
                .put("resp.epoch.csv", more)
                .tgz());
        assertThat(recording.stimuli()).hasSize(3);
        assertThat(recording.responses().get(1).repeatSlots())
                .as("one row was there twice")
                .isEqualTo(1);
        assertThat(Importing.notice(recording, Code.INCOMPLETE_TRIALS).what()).startsWith("3 presentations");
        assertThat(Importing.notice(recording, Code.UNKNOWN_STIMULUS).where()).isEqualTo("thunder");
    }

    @Test
    void frequenciesComeFromMetadataOrNamesOfChannels() throws Exception {
        String named = site().json("stim", "RasterizedSignal", "[\"250 Hz\", \"1kHz\", \"4.5_kHz\"]");
        Recording channels = importing.read(
                site().without("meta.json").put("stim.json", named).tgz());
        assertThat(channels.centerFrequenciesHz()).containsExactly(250.0, 1000.0, 4500.0);
        assertThat(importing.refusal(site().without("meta.json").tgz()).where()).isEqualTo("metadata.center_freq_hz");
        Recording bank = importing
                .described("{\"dt_ms\": 10, \"filter_bank\": \"ozgf.fs100.ch3\"}")
                .read(site().without("meta.json").tgz());
        assertThat(bank.centerFrequenciesHz().get(1)).isCloseTo(2000, within(1e-9));
        assertThat(importing
                        .described("{\"dt_ms\": 10, \"center_freq_hz\": [1, 2]}")
                        .refusal(site().tgz())
                        .code())
                .isEqualTo(Code.MISMATCHED_METADATA);
        assertThat(importing
                        .described("{\"dt_ms\": 10, \"center_freq_hz\": [1, 3, 2]}")
                        .refusal(site().tgz())
                        .code())
                .isEqualTo(Code.FREQUENCIES_NOT_INCREASING);
    }

    @Test
    void metadataNameWhatComesFirst() throws Exception {
        Recording recording = importing.described("""
                        {"dt_ms": 10, "neurons": [{"name": "TAR010c-18-2", "depth_um": 300}],
                         "stimuli": [{"name": "cat3.wav", "kind": "voice"}]}""").read(site().tgz());
        assertThat(recording.stimuli().get(0).kind()).contains("voice");
        assertThat(recording.neurons().get(0).depthUm()).hasValue(300);
        assertThat(recording.responses().get(0).repeat(0, 0)).containsExactly(0, 2, 0, 2, 0);
    }

    @Test
    void spikesAreCountedInWhateverBinsTheSoundHas() throws Exception {
        Recording recording = importing.read(site().withSpikes(folder).tgz());
        assertThat(recording.responses().get(0).repeat(0, 1)).containsExactly(3, 0, 1, 2, 3);
    }

    @Test
    void aUnitWithoutASpikeWasRecordedAllTheSame() throws Exception {
        Map<String, double[]> times = Map.of("TAR010c-18-1", new double[] {0.11}, "TAR010c-18-2", new double[] {9});
        Recording recording = importing.read(site().asHdf5(folder)
                .put("resp.h5", NemsFiles.hdf5(folder, times, List.of()))
                .tgz());
        assertThat(recording.responses().get(2).repeat(0, 0)).containsExactly(0, 1, 0, 0, 0);
        assertThat(recording.responses().get(0).recordedRepeats(1)).isEqualTo(3);
        assertThat(recording.responses().get(0).repeat(1, 2)).containsOnly(0);
    }

    @Test
    void anotherRateIsRefusedByBothNumbers() throws Exception {
        Finding refusal = importing.described("{\"dt_ms\": 5}").refusal(site().tgz());
        assertThat(refusal.code()).isEqualTo(Code.BAD_TIME_STEP);
        assertThat(refusal.what()).contains("100.0 samples", "10.0 ms", "5.0 ms");
        assertThat(refusal.where()).endsWith(".json");
    }

    static Stream<Arguments> refused() throws IOException {
        byte[] whole = site().tgz();
        byte[] latin = "name,start,end\nSTIM_größe,0,1\n".getBytes(StandardCharsets.ISO_8859_1);
        String manyRows = "name,start,end\n" + "x,0,1\n".repeat(1_000_001);
        String manyAtOnce = NemsFiles.EPOCHS
                + String.join(
                        "\n",
                        Stream.iterate(0, i -> i < 101, i -> i + 1)
                                .map(i -> "STIM_" + i + ",0,1")
                                .toList());
        NemsFiles spikes = site().asHdf5(scratch);
        byte[] claims = claimingAHundredMillionRows();
        String description = site().json("resp", "RasterizedSignal", site().chans());
        return Stream.of(
                arguments("truncated archive", Arrays.copyOf(whole, whole.length / 2), Code.DAMAGED_FILE),
                arguments("nothing of NEMS", new Packed().with("notes.txt", "x").tarGz(), Code.MISSING_FILE),
                arguments("nested archive cut short", nested(Arrays.copyOf(whole, 300)), Code.DAMAGED_FILE),
                arguments("nested archive of nothing", nested(new byte[0]), Code.UNSUPPORTED_FORMAT),
                arguments(
                        "no epochs",
                        site().without("resp.epoch.csv")
                                .without("stim.epoch.csv")
                                .tgz(),
                        Code.MISSING_FILE),
                arguments("no epoch of a stimulus", epochs("name,start,end\nTRIAL,0,1\n"), Code.NO_STIMULI),
                arguments("epochs without header", epochs("STIM_a,0,1\n"), Code.UNREADABLE_TABLE),
                arguments("epoch without end", epochs("name,start,end\nSTIM_a,0\n"), Code.UNREADABLE_TABLE),
                arguments("epoch at nan", epochs("name,start,end\nSTIM_a,nan,1\n"), Code.UNREADABLE_TABLE),
                arguments("epoch for ever", epochs("name,start,end\nSTIM_a,0,1e300\n"), Code.UNREADABLE_TABLE),
                arguments("too many epochs", epochs(manyRows), Code.TOO_LARGE),
                arguments("too many at once", epochs(manyAtOnce), Code.TOO_LARGE),
                arguments(
                        "epochs not in UTF-8",
                        site().put("resp.epoch.csv", latin).tgz(),
                        Code.UNREADABLE_TABLE),
                arguments("no description", site().without("resp.json").tgz(), Code.MISSING_FILE),
                arguments("description no JSON", response("{"), Code.UNREADABLE_METADATA),
                arguments(
                        "description not in UTF-8",
                        site().put("resp.json", "{\"chans\": [\"ö\"]}".getBytes(StandardCharsets.ISO_8859_1))
                                .tgz(),
                        Code.UNREADABLE_METADATA),
                arguments("no rate", response(description.replace("\"fs\": 100", "\"fs\": NaN")), Code.BAD_TIME_STEP),
                arguments("other class", response(description.replace("Rasterized", "Other")), Code.UNSUPPORTED_FORMAT),
                arguments(
                        "pieces",
                        response(description.replace("[[0, 26]]", "[[0, 5], [10, 26]]")),
                        Code.UNSUPPORTED_FORMAT),
                arguments(
                        "no names of units",
                        response(description.replace("\"TAR", "7, \"TAR")),
                        Code.UNREADABLE_METADATA),
                arguments(
                        "no list of units", response(site().json("resp", "RasterizedSignal", "null")), Code.NO_NEURONS),
                arguments("two units of one name", response(description.replace("18-2", "18-1")), Code.DUPLICATE_NAME),
                arguments(
                        "fewer columns than units",
                        site().put("resp.csv", NemsFiles.raster(1, NemsFiles::spikes))
                                .tgz(),
                        Code.WRONG_SHAPE),
                arguments(
                        "more columns than units",
                        site().put("resp.csv", NemsFiles.raster(3, NemsFiles::spikes))
                                .tgz(),
                        Code.WRONG_SHAPE),
                arguments("ragged table", site().put("resp.csv", "1,2\n1\n").tgz(), Code.WRONG_SHAPE),
                arguments(
                        "an empty line", site().put("resp.csv", "1,2\n\n1,2\n").tgz(), Code.UNREADABLE_TABLE),
                arguments("words in a table", site().put("resp.csv", "1,two\n").tgz(), Code.UNREADABLE_TABLE),
                arguments(
                        "infinite response",
                        site().put(
                                        "resp.csv",
                                        NemsFiles.raster(2, NemsFiles::spikes).replaceFirst("0.0+e\\+00", "inf"))
                                .tgz(),
                        Code.NOT_FINITE_RESPONSE),
                arguments(
                        "too many spikes",
                        site().put("resp.csv", NemsFiles.raster(2, (sample, unit) -> 70_000))
                                .tgz(),
                        Code.COUNT_TOO_LARGE),
                arguments(
                        "sound with gaps",
                        site().put("stim.csv", NemsFiles.raster(3, (sample, channel) -> Double.NaN))
                                .tgz(),
                        Code.NOT_FINITE_STIMULUS),
                arguments("table missing", site().without("resp.csv").tgz(), Code.MISSING_FILE),
                arguments("empty table", site().put("stim.csv", "").tgz(), Code.WRONG_SHAPE),
                arguments(
                        "nothing of a sound",
                        site().without("stim.csv")
                                .without("stim.json")
                                .without("stim.epoch.csv")
                                .tgz(),
                        Code.NO_STIMULI),
                arguments("empty response", site().put("resp.csv", "").tgz(), Code.NOTHING_RECORDED),
                arguments(
                        "no HDF5",
                        site().asHdf5(scratch).put("resp.h5", "1,2\n").tgz(),
                        Code.DAMAGED_FILE),
                arguments(
                        "HDF5 missing",
                        site().asHdf5(scratch).without("stim.h5").tgz(),
                        Code.MISSING_FILE),
                arguments(
                        "unit without dataset",
                        spikes.put("resp.h5", NemsFiles.hdf5(scratch, Map.of("x", new double[] {1}), List.of()))
                                .tgz(),
                        Code.MISSING_ARRAY),
                arguments(
                        "spikes on two axes",
                        spikes.put(
                                        "resp.h5",
                                        NemsFiles.hdf5(scratch, Map.of("TAR010c-18-1", new double[4]), List.of(2, 2)))
                                .tgz(),
                        Code.WRONG_SHAPE),
                arguments(
                        "spike at nan",
                        spikes.put(
                                        "resp.h5",
                                        NemsFiles.hdf5(
                                                scratch,
                                                Map.of(
                                                        "TAR010c-18-1",
                                                        new double[] {Double.NaN, 1},
                                                        "TAR010c-18-2",
                                                        new double[1]),
                                                List.of()))
                                .tgz(),
                        Code.NOT_FINITE_SPIKE_TIME),
                arguments(
                        "a hundred million rows", spikes.put("resp.h5", claims).tgz(), Code.DAMAGED_FILE),
                arguments(
                        "leads out", site().into(new Packed()).with("../x", "x").tarGz(), Code.UNSAFE_ENTRY));
    }

    private static byte[] claimingAHundredMillionRows() throws IOException {
        byte[] file = NemsFiles.hdf5(
                scratch, Map.of("TAR010c-18-1", new double[0x1234], "TAR010c-18-2", new double[0x1234]), List.of());
        for (int i = 0; i + 8 <= file.length; i++) {
            if (file[i] == 0x34 && file[i + 1] == 0x12 && file[i + 2] == 0 && file[i + 7] == 0) {
                file[i + 3] = 6;
            }
        }
        return file;
    }

    private static byte[] nested(byte[] archive) throws IOException {
        return new Packed().with("a.tgz", archive).zip();
    }

    private static byte[] epochs(String table) throws IOException {
        return site().put("resp.epoch.csv", table).tgz();
    }

    private static byte[] response(String json) throws IOException {
        return site().put("resp.json", json).tgz();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesByName(String what, byte[] packed, Code code) {
        assertThat(importing.refusal(packed).code()).as(what).isEqualTo(code);
    }

    @Test
    void mutatedFilesAreARecordingOrANamedRefusal() throws Exception {
        byte[] table = site().into(new Packed()).tar();
        byte[] hdf5 = site().asHdf5(folder).into(new Packed()).tar();
        Random random = new Random(4);
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            byte[] mutated = (i % 2 == 0 ? table : hdf5).clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                taken += importing.read(mutated).stimuli().size() > 0 ? 1 : 0;
            } catch (RecordingRejectedException refused) {
                assertThat(refused.findings()).as("mutation " + i).isNotEmpty();
            }
        }
        assertThat(taken).as("most bytes are no part of what is read").isBetween(20, 199);
    }
}

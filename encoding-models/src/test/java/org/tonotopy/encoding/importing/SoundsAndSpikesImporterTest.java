package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.cochleagram.Cochleagram;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.SingleUnit;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.wav.WavLimits;
import org.tonotopy.encoding.wav.WavReader;

class SoundsAndSpikesImporterTest {

    private static final String SPIKES = """
            stimulus,neuron,trial,time_ms
            speech,unit 2,1,0
            speech,unit 2,1,4.99
            speech,unit 2,1,5
            speech,unit 2,2,99.9
            speech,unit 2,3,
            speech,unit 10,1,12.5
            speech,unit 10,3,12.5
            "rain, heavy",unit 10,0,7
            """;

    @TempDir
    Path folder;

    private Importing importing;

    @BeforeEach
    void prepare() {
        importing = new Importing(new SoundsAndSpikesImporter(), folder);
    }

    static Packed example() {
        return new Packed()
                .with("sounds/speech.wav", Sounds.noise(100, 1))
                .with("sounds/rain, heavy.wav", Sounds.noise(60, 2))
                .with("spikes.csv", SPIKES);
    }

    @Test
    void soundsBecomeCochleagramsAndTimesBecomeCounts() throws Exception {
        Recording recording = importing.read(example().zip());
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("rain, heavy", "speech");
        assertThat(recording.stimuli()).extracting(Stimulus::bins).containsExactly(12, 20);
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("unit 2", "unit 10");
        assertThat(recording.centerFrequenciesHz()).isEqualTo(Importing.FRONT_END.centerFrequenciesHz());
        Waveform sound = WavReader.read(new ByteArrayInputStream(Sounds.noise(100, 1)), WavLimits.standard());
        assertThat(recording.stimuli().get(1).cochleagram())
                .containsExactly(Cochleagram.of(sound, Importing.FRONT_END, 5, 20));

        StimulusResponses speech = recording.responses().get(1);
        assertThat(speech.repeatSlots()).isEqualTo(3);
        assertThat(speech.repeat(0, 0)).startsWith(2, 1, 0).endsWith(0, 0);
        assertThat(speech.value(0, 1, 19)).isEqualTo(1);
        assertThat(speech.repeat(0, 2)).as("recorded, without a spike").containsOnly(0);
        assertThat(speech.value(1, 1, 2)).as("its trial 3 moves up").isEqualTo(1);
        assertThat(speech.repeat(1, 2)).as("of its trial 2 no row speaks").containsOnly(Double.NaN);
        StimulusResponses rain = recording.responses().get(0);
        assertThat(rain.repeatSlots()).isEqualTo(1);
        assertThat(rain.repeat(0, 0)).as("unit 2 never heard it").containsOnly(Double.NaN);
        assertThat(rain.value(1, 0, 1)).isEqualTo(1);
        assertThat(recording.notices()).extracting(Finding::code).containsExactly(Code.RENUMBERED_TRIALS);
        assertThat(recording.notices().get(0).where()).isEqualTo("speech");
    }

    @Test
    void tarAndTarGzAndWindowsTablesAreTheSameRecording() throws Exception {
        Recording plain = importing.read(example().zip());
        String windows = "\ufeff" + SPIKES.replace("\n", "\r\n");
        for (byte[] packed : List.of(
                example().tar(),
                example().tarGz(),
                example().with("spikes.csv", windows).zip())) {
            Recording other = importing.read(packed);
            assertThat(other.neurons()).isEqualTo(plain.neurons());
            assertThat(other.responses().get(1).repeat(0, 0))
                    .containsExactly(plain.responses().get(1).repeat(0, 0));
        }
    }

    @Test
    void columnsStandInAnyOrder() throws Exception {
        Recording recording = importing.read(example()
                .with("spikes.csv", "time_ms,quality,Trial,stimulus,neuron\n12,good,1.0,speech.wav,a\n")
                .zip());
        assertThat(recording.responses().get(1).value(0, 0, 2)).isEqualTo(1);
    }

    @Test
    void metadataNameWhatComesFirstAndDescribeIt() throws Exception {
        Recording recording = importing
                .described("""
                        {"dt_ms": 5, "area": "A1", "stimuli": [{"name": "speech", "kind": "voice"}],
                         "neurons": [{"name": "unit 10", "single_unit": "Yes", "depth_um": 400}],
                         "split": {"train": [0], "val": [1], "test": []}}""".replace("\"test\": []", "\"test\": [2]"))
                .read(example().with("noise.wav", Sounds.noise(50, 3)).zip());
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("speech", "noise", "rain, heavy");
        assertThat(recording.stimuli().get(0).kind()).contains("voice");
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("unit 10", "unit 2");
        assertThat(recording.neurons().get(0).singleUnit()).contains(SingleUnit.YES);
        assertThat(recording.neurons().get(1).area()).contains("A1");
        assertThat(recording.responses().get(0).value(1, 0, 0))
                .as("rows move with their neuron")
                .isEqualTo(2);
        assertThat(recording.split()).isPresent();
        assertThat(Importing.notice(recording, Code.UNRECORDED_STIMULUS).where())
                .isEqualTo("noise");
    }

    @Test
    void aTableOfTrialsSaysWhatWasRecorded() throws Exception {
        Recording recording = importing.read(example()
                .with("trials.csv", "stimulus,neuron,trial\nspeech,unit 10,2\nspeech,silent,1\n")
                .zip());
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("unit 2", "unit 10", "silent");
        assertThat(recording.responses().get(1).repeat(1, 1)).containsOnly(0);
        assertThat(recording.responses().get(1).repeat(2, 0)).containsOnly(0);
    }

    @Test
    void blanksAroundNamesAreNoPartOfThem() throws Exception {
        Recording recording = importing.read(example()
                .with("trials.csv", "stimulus,neuron,trial\n speech, unit 10 ,2\n")
                .zip());
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("unit 2", "unit 10");
        assertThat(recording.responses().get(1).repeat(1, 1)).containsOnly(0);
    }

    @Test
    void whatCouldNotBeReadAgainIsNotTaken() throws Exception {
        StringBuilder rows = new StringBuilder("stimulus,neuron,trial\n");
        for (int trial = 0; trial < 9_000; trial++) {
            rows.append("speech,unit 2,").append(trial).append('\n');
        }
        for (int neuron = 0; neuron < 3_000; neuron++) {
            rows.append("speech,n").append(neuron).append(",1\n");
        }
        assertThat(importing
                        .refusal(example().with("trials.csv", rows.toString()).zip())
                        .code())
                .as("room for 9,000 repeats of 3,000 neurons")
                .isEqualTo(Code.TOO_LARGE);
    }

    @Test
    void whatIsOddIsTakenAndSaid() throws Exception {
        Recording recording = importing.read(example()
                .with("notes.txt", "cell lost at noon")
                .with("slow.wav", Sounds.noise(50, 3, 14_000))
                .with(
                        "spikes.csv",
                        SPIKES + "speech,a,1,50\nspeech,a,1,40\nspeech,a,1,-3\nspeech,a,1,100\nslow,a,9,1\n")
                .zip());
        assertThat(Importing.notice(recording, Code.UNSORTED_SPIKES).what()).startsWith("2 spikes");
        assertThat(Importing.notice(recording, Code.SPIKES_OUTSIDE_STIMULUS).what())
                .startsWith("1 spikes before the onset of their sound and 1 after its last time bin");
        assertThat(Importing.notice(recording, Code.MIXED_SAMPLE_RATES).what()).contains("14000.0=1", "16000.0=2");
        assertThat(Importing.notice(recording, Code.UNUSED_FILE).where()).isEqualTo("notes.txt");
    }

    @Test
    void trialNumbersOfSeparateSessionsAreCountedForEach() throws Exception {
        StringBuilder rows = new StringBuilder("stimulus,neuron,trial,time_ms\n");
        for (int neuron = 0; neuron < 5; neuron++) {
            for (int trial = 0; trial < 4; trial++) {
                rows.append("speech,").append(neuron).append(',').append(100 * neuron + trial);
                rows.append(',').append(5 * trial).append('\n');
            }
        }
        Recording recording =
                importing.read(example().with("spikes.csv", rows.toString()).zip());
        assertThat(recording.responses().get(1).repeatSlots()).isEqualTo(4);
        assertThat(recording.responses().get(1).value(4, 3, 3)).isEqualTo(1);
        assertThat(Importing.notice(recording, Code.RENUMBERED_TRIALS).where()).isEqualTo("speech");
    }

    @Test
    void manySpikesInOneBinAreCounted() throws Exception {
        String spikes = "stimulus,neuron,trial,time_ms\n" + "speech,a,1,3\n".repeat(70_000 - 5_000);
        Recording recording =
                importing.read(example().with("spikes.csv", spikes).zip());
        assertThat(recording.responses().get(1).value(0, 0, 0)).isEqualTo(65_000);
        assertThat(importing
                        .refusal(example()
                                .with("spikes.csv", spikes + "speech,a,1,3\n".repeat(600))
                                .zip())
                        .code())
                .isEqualTo(Code.COUNT_TOO_LARGE);
    }

    static Stream<Arguments> refused() throws IOException {
        String header = "stimulus,neuron,trial,time_ms\n";
        byte[] zip = example().zip();
        byte[] latin = (header + "speech,größe,1,2\n").getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                arguments("truncated archive", Arrays.copyOf(zip, zip.length / 2), Code.DAMAGED_FILE),
                arguments("no table", example().without("spikes.csv").zip(), Code.MISSING_FILE),
                arguments("two tables", example().with("more.csv", SPIKES).zip(), Code.MISSING_FILE),
                arguments("no sound", new Packed().with("spikes.csv", SPIKES).zip(), Code.NO_STIMULI),
                arguments(
                        "two sounds of one name",
                        example().with("old/speech.wav", Sounds.noise(50, 3)).zip(),
                        Code.DUPLICATE_NAME),
                arguments("spikes without a sound", csv(header + "thunder,a,1,2\n"), Code.UNKNOWN_STIMULUS),
                arguments("NaN time", csv(header + "speech,a,1,nan\n"), Code.NOT_FINITE_SPIKE_TIME),
                arguments("endless time", csv(header + "speech,a,1,Infinity\n"), Code.NOT_FINITE_SPIKE_TIME),
                arguments(
                        "all spikes outside",
                        csv(header + "speech,a,1,5000\nspeech,a,1,-1\n"),
                        Code.SPIKES_OUTSIDE_STIMULUS),
                arguments("no header", csv("speech,a,1,2\n"), Code.UNREADABLE_TABLE),
                arguments("semicolons", csv(SPIKES.replace(',', ';')), Code.UNREADABLE_TABLE),
                arguments("a column twice", csv("stimulus,neuron,trial,time_ms,trial\n"), Code.UNREADABLE_TABLE),
                arguments("a short row", csv(header + "speech,a,1\n"), Code.UNREADABLE_TABLE),
                arguments("words for a time", csv(header + "speech,a,1,soon\n"), Code.UNREADABLE_TABLE),
                arguments("half a trial", csv(header + "speech,a,1.5,2\n"), Code.UNREADABLE_TABLE),
                arguments("an open quote", csv(header + "\"speech,a,1,2\n"), Code.UNREADABLE_TABLE),
                arguments("a field without end", csv(header + "x".repeat(2_000)), Code.UNREADABLE_TABLE),
                arguments("Latin 1", example().with("spikes.csv", latin).zip(), Code.UNREADABLE_TABLE),
                arguments("nameless neuron", csv(header + "speech,,1,2\n"), Code.UNREADABLE_NAME),
                arguments("nothing recorded", csv(header), Code.NO_NEURONS),
                arguments("sound without samples", sound(Sounds.wav(new short[0], 16_000)), Code.NO_STIMULI),
                arguments("sound shorter than a bin", sound(Sounds.noise(4, 1)), Code.EMPTY_STIMULUS),
                arguments("sound cut short", sound(Arrays.copyOf(Sounds.noise(50, 1), 700)), Code.DAMAGED_FILE),
                arguments("sound at a low rate", sound(Sounds.noise(50, 1, 8_000)), Code.UNSUITABLE_FRONT_END),
                arguments("no sound at all", sound("a text".getBytes(StandardCharsets.UTF_8)), Code.DAMAGED_FILE),
                arguments("leads out", example().with("../x.wav", "x").zip(), Code.UNSAFE_ENTRY));
    }

    private static byte[] csv(String spikes) throws IOException {
        return example().with("spikes.csv", spikes).zip();
    }

    private static byte[] sound(byte[] wav) throws IOException {
        return example().with("sounds/speech.wav", wav).zip();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesByName(String what, byte[] packed, Code code) {
        assertThat(importing.refusal(packed).code()).as(what).isEqualTo(code);
    }

    @Test
    void metadataOfAnotherRecordingAreRefused() throws Exception {
        assertThat(importing
                        .described("{\"dt_ms\": 5, \"neurons\": [{\"name\": \"unit 3\"}]}")
                        .refusal(example().zip())
                        .code())
                .isEqualTo(Code.MISMATCHED_METADATA);
        assertThat(importing
                        .described("{\"dt_ms\": 5, \"split\": {\"train\": [0], \"val\": [1], \"test\": [2]}}")
                        .refusal(example().zip())
                        .code())
                .isEqualTo(Code.BAD_SPLIT);
    }

    @Test
    void memoryIsCountedBeforeItIsTaken() throws Exception {
        // A microsecond per bin: 10 s of sound would be ten million bins for every trial.
        assertThat(importing
                        .described("{\"dt_ms\": 0.001}")
                        .refusal(example()
                                .with("sounds/speech.wav", Sounds.noise(100_000, 1))
                                .zip())
                        .code())
                .isEqualTo(Code.TOO_LARGE);
        StringBuilder trials = new StringBuilder("stimulus,neuron,trial,time_ms\n");
        for (int trial = 0; trial < 10_001; trial++) {
            trials.append("speech,a,").append(trial).append(",\n");
        }
        assertThat(importing
                        .described("{\"dt_ms\": 5}")
                        .refusal(csv(trials.toString()))
                        .code())
                .isEqualTo(Code.TOO_LARGE);
    }
}

package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;

class CellFoldersImporterTest {

    @TempDir
    Path folder;

    private Importing importing;

    @BeforeEach
    void prepare() {
        importing = new Importing(new CellFoldersImporter(), folder);
    }

    /** As aa-1 and aa-2 are published: sounds once, and in each cell a text that names one for each text of spikes. */
    static Packed published() {
        return new Packed()
                .with("all_stims/conspecific/723792DF.wav", Sounds.noise(100, 1))
                .with("all_stims/flatrip/4922458.wav", Sounds.noise(60, 2))
                .with("all_stims/flatrip/unheard.wav", Sounds.noise(60, 3))
                .with("Field_L_cells/gg0304_4_B/conspecific/stim1", "723792DF.wav\n")
                .with("Field_L_cells/gg0304_4_B/conspecific/spike1", "-20.5 0.1 4.9 5.0 \n\n 99.9 100.0 2000 \n")
                .with("Field_L_cells/gg0304_4_B/flatrip/stim2", "4922458.wav\n")
                .with("Field_L_cells/gg0304_4_B/flatrip/spike2", "7.5 \n")
                .with("MLd_cells/pipu1018_2_A/flatrip/stim7", "4922458.wav\n")
                .with("MLd_cells/pipu1018_2_A/flatrip/spike7", "1 \n2 \n3")
                .with("MLd_cells/pipu1018_2_A/flatrip/stim8", "4922458.wav\n");
    }

    @Test
    void readsFoldersAsPublished() throws Exception {
        Recording recording = importing.read(published().zip());
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("gg0304_4_B", "pipu1018_2_A");
        assertThat(recording.neurons())
                .extracting(neuron -> neuron.area().orElseThrow())
                .containsExactly("Field_L", "MLd");
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("723792DF", "4922458");
        assertThat(recording.stimuli())
                .extracting(stimulus -> stimulus.kind().orElseThrow())
                .containsExactly("conspecific", "flatrip");
        assertThat(recording.stimuli()).extracting(Stimulus::bins).containsExactly(20, 12);

        StimulusResponses song = recording.responses().get(0);
        assertThat(song.repeatSlots()).isEqualTo(3);
        assertThat(song.repeat(0, 0)).startsWith(2, 1, 0);
        assertThat(song.repeat(0, 1))
                .as("an empty line is a trial without a spike")
                .containsOnly(0);
        assertThat(song.repeat(0, 2)).endsWith(0, 1);
        assertThat(song.repeat(1, 0)).as("the other cell never heard it").containsOnly(Double.NaN);
        StimulusResponses ripple = recording.responses().get(1);
        assertThat(ripple.repeat(0, 1)).as("one trial only").containsOnly(Double.NaN);
        assertThat(ripple.repeat(1, 2)).as("the last line needs no end").startsWith(1, 0);

        assertThat(Importing.notice(recording, Code.SPIKES_OUTSIDE_STIMULUS).what())
                .startsWith("1 spikes before the onset of their sound and 2 after");
        assertThat(Importing.notice(recording, Code.UNUSED_FILE).what())
                .as("a sound that nobody heard, and a name of one without spikes")
                .startsWith("2 files");
    }

    @Test
    void identicalSoundsUnderDifferentNumbersAreOneStimulus() throws Exception {
        Recording recording = importing.read(new Packed()
                .with("cells/a/stim1.wav", Sounds.noise(50, 1))
                .with("cells/a/spike1.txt", "1\n2\n")
                .with("cells/a/stim2.wav", Sounds.noise(50, 2))
                .with("cells/a/spike2.txt", "3\n")
                .with("cells/b/stim1.wav", Sounds.noise(50, 2))
                .with("cells/b/spike1.txt", "4\n5\n")
                .with("cells/b/stim3.wav", Sounds.noise(50, 2))
                .with("cells/b/spike3.txt", "6\n")
                .with("cell_regions.csv", "a,L2a\nb,None\n")
                .tarGz());
        assertThat(recording.stimuli()).extracting(Stimulus::name).containsExactly("cells/a/stim1", "cells/a/stim2");
        assertThat(recording.neurons()).extracting(Neuron::name).containsExactly("a", "b");
        assertThat(recording.neurons().get(0).area()).contains("L2a");
        assertThat(recording.neurons().get(1).area()).isEmpty();
        StimulusResponses shared = recording.responses().get(1);
        assertThat(shared.repeatSlots()).as("b heard it under two numbers").isEqualTo(3);
        assertThat(shared.value(1, 2, 1)).isEqualTo(1);
        assertThat(shared.repeat(0, 1)).containsOnly(Double.NaN);
        assertThat(recording.notices()).isEmpty();
    }

    @Test
    void metadataThatNameACellKeepWhatTheFilesSayOfIt() throws Exception {
        byte[] packed = new Packed()
                .with("cells/a/stim1.wav", Sounds.noise(50, 1))
                .with("cells/a/spike1", "1\n")
                .with("cell_regions.csv", "a,L2a\n")
                .zip();
        Recording recording = importing
                .described("{\"dt_ms\": 5, \"area\": \"L\", \"neurons\": [{\"name\": \"a\", \"depth_um\": 300}]}")
                .read(packed);
        assertThat(recording.neurons().get(0).depthUm()).hasValue(300);
        assertThat(recording.neurons().get(0).area()).contains("L2a");
    }

    static Stream<Arguments> refused() throws IOException {
        byte[] unitsOfBirds = new Packed()
                .with("bird1/unit1/stim1.wav", Sounds.noise(50, 1))
                .with("bird1/unit1/spike1", "1\n")
                .with("bird1/unit2/stim1.wav", Sounds.noise(50, 1))
                .with("bird1/unit2/spike1", "2\n")
                .with("bird2/unit1/stim1.wav", Sounds.noise(50, 1))
                .with("bird2/unit1/spike1", "3\n")
                .with("bird2/unit2/stim1.wav", Sounds.noise(50, 1))
                .with("bird2/unit2/spike1", "4\n")
                .zip();
        String spikes = "Field_L_cells/gg0304_4_B/conspecific/spike1";
        String stim = "Field_L_cells/gg0304_4_B/conspecific/stim1";
        byte[] tar = published().tar();
        return Stream.of(
                arguments("units that look like kinds of sounds", unitsOfBirds, Code.DUPLICATE_FILE),
                arguments("truncated archive", Arrays.copyOf(tar, 2048), Code.DAMAGED_FILE),
                arguments(
                        "no cell",
                        new Packed().with("a.wav", Sounds.noise(50, 1)).zip(),
                        Code.MISSING_FILE),
                arguments("NaN time", published().with(spikes, "1 NaN 3\n").zip(), Code.NOT_FINITE_SPIKE_TIME),
                arguments("words", published().with(spikes, "1 2\nlost\n").zip(), Code.UNREADABLE_TABLE),
                arguments(
                        "bytes",
                        published().with(spikes, new byte[] {'1', 0, 3}).zip(),
                        Code.UNREADABLE_TABLE),
                arguments(
                        "a number without end",
                        published().with(spikes, "1".repeat(999)).zip(),
                        Code.UNREADABLE_TABLE),
                arguments("all spikes outside", outside(), Code.SPIKES_OUTSIDE_STIMULUS),
                arguments("spikes without a sound", published().without(stim).zip(), Code.UNKNOWN_STIMULUS),
                arguments(
                        "the name of no sound",
                        published().with(stim, "lost.wav").zip(),
                        Code.UNKNOWN_STIMULUS),
                arguments(
                        "neither sound nor name",
                        published().with(stim, "\0\1\2\3").zip(),
                        Code.UNKNOWN_STIMULUS),
                arguments(
                        "one name for two sounds",
                        published()
                                .with("more/723792DF.wav", Sounds.noise(70, 9))
                                .zip(),
                        Code.DUPLICATE_NAME),
                arguments(
                        "two cells of one name",
                        published()
                                .with("all_cells/gg0304_4_B/flatrip/stim1", "4922458.wav")
                                .with("all_cells/gg0304_4_B/flatrip/spike1", "1")
                                .zip(),
                        Code.DUPLICATE_NAME),
                arguments(
                        "a link out", published().with("../../etc/passwd", "x").tarGz(), Code.UNSAFE_ENTRY),
                arguments(
                        "no trial",
                        new Packed()
                                .with("a/stim1.wav", Sounds.noise(50, 1))
                                .with("a/spike1", "")
                                .zip(),
                        Code.NOTHING_RECORDED),
                arguments(
                        "short sound",
                        new Packed()
                                .with("a/stim1.wav", Sounds.noise(3, 1))
                                .with("a/spike1", "1")
                                .zip(),
                        Code.EMPTY_STIMULUS));
    }

    private static byte[] outside() throws IOException {
        return new Packed()
                .with("a/stim1.wav", Sounds.noise(50, 1))
                .with("a/spike1", "900000\n")
                .with("a/stim2.wav", Sounds.noise(50, 2))
                .with("a/spike2", "-1\n")
                .zip();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesByName(String what, byte[] packed, Code code) {
        assertThat(importing.refusal(packed).code()).as(what).isEqualTo(code);
    }
}

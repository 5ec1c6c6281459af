package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.Stimulus;

class SoundsImporterTest {
    @TempDir
    Path folder;

    private ImportSettings settings;

    @BeforeEach
    void settings() throws Exception {
        settings = new ImportSettings(
                RecordingMetadata.parse("{\"dt_ms\": 5}"), Importing.FRONT_END, ReadingLimits.standard());
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void aSoundIsHeardAsInARecordingToTheLastBit() throws Exception {
        byte[] sound = Sounds.noise(200, 3);
        Path packed = file(
                "recording.zip",
                new Packed()
                        .with("rig/b.wav", sound)
                        .with("rig/spikes.csv", "stimulus,neuron,trial,time_ms\nb,n,0,12\n")
                        .zip());
        Recording recording = new SoundsAndSpikesImporter().read(packed, settings);

        Stimulus alone = SoundsImporter.readWav(file("b.wav", sound), settings).get(0);
        List<Stimulus> several = SoundsImporter.readArchive(packed, settings);

        assertThat(alone.name()).isEqualTo("sound");
        assertThat(alone.cochleagram())
                .isEqualTo(recording.stimuli().get(0).cochleagram())
                .hasSize(4 * 40);
        assertThat(several).singleElement().satisfies(heard -> {
            assertThat(heard.name()).isEqualTo("b");
            assertThat(heard.cochleagram()).isEqualTo(alone.cochleagram());
        });
    }

    @Test
    void whatIsNoSoundIsRefused() throws Exception {
        assertThatThrownBy(() -> SoundsImporter.readWav(
                        file("text.wav", "no sound at all".getBytes(StandardCharsets.UTF_8)), settings))
                .hasMessageContaining("does not begin as a WAV file does");
        assertThatThrownBy(() -> SoundsImporter.readWav(file("short.wav", Sounds.noise(2, 1)), settings))
                .hasMessageContaining("shorter than one time bin");
        assertThatThrownBy(() -> SoundsImporter.readArchive(
                        file(
                                "empty.zip",
                                new Packed().with("readme.txt", "nothing").zip()),
                        settings))
                .hasMessageContaining("It holds no sound");
        assertThatThrownBy(() -> SoundsImporter.readArchive(file("b.wav", Sounds.noise(20, 1)), settings))
                .hasMessageContaining("neither a zip nor a tar");
    }
}

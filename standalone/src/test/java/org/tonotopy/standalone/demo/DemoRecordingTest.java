package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.standalone.StandaloneException;

class DemoRecordingTest {
    @TempDir
    private Path folder;

    @Test
    void namesComeFromTheMetadata() throws IOException {
        Path arrays = recording("lab.npz", "lab.json", "{\"name\": \"NS1\", \"dt_ms\": 5}");
        DemoRecording recording = DemoRecording.of(arrays);
        assertThat(recording.datasetName()).isEqualTo("ns1");
        assertThat(recording.benchmarkName()).isEqualTo("ns1-natural");
        assertThat(recording.withBenchmarkName("mine").benchmarkName()).isEqualTo("mine");
        assertThat(recording.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @ParameterizedTest
    @CsvSource({"NS1, ns1", "Ferret A1 (2026), ferret-a1-2026", "µ, recording", "-x-, x", "a.b, a.b"})
    void anyTextBecomesAName(String text, String name) {
        assertThat(DemoRecording.asName(text)).isEqualTo(name);
    }

    @Test
    void aMissingMetadataFileIsNamed() throws IOException {
        Path arrays = Files.writeString(folder.resolve("lab.npz"), "hello");
        assertThatThrownBy(() -> DemoRecording.of(arrays))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining(folder.resolve("lab.json").toString());
    }

    @Test
    void metadataThatIsNoJsonIsRefused() throws IOException {
        Path arrays = recording("lab.npz", "lab.json", "{name");
        assertThatThrownBy(() -> DemoRecording.of(arrays))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("lab.json is not valid JSON");
    }

    @Test
    void anotherKindOfFileIsRefused() {
        assertThatThrownBy(() -> DemoRecording.of(folder.resolve("lab.mat")))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("name an .npz file");
    }

    private Path recording(String arrays, String json, String metadata) throws IOException {
        Files.writeString(folder.resolve(json), metadata);
        return Files.writeString(folder.resolve(arrays), "hello");
    }
}

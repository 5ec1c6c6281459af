package org.tonotopy.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.client.cli.ProgramAndServer.Said;

/** What {@code predict} finds out before it asks a server; the one here knows nothing. */
class PredictCommandTest {
    @TempDir
    private Path folder;

    private ProgramAndServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ProgramAndServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Said predict(Path file, Path out) {
        return server.runForJson("predict", "linear@1", file.toString(), "--out", out.toString());
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bands.npz", "bands.h5", "BANDS.HDF5", "song.wav", "songs.tar.gz", "songs.zip"})
    void filesThatModelsMayHearAreSent(String name) throws IOException {
        predict(file(name), folder).failed(ExitCode.NOT_UNDERSTOOD, "not Tonotopy");
    }

    @Test
    void whatTheFileIsHasToBeKnown() throws IOException {
        JsonNode problem = predict(file("song.mp3"), folder).failed(ExitCode.LOCAL_FILE, "song.mp3");
        assertThat(problem.path("message").asText()).contains(".h5, .hdf5, .npz, .tar, .tar.gz, .tgz, .wav, .zip");
    }

    @Test
    void aMissingFileIsSaidBeforeAnythingIsSent() throws IOException {
        predict(folder.resolve("song.wav"), folder).failed(ExitCode.LOCAL_FILE, "There is no file");
    }

    @Test
    void thePredictionsNeedAPlaceBeforeTheyAreMade() throws IOException {
        predict(file("bands.npz"), folder.resolve("nowhere/responses.npz"))
                .failed(ExitCode.LOCAL_FILE, "There is no folder");
    }
}

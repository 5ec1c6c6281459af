package org.tonotopy.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code predict} finds out before it asks a server; the one here knows nothing. */
class PredictCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int predict(Path file, Path out) {
        PrintStream stream = new PrintStream(said, true, UTF_8);
        Screen screen = new Screen(
                stream,
                stream,
                new BufferedReader(new StringReader("")),
                Map.of(
                        "TONOTOPY_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "XDG_CONFIG_HOME",
                        folder.toString()),
                false);
        return TonotopyProgram.run(screen, "predict", "linear@1", file.toString(), "--out", out.toString());
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bands.npz", "bands.h5", "BANDS.HDF5", "song.wav", "songs.tar.gz", "songs.zip"})
    void filesThatModelsMayHearAreSent(String name) throws IOException {
        assertThat(predict(file(name), folder)).as(said.toString(UTF_8)).isEqualTo(ExitCode.NOT_UNDERSTOOD.number());
    }

    @Test
    void whatTheFileIsHasToBeKnown() throws IOException {
        assertThat(predict(file("song.mp3"), folder)).isEqualTo(ExitCode.LOCAL_FILE.number());
        assertThat(said.toString(UTF_8))
                .contains("song.mp3", ".h5, .hdf5, .npz, .tar, .tar.gz, .tgz, .wav, .zip")
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingFileIsSaidBeforeAnythingIsSent() {
        assertThat(predict(folder.resolve("song.wav"), folder)).isEqualTo(ExitCode.LOCAL_FILE.number());
        assertThat(said.toString(UTF_8)).contains("There is no file");
    }

    @Test
    void thePredictionsNeedAPlaceBeforeTheyAreMade() throws IOException {
        assertThat(predict(file("bands.npz"), folder.resolve("nowhere/responses.npz")))
                .isEqualTo(ExitCode.LOCAL_FILE.number());
        assertThat(said.toString(UTF_8)).contains("There is no folder", "--out");
    }
}

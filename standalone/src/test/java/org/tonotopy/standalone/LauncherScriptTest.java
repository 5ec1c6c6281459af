package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The script at the root, as far as it goes without Java. */
class LauncherScriptTest {
    @Test
    void helpNamesEveryCommandAndBuildsNothing() throws Exception {
        Process process = launcher("help");
        String output = output(process);
        assertThat(output).contains("demo", "start", "stop", "status", "--data", "--port", "--recording", "--exit");
        assertThat(output).contains("login", "dataset", "fit", "leaderboard", "submit", "completion");
        assertThat(output).doesNotContain("Building");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void anUnknownCommandIsNamed() throws Exception {
        Process process = launcher("demmo");
        assertThat(output(process)).contains("there is no command 'demmo'");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static Process launcher(String argument) throws IOException {
        return new ProcessBuilder("/bin/sh", Path.of("..", "tonotopy").toString(), argument)
                .redirectErrorStream(true)
                .start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

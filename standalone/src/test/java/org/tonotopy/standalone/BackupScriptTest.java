package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code operations/backup} refuses before it asks a database; {@code BackupIT} runs it as a whole. */
class BackupScriptTest {
    @TempDir
    private Path temporary;

    @Test
    void helpNamesItsCommandsAndSettings() throws Exception {
        assertThat(refused(Map.of(), 0, "help"))
                .contains("make FOLDER", "check DUMP", "restore DUMP", "TONOTOPY_STORE_FOLDER");
        assertThat(refused(Map.of(), 1, "mkae", "x")).contains("there is no command 'mkae'");
        assertThat(refused(Map.of(), 1, "make")).contains("make takes one path");
    }

    @Test
    void aPasswordThatOthersWouldSeeIsRefused() throws Exception {
        Path folder = temporary.resolve("backup");
        assertThat(refused(
                        Map.of("TONOTOPY_DATABASE_URL", "jdbc:postgresql://localhost/lab?ssl=true&password=secret"),
                        1,
                        "make",
                        folder.toString()))
                .contains("TONOTOPY_DATABASE_PASSWORD instead")
                .doesNotContain("secret");
        assertThat(refused(Map.of("TONOTOPY_DATABASE_URL", "localhost/lab"), 1, "make", folder.toString()))
                .contains("jdbc:postgresql://HOST:PORT/NAME");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aDumpThatIsNotThereIsNamed() throws Exception {
        String dump = temporary.resolve("other.dump").toString();
        assertThat(refused(Map.of(), 1, "restore", dump)).contains("there is no dump " + dump);
    }

    private static String refused(Map<String, String> environment, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/sh";
        command[1] = Path.of("..", "operations", "backup").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }
}

package org.tonotopy.registry.temporary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes that are killed. */
class TemporaryFilesTest {
    @TempDir
    Path place;

    /** Takes its folder, writes a temporary file, says where it is, and waits to be killed. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            TemporaryFiles.claimFolder();
            System.out.println(TemporaryFiles.create("tonotopy-recording-", ".tmp"));
            System.in.read();
        }
    }

    private record Started(Process process, Path file) {}

    private Started start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Djava.io.tmpdir=" + place,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String file =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return new Started(process, Path.of(file));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextAndWhatALivingOneHasIsNot() throws Exception {
        Path foreign = Files.writeString(place.resolve("tonotopy-of-somebody"), "x");
        Started killed = start();
        Started living = start();
        assertThat(killed.file()).exists().startsWith(place);
        killed.process().destroyForcibly().waitFor();
        assertThat(killed.file()).exists();

        Started next = start();

        assertThat(killed.file().getParent()).doesNotExist();
        assertThat(living.file()).exists();
        assertThat(next.file()).exists();
        assertThat(foreign).exists();
        for (Started one : new Started[] {living, next}) {
            one.process().destroyForcibly().waitFor();
        }
        start().process().destroyForcibly().waitFor();
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left)
                    .as("its own folder, the lock, and the foreign file")
                    .hasSize(3);
        }
    }
}

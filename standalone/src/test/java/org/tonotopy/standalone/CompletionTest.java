package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The printed completion, read by the shells that it is for: words are typed and the tabulator is pressed. */
@Timeout(120)
class CompletionTest {
    private static final String TAB = "\t";
    private static final String CLEAR_LINE = "\u0015";

    @TempDir
    private Path home;

    @Test
    void bashCompletes() throws Exception {
        completes("bash", Path.of("/bin/bash"), List.of("--norc", "--noprofile", "-i"));
    }

    @Test
    void zshCompletes() throws Exception {
        completes("zsh", Path.of("/usr/bin/zsh"), List.of("-f", "-i"));
    }

    private void completes(String name, Path shell, List<String> options) throws Exception {
        assumeTrue(Terminal.exists() && Files.isExecutable(shell), name + " and script are installed");
        Path script = Files.writeString(home.resolve("completion"), completion(name));
        List<String> command = new ArrayList<>(List.of(shell.toString()));
        command.addAll(options);
        try (Terminal terminal =
                Terminal.run(Map.of("HOME", home.toString(), "ZDOTDIR", home.toString(), "PS1", "ready> "), command)) {
            terminal.await("ready> ");
            terminal.press("source " + script + "; echo so''urced\n");
            terminal.await("sourced");
            terminal.await("ready> ");
            for (String[] word : new String[][] {
                {"tonotopy lead", "erboard"},
                {"tonotopy dataset imp", "ort"},
                {"tonotopy fit --fol", "low"},
                {"tonotopy stat", "us"}
            }) {
                terminal.press(word[0] + TAB);
                terminal.await(word[0] + word[1]);
                terminal.press(CLEAR_LINE);
            }
        }
    }

    private static String completion(String shell) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(ChildJvm.clientCommand("completion", shell))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = program.start();
        String script = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return script;
    }
}

package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.standalone.ChildJvm;

/** The first thing that a new user types, from an empty folder to the board. */
class DemoIT {
    @TempDir
    private Path temporary;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void theDemoShowsAllThreeModelsAndASecondRunReusesThem() throws Exception {
        String first = demo();
        List<String> board = board(first);
        assertThat(board).hasSize(3);
        assertThat(board.get(0)).startsWith("statenet");
        assertThat(board).anyMatch(line -> line.startsWith("linear")).anyMatch(line -> line.startsWith("ln"));

        String second = demo();
        assertThat(second).contains("is there already").doesNotContain("queued").doesNotContain("running");
        assertThat(board(second)).isEqualTo(board);
    }

    private String demo() throws Exception {
        try (ChildJvm program = ChildJvm.tonotopy(
                "demo",
                "--exit",
                "--port",
                "0",
                "--data",
                temporary.resolve("data").toString())) {
            int exitCode = program.awaitExit();
            assertThat(exitCode).as(program.output()).isZero();
            return program.output();
        }
    }

    private static List<String> board(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("model "))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .toList();
    }
}

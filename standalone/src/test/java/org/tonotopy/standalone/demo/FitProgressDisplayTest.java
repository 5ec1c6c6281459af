package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FitProgressDisplayTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream output = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aPlainStreamGetsALineWhenAFitHasComeAStepFurther() {
        FitProgressDisplay display = new FitProgressDisplay(new Terminal(output, false, false));
        display.show(List.of(job("{\"state\": \"QUEUED\"}")));
        display.show(List.of(running(1)));
        display.show(List.of(running(2)));
        display.show(List.of(running(50)));
        display.show(List.of(job("{\"state\": \"SUCCEEDED\", \"progress\": {\"epoch\": 80, \"max_epochs\": 100,"
                + " \"validation_score\": 0.75}}")));
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "  ln seed 0        queued",
                        "  ln seed 0        running  epoch 1 of at most 100  validation CCnorm 0.500",
                        "  ln seed 0        running  epoch 50 of at most 100  validation CCnorm 0.500",
                        "  ln seed 0        done  epoch 80  validation CCnorm 0.750");
    }

    @Test
    void aTerminalGetsItsLinesRedrawn() {
        FitProgressDisplay display = new FitProgressDisplay(new Terminal(output, true, false));
        display.show(List.of(running(50)));
        display.show(List.of(running(100)));
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("[============            ]")
                .contains("\u001b[1A\u001b[2K  ln seed 0        [========================]");
    }

    @Test
    void aFailedFitSaysWhy() {
        FitProgressDisplay display = new FitProgressDisplay(new Terminal(output, false, false));
        display.show(
                List.of(
                        job(
                                "{\"state\": \"FAILED\", \"failure\": {\"kind\": \"DIVERGED\", \"message\": \"The loss became NaN.\"}}")));
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("failed: The loss became NaN.");
    }

    private static FitJob running(int epoch) {
        return job("{\"state\": \"RUNNING\", \"progress\": {\"epoch\": " + epoch
                + ", \"max_epochs\": 100, \"validation_score\": 0.5}}");
    }

    private static FitJob job(String report) {
        return new FitJob(
                "ln", 0, "/api/v1/jobs/1", JsonMapper.builder().build().readTree(report));
    }
}

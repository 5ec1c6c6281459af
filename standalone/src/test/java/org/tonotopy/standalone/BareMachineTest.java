package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.api.ApiApplication;
import org.tonotopy.figure.TextProof;
import org.tonotopy.worker.WorkerApplication;

/** What draws does not start on a machine that cannot draw text, instead of failing the jobs and pages of people there. */
class BareMachineTest {
    /** Enough to come to the database, where there is none. */
    private static final Map<String, String> SETTINGS = Map.of(
            "TONOTOPY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
            "TONOTOPY_DATABASE_USER", "nobody",
            "TONOTOPY_DATABASE_PASSWORD", "none",
            "TONOTOPY_STORE_FOLDER", "target/no-store");

    @ParameterizedTest
    @ValueSource(classes = {ApiApplication.class, WorkerApplication.class})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aServiceSaysWhatToInstall(Class<?> service, @TempDir Path folder) throws Exception {
        Path noFonts = Files.writeString(folder.resolve("fontconfig.bfc"), "none");
        try (ChildJvm started = ChildJvm.program(
                service, SETTINGS, "-Dsun.awt.fontconfig=" + noFonts, "-Dtonotopy.log.folder=" + folder)) {
            assertThat(started.awaitExit()).as(started::output).isEqualTo(1);
        }
        // On this class path services log as the standalone server does.
        assertThat(Files.readString(folder.resolve("tonotopy.log")))
                .contains("APPLICATION FAILED TO START", "Text cannot be drawn on this machine")
                .contains("libfreetype6", "libfontconfig1", "fonts-dejavu-core", "docs/operations.md")
                .doesNotContain("TONOTOPY_DATABASE_URL");
    }

    @Test
    void thisMachineDraws() {
        assertThat(TextProof.failure()).isEmpty();
    }
}

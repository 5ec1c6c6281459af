package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code images/make-secrets} makes, keeps, and makes again. */
class SecretsScriptTest {
    @TempDir
    private Path checkout;

    private Path environment;
    private Path store;
    private Path metrics;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectory(checkout.resolve("images"));
        Files.copy(Path.of("../images/make-secrets"), checkout.resolve("images/make-secrets"));
        environment = checkout.resolve(".env");
        store = checkout.resolve("secrets/seaweedfs.json");
        metrics = checkout.resolve("secrets/metrics-token");
    }

    @Test
    void whatIsThereIsNeverReplacedAndWhatIsMissingFits() throws Exception {
        assertThat(run(0)).contains("made .env secrets/seaweedfs.json secrets/metrics-token");
        List<String> first = contents();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(environment)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolveSibling("."))))
                .isEqualTo("rwx------");
        assertThat(first.get(0).lines()).hasSize(3).allMatch(line -> line.matches("TONOTOPY_[A-Z_]+=[0-9a-f]{20,64}"));
        first.get(0)
                .lines()
                .filter(line -> line.contains("_KEY="))
                .forEach(
                        line -> assertThat(first.get(1)).contains("\"" + line.substring(line.indexOf('=') + 1) + "\""));
        assertThat(first.get(2).strip()).hasSize(64);

        assertThat(run(0)).contains("nothing was changed");
        assertThat(contents()).isEqualTo(first);

        Files.delete(store);
        assertThat(run(0)).contains("made secrets/seaweedfs.json");
        assertThat(contents()).isEqualTo(first);
    }

    @Test
    void anEnvironmentWithoutKeysIsNamed() throws Exception {
        Files.writeString(environment, "TONOTOPY_DATABASE_PASSWORD=of-old\n");
        assertThat(run(1)).contains(".env has no TONOTOPY_STORE_ACCESS_KEY");
        assertThat(store).doesNotExist();
    }

    private List<String> contents() throws IOException {
        return List.of(Files.readString(environment), Files.readString(store), Files.readString(metrics));
    }

    private String run(int exitCode) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "/bin/sh", checkout.resolve("images/make-secrets").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }
}

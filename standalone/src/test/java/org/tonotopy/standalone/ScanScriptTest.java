package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code operations/scan} refuses; what it finds depends on the day and on a database that has to be fetched. */
class ScanScriptTest {
    @TempDir
    private Path temporary;

    @Test
    void whatCannotBeComparedIsNoCleanOutcome() throws Exception {
        assertThat(run(Map.of(), 0, "help")).contains("operations/scan IMAGE...", "ACCEPTED", "SEVERITY");
        assertThat(run(Map.of(), 2, "--image")).contains("there is no option --image");
        assumeFalse(OperationsScript.has("trivy"), "Trivy is on the PATH");
        assertThat(run(Map.of(), 1)).contains("trivy was not found");
    }

    @Test
    void nothingIsAcceptedWithoutAReasonAndForEver() throws Exception {
        String whole = """
                vulnerabilities:
                  - id: CVE-2099-0001
                    statement: It is in the reader of a format that nothing here reads.
                    expired_at: 2099-12-31
                """;
        for (String missing : new String[] {"statement", "expired_at"}) {
            Path file = Files.writeString(
                    temporary.resolve(missing + ".yaml"), whole.replaceAll("(?m)^ *" + missing + ":.*\n", ""));
            assertThat(run(Map.of("ACCEPTED", file.toString()), 1))
                    .contains("CVE-2099-0001: " + missing + " is missing")
                    .doesNotContain("trivy");
        }
    }

    @Test
    void aFindingMayBeginWithAnyOfItsKeys() throws Exception {
        String good = "  - id: CVE-2099-0001\n    purls:\n      - pkg:maven/org.example/parser\n"
                + "    statement: Nothing reads it.\n    expired_at: 2099-12-31\n";
        String bare =
                "  - purls:\n      - pkg:maven/org.example/reader\n    id: CVE-2099-0002\n    expired_at: 2099-12-31\n";
        for (String list : new String[] {good + bare, bare + good}) {
            Path file = Files.writeString(temporary.resolve("any.yaml"), "# Findings\nvulnerabilities:\n" + list);
            assertThat(run(Map.of("ACCEPTED", file.toString()), 1))
                    .contains("CVE-2099-0002: statement is missing")
                    .doesNotContain("CVE-2099-0001", "trivy");
        }
    }

    private static String run(Map<String, String> environment, int exitCode, String... arguments) throws Exception {
        OperationsScript run = OperationsScript.run("scan", environment, arguments);
        assertThat(run.exitCode()).as(run.output()).isEqualTo(exitCode);
        return run.output();
    }
}

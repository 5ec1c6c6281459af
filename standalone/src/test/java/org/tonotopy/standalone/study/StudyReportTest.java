package org.tonotopy.standalone.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudyReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private static JsonNode entry(String kind, double mean) {
        return JSON.readTree("""
                {"spec_sha256": "%1$s-spec", "kind": "%1$s", "label": "", "rank": 1, "tied": false, "seeds": [0, 1],
                 "parameter_count": 41, "fit_seconds": 2.5, "metrics": [
                   {"metric": "cc_norm", "mean": %2$s, "median": %2$s, "mean_deviation": 0.01, "counted": 9,
                    "interval": {"mean": %2$s, "mean_low": 0.1, "mean_high": 0.9, "median": %2$s}},
                   {"metric": "cc", "mean": 0.25, "median": 0.25, "counted": 9}]}""".formatted(kind, mean));
    }

    /** As the API has it: the pair is named the other way round than the verdict needs it. */
    private static StudyBoard board(boolean significant, JsonNode... entries) {
        JsonNode board = JSON.createObjectNode()
                .put("benchmark", "study@1")
                .put("ranking_metric", "cc_norm")
                .put("citation", "The board <of> a study.")
                .set("entries", JSON.createArrayNode().addAll(List.of(entries)));
        JsonNode pairs = JSON.readTree("""
                {"pairs": [{"first": "nrf-spec", "second": "statenet-spec", "neurons": 9, "difference": -0.125,
                  "difference_low": -0.2, "difference_high": -0.05, "effect_size": -0.75, "p_value": 0.001,
                  "corrected_p_value": 0.004, "significant": %s}]}""".formatted(significant));
        JsonNode groups = JSON.readTree("""
                {"groups": [{"criterion": "depth", "label": "0 to 400 µm", "neurons": 4, "entries": [
                  {"spec_sha256": "statenet-spec", "counted": 4, "mean": 0.75}, {"spec_sha256": "nrf-spec", "counted": 4, "mean": 0.5}]}]}""");
        return StudyBoard.of(board, pairs, groups, List.of("{\"model\": \"s4\"}: The loss was no longer finite."));
    }

    @Test
    void theVerdictComparesTheBestStateNetWithTheStrongestWindow() {
        MemoryVerdict verdict = MemoryVerdict.of(board(
                        true, entry("dnet", 0.9), entry("statenet", 0.75), entry("nrf", 0.625), entry("linear", 0.5)))
                .orElseThrow();

        assertThat(verdict.stateless().kind()).isEqualTo("nrf");
        assertThat(verdict.pair().difference()).contains(0.125);
        assertThat(verdict.pair().low()).contains(0.05);
        assertThat(verdict.pair().high()).contains(0.2);
        assertThat(verdict.pair().effect()).isEqualTo(0.75);
        assertThat(verdict.groups())
                .containsExactly(new MemoryVerdict.GroupDifference("depth", "0 to 400 µm", 4, Optional.of(0.25)));
        assertThat(verdict.sentence()).startsWith("Memory in a state is ahead");
    }

    @Test
    void whatIsNotSignificantIsNoDifference() {
        assertThat(MemoryVerdict.of(board(false, entry("statenet", 0.75), entry("nrf", 0.625)))
                        .orElseThrow()
                        .sentence())
                .isEqualTo("No difference between the two is shown here.");
        assertThat(MemoryVerdict.of(board(true, entry("nrf", 0.625)))).isEmpty();
    }

    @Test
    void allFormsTellTheSame() throws IOException {
        new StudyReport(
                        List.of(board(true, entry("statenet", 0.75), entry("nrf", 0.625))),
                        Instant.parse("2026-01-01T00:00:00Z"))
                .write(folder);

        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html)
                .contains(
                        "study@1", "Memory in a state is ahead", "0.125 [0.050, 0.200]", "0.004", "depth: 0 to 400 µm")
                .contains("The board &lt;of&gt; a study.", "no longer finite")
                .doesNotContain(" th:");
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains(
                        "**Memory in a state is ahead",
                        "0.125 [0.050, 0.200]",
                        "| 1 | statenet | 0.750 [0.100, 0.900] |")
                .doesNotContain("[(", "[#", "[/");
        assertThat(Files.readString(folder.resolve("study-1.svg")))
                .contains("statenet", "0.625 [0.100, 0.900]")
                .doesNotContain(" th:");
        assertThat(Files.readAllLines(folder.resolve("study-1.csv")))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("1,false,\"nrf\",0.625,0.1,0.9,0.625,0.25,0.01,2,9,41.0,2.5,");
    }
}

package org.tonotopy.api.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.board.BoardLedger;
import tools.jackson.databind.JsonNode;

class LeaderboardTest extends ApiTest {
    @Autowired
    BoardLedger boards;

    @Autowired
    BenchmarkRepository benchmarks;

    private String benchmark() {
        String name = freshName("ranked");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private void fit(String benchmark, String kind, int seed, double level) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"%s\"}, \"seed\": %d}"
                        .formatted(benchmark, kind, seed));
        fixture.fit(UUID.fromString(job.json().path("id").stringValue()), level);
    }

    @Test
    void ranksIntervalsPairsAndGroupsAreThoseThatAWorkerComputed() {
        String benchmark = benchmark();
        String path = "/api/v1/benchmarks/" + benchmark + "/leaderboard";
        fit(benchmark, "ln", 0, 0.75);
        fit(benchmark, "ln", 1, 0.77);
        fit(benchmark, "linear", 0, 0.55);
        JsonNode fresh = viewer.get(path).json();
        assertThat(fresh.path("comparison").isNull()).isTrue();
        assertThat(fresh.path("entries").path(0).path("rank").isNull()).isTrue();
        assertThat(fresh.path("citation").stringValue()).contains(benchmark, "not compared yet");
        String ln = fresh.path("entries").path(0).path("spec_sha256").stringValue();
        String linear = fresh.path("entries").path(1).path("spec_sha256").stringValue();

        new BoardWorker(boards, benchmarks).compute(benchmark, ln, linear);

        JsonNode board = viewer.get(path).json();
        assertThat(board.path("comparison").path("current").booleanValue()).isTrue();
        assertThat(board.path("comparison").path("entries").intValue()).isEqualTo(2);
        assertThat(board.path("citation").stringValue()).contains(benchmark, "0123456789abcdef.");
        JsonNode best = board.path("entries").path(0);
        assertThat(best.path("rank").intValue()).isOne();
        assertThat(best.path("tied").booleanValue()).isFalse();
        assertThat(best.path("on_parameter_front").booleanValue()).isTrue();
        assertThat(best.path("metrics")
                        .valueStream()
                        .filter(metric -> metric.path("metric").stringValue().equals("cc_norm"))
                        .findFirst()
                        .orElseThrow()
                        .path("interval")
                        .path("mean_high")
                        .doubleValue())
                .isEqualTo(0.77);
        // The fixture's fits have as many parameters each: the one with the worse mean is beaten.
        assertThat(board.path("entries").path(1).path("on_parameter_front").booleanValue())
                .isFalse();

        JsonNode pairs = viewer.get(path + "/pairs?entry=" + linear).json();
        assertThat(pairs.path("pairs").size()).isOne();
        assertThat(pairs.path("pairs").path(0).path("corrected_p_value").doubleValue())
                .isEqualTo(0.02);
        JsonNode group = viewer.get(path + "/groups").json().path("groups").path(0);
        assertThat(group.path("label").stringValue()).isEqualTo("A1");
        assertThat(group.path("entries").path(1).path("mean").doubleValue()).isEqualTo(0.55);

        JsonNode scatter =
                viewer.get(path + "/scatter?first=" + linear + "&second=" + ln).json();
        assertThat(scatter.path("pair").path("difference").doubleValue()).isEqualTo(-0.21);
        assertThat(scatter.path("pair").path("difference_low").doubleValue()).isEqualTo(-0.22);
        assertThat(scatter.path("neurons").size()).isEqualTo(3);
        JsonNode neuron = scatter.path("neurons").path(0);
        assertThat(neuron.path("first").doubleValue()).isEqualTo(0.55);
        assertThat(neuron.path("second").doubleValue()).isEqualTo(0.76);
        assertThat(scatter.path("neurons").path(2).path("first").isNull()).isTrue();

        fit(benchmark, "linear", 1, 0.5);
        assertThat(viewer.get(path).json().path("comparison").path("current").booleanValue())
                .isFalse();
    }

    @Test
    void filtersHideEntriesAndSortingOrdersThemInJsonAndInCsv() {
        String benchmark = benchmark();
        String path = "/api/v1/benchmarks/" + benchmark + "/leaderboard";
        fit(benchmark, "ln", 0, 0.75);
        fit(benchmark, "ln", 1, 0.77);
        fit(benchmark, "linear", 0, 0.55);

        assertThat(kinds(path)).containsExactly("ln", "linear");
        assertThat(kinds(path + "?kind=linear")).containsExactly("linear");
        assertThat(kinds(path + "?min_seeds=2")).containsExactly("ln");
        assertThat(kinds(path + "?search=LINEAR")).containsExactly("linear");
        assertThat(kinds(path + "?units=each_neuron")).isEmpty();
        assertThat(kinds(path + "?author=nobody-of-this-name")).isEmpty();
        assertThat(kinds(path + "?sort=newest")).containsExactly("linear", "ln");
        assertThat(viewer.get(path + "?kind=linear", "Accept", "text/csv")
                        .text()
                        .lines())
                .hasSize(2)
                .element(0)
                .asString()
                .startsWith("rank,tied,kind")
                .contains("cc_norm_mean_low", "on_parameter_front");
        Answer wrong = viewer.get(path + "?sort=beauty");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("field").stringValue()).isEqualTo("sort");
        Answer unknown = viewer.get(path + "?colour=red");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("field").stringValue()).isEqualTo("colour");
    }

    @Test
    void whatIsNoEntryOfTheBoardIsNotCompared() {
        String benchmark = benchmark();
        String path = "/api/v1/benchmarks/" + benchmark + "/leaderboard/scatter?first=";
        Answer answer = viewer.get(path + "%27&second=" + "0".repeat(64));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("first");
    }

    private List<String> kinds(String path) {
        return viewer.get(path)
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("kind").stringValue())
                .toList();
    }
}

package org.tonotopy.api.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.api.leaderboard.BoardWorker;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.SuiteRepository;
import tools.jackson.databind.JsonNode;

/** Benchmarks of several datasets, compared together. */
class SuiteTest extends ApiTest {
    private static final String PATH = "/api/v1/suites";

    @Autowired
    BoardLedger boards;

    @Autowired
    BenchmarkRepository benchmarks;

    @Autowired
    SuiteRepository suites;

    private String benchmark() {
        return benchmark(fixture.dataset(freshName("recording"), 3, 5), "cc_norm");
    }

    private String benchmark(String dataset, String metric) {
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "ranking_metric": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(freshName("part"), dataset, metric))
                .json()
                .path("reference")
                .stringValue();
    }

    private Answer define(String name, List<String> parts, String... headers) {
        String listed = parts.stream().map(part -> "\"" + part + "\"").collect(Collectors.joining(", "));
        return member.post(
                PATH,
                "{\"name\": \"%s\", \"benchmarks\": [%s], \"rules\": \"Tune on neither.\"}".formatted(name, listed),
                headers);
    }

    private void fit(String benchmark, String kind, int seed, double level) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"%s\"}, \"seed\": %d}"
                        .formatted(benchmark, kind, seed));
        fixture.fit(UUID.fromString(job.json().path("id").stringValue()), level);
    }

    @Test
    void aSuiteIsDefinedOnceAndListed() {
        String name = freshName("together");
        List<String> parts = List.of(benchmark(), benchmark());
        Answer created = define(name, parts, "Idempotency-Key", name);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.location()).isEqualTo(PATH + "/" + name + "@1");
        assertThat(created.json().path("duplicate").booleanValue()).isFalse();
        assertThat(created.json().path("ranking_metric").stringValue()).isEqualTo("cc_norm");
        assertThat(created.json().path("rules").stringValue()).isEqualTo("Tune on neither.");
        assertThat(created.json().path("benchmarks").findValuesAsString("benchmark"))
                .isEqualTo(parts);
        assertThat(created.json().path("benchmarks").path(1).path("neurons").intValue())
                .isEqualTo(3);

        assertThat(define(name, parts).status()).isEqualTo(200);
        assertThat(define(name, parts).json().path("duplicate").booleanValue()).isTrue();
        Answer reversed = define(name, List.of(parts.get(1), parts.get(0)));
        assertThat(reversed.location()).isEqualTo(PATH + "/" + name + "@2");
        assertThat(define(name, parts, "Idempotency-Key", name).location()).isEqualTo(created.location());

        assertThat(viewer.get(created.location()).json().path("reference").stringValue())
                .isEqualTo(name + "@1");
        JsonNode first = viewer.get(PATH + "?limit=1").json();
        assertThat(first.path("items").size()).isOne();
        assertThat(viewer.get(PATH + "?limit=200&page_token="
                                + first.path("next_page_token").stringValue())
                        .status())
                .isEqualTo(200);
        assertThat(viewer.get(PATH + "?limit=200").text()).contains(name + "@1", name + "@2");
        assertThat(viewer.get(PATH + "/nothing@1").problem()).isEqualTo("no-such-suite");
        assertThat(viewer.get(PATH + "/nothing@1/leaderboard").problem()).isEqualTo("no-such-suite");
    }

    @Test
    void whatCannotBeComparedTogetherIsRefused() {
        String dataset = fixture.dataset(freshName("recording"), 3, 5);
        String one = benchmark(dataset, "cc_norm");
        String other = benchmark();
        refused(List.of(one, one), "benchmarks[1]", one + " is named twice");
        refused(List.of(other, one, benchmark(dataset, "cc_norm")), "benchmarks[2]", "would count twice");
        refused(
                List.of(one, benchmark(fixture.dataset(freshName("plain"), 3, 5), "cc")),
                "benchmarks[1]",
                "ranks by cc");
        refused(List.of(one, "nothing@1"), "benchmarks[1]", "there is no benchmark nothing@1");
        refused(List.of(one), "benchmarks", "it names 1");
        refused(Collections.nCopies(21, one), "benchmarks", "it names 21");
        Answer empty = member.post(PATH, "{\"benchmarks\": [null, \"%s\"]}".formatted(one));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("it is null", "\"name\"");
        assertThat(viewer.post(PATH, "{}").status()).isEqualTo(403);
    }

    private void refused(List<String> parts, String field, String problem) {
        Answer answer = define(freshName("refused"), parts);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("detail").stringValue()).contains(problem);
    }

    @Test
    void theBoardHoldsTheModelsOfEveryBenchmarkAndCountsTheOthers() {
        List<String> parts = List.of(benchmark(), benchmark());
        fit(parts.get(0), "ln", 0, 0.75);
        fit(parts.get(0), "ln", 1, 0.77);
        fit(parts.get(0), "linear", 0, 0.55);
        fit(parts.get(1), "ln", 3, 0.5);
        String name = freshName("ranked");
        String path = define(name, parts).location() + "/leaderboard";

        JsonNode fresh = viewer.get(path).json();
        assertThat(fresh.path("comparison").isNull()).isTrue();
        assertThat(fresh.path("left_out").intValue()).isOne();
        JsonNode entry = fresh.path("entries").path(0);
        assertThat(fresh.path("entries").size()).isOne();
        assertThat(entry.path("kind").stringValue()).isEqualTo("ln");
        assertThat(entry.path("rank").isNull()).isTrue();
        assertThat(entry.path("benchmarks").path(0).path("seeds").size()).isEqualTo(2);
        assertThat(entry.path("benchmarks").path(1).path("mean").isNull()).isTrue();

        String spec = entry.path("spec_sha256").stringValue();
        UUID suite = suites.find(VersionedName.parse(name + "@1").orElseThrow())
                .orElseThrow()
                .id();
        new BoardWorker(boards, benchmarks).compute(suite, statistics(parts, spec), List.of());

        JsonNode board = viewer.get(path).json();
        assertThat(board.path("comparison").path("current").booleanValue()).isTrue();
        assertThat(board.path("citation").stringValue()).contains(name + "@1", parts.get(0), parts.get(1), "abcdef");
        entry = board.path("entries").path(0);
        assertThat(entry.path("rank").intValue()).isOne();
        JsonNode interval = entry.path("metrics").path(0).path("interval");
        assertThat(interval.path("neurons").intValue()).isEqualTo(4);
        assertThat(interval.path("mean").doubleValue()).isEqualTo(0.63);
        assertThat(entry.path("benchmarks").path(0).path("mean").doubleValue()).isEqualTo(0.76);
        assertThat(entry.path("benchmarks").path(1).path("counted").intValue()).isEqualTo(2);
        assertThat(viewer.get(path, "Accept", "text/csv").text().lines())
                .hasSize(2)
                .element(0)
                .asString()
                .startsWith("rank,tied,kind")
                .contains(parts.get(0) + "_mean");
        assertThat(viewer.get(path + "/pairs").json().path("pairs").isEmpty()).isTrue();

        String page = viewer.get("/suites/" + name + "@1").text();
        assertThat(page).contains("0.630", "0.760 (2)", "0.500 (2)", parts.get(1), "One model has been scored on some");
        assertThat(page).doesNotContain("<script", "<style", " style=\"");
        assertThat(viewer.get("/").text()).contains("Several datasets together");

        fit(parts.get(1), "linear", 0, 0.4);
        JsonNode changed = viewer.get(path).json();
        assertThat(changed.path("comparison").path("current").booleanValue()).isFalse();
        assertThat(changed.path("left_out").intValue()).isZero();
        assertThat(changed.path("entries").findValuesAsString("kind")).contains("ln", "linear");
        splitsFiltersAndComparesTwo(name + "@1", parts.get(1), spec);
    }

    private void splitsFiltersAndComparesTwo(String suite, String part, String spec) {
        String path = PATH + "/" + suite + "/leaderboard";
        JsonNode linear = viewer.get(path + "?search=LINEAR&sort=fit_time&min_seeds=1")
                .json()
                .path("entries");
        assertThat(linear.findValuesAsString("kind")).contains("linear").doesNotContain("ln");
        assertThat(viewer.get(path + "?min_seeds=2").json().path("entries").isEmpty())
                .as("of ln there is one seed on the second benchmark")
                .isTrue();
        assertThat(viewer.get(path + "?kind=linear", "Accept", "text/csv")
                        .text()
                        .lines())
                .hasSize(2);
        assertThat(viewer.get(path + "?sort=beauty").problem()).isEqualTo("invalid-parameter");
        assertThat(viewer.get(path + "?colour=blue").status()).isEqualTo(400);

        String other = linear.path(0).path("spec_sha256").stringValue();
        new BoardWorker(boards, benchmarks).compute(part, spec, "0".repeat(64));
        JsonNode groups = viewer.get(path + "/groups").json().path("benchmarks");
        assertThat(groups.path(0).path("groups").isEmpty()).isTrue();
        assertThat(groups.path(1).path("groups").path(0).path("label").stringValue())
                .isEqualTo("A1");
        assertThat(groups.path(1).path("groups").path(0).path("entries").findValuesAsString("spec_sha256"))
                .containsExactly(spec);

        JsonNode scatter =
                viewer.get(path + "/scatter?first=" + spec + "&second=" + other).json();
        assertThat(scatter.path("pair").isNull()).isTrue();
        JsonNode neurons = scatter.path("benchmarks").path(0).path("neurons");
        assertThat(neurons.size()).isEqualTo(3);
        assertThat(neurons.path(0).path("first").doubleValue())
                .as("mean of two seeds")
                .isEqualTo(0.76, within(1e-9));
        assertThat(neurons.path(0).path("second").doubleValue()).isEqualTo(0.55, within(1e-9));
        assertThat(viewer.get(path + "/scatter?first=" + spec + "&second=any").problem())
                .isEqualTo("no-such-entry");

        assertThat(viewer.get("/suites/" + suite + "?search=linear").text())
                .contains("?search=linear&amp;sort=rank", "/suites/" + suite + "/groups")
                .doesNotContain("Left out");
        assertThat(viewer.get("/suites/" + suite + "/groups").text())
                .contains("There are no groups on this benchmark", "?benchmark=" + part);
        assertThat(viewer.get("/suites/" + suite + "/groups?benchmark=" + part).text())
                .contains("area A1 (2)", "ln", "linear");
        assertThat(viewer.get("/suites/" + suite + "/groups?benchmark=other@1").problem())
                .isEqualTo("invalid-parameter");
        assertThat(viewer.get("/suites/" + suite + "/compare?first=" + spec + "&second=" + other)
                        .text())
                .contains("of 4 neurons", part + ", ", "/suites/" + suite + "\"");
    }

    private static BoardStatistics statistics(List<String> parts, String spec) {
        Optional<Double> mean = Optional.of(0.63);
        return new BoardStatistics(
                NeuronMetric.CC_NORM,
                "0123456789abcdef0123456789abcdef",
                "0.1.0+abc",
                parts.stream()
                        .map(part -> new NeuronGroup("benchmark", part, 3))
                        .toList(),
                List.of(new Standing(
                        spec,
                        Optional.of(1),
                        false,
                        List.of(new Interval(NeuronMetric.CC_NORM, 4, mean, mean, mean, mean, mean, mean)),
                        Stream.of(0.76, 0.5)
                                .map(part -> new GroupMean(2, Optional.of(part)))
                                .toList())));
    }

    @Test
    void aSuiteGoesWithADatasetOfItAndItsNumberIsNotGivenAgain() {
        String name = freshName("going");
        String dataset = fixture.dataset(freshName("recording"), 3, 5);
        List<String> parts = List.of(benchmark(), benchmark(dataset, "cc_norm"));
        String location = define(name, parts).location();

        String address = "/api/v1/datasets/" + dataset;
        assertThat(admin.send(admin.request(address).DELETE())
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("suites: 1");
        assertThat(admin.send(admin.request(address + "?cascade=true").DELETE()).status())
                .isEqualTo(200);

        Answer gone = viewer.get(location);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().path("detail").stringValue()).contains("The suite " + name + "@1", dataset);
        assertThat(viewer.get("/api/v1/benchmarks/" + parts.get(0)).status()).isEqualTo(200);
        assertThat(define(name, List.of(parts.get(0), benchmark())).location()).isEqualTo(PATH + "/" + name + "@2");
    }
}

package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

class EnsembleJobTest extends ApiTest {
    @Autowired
    private JdbcClient database;

    private String benchmark() {
        String name = freshName("ensemble");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private String fit(String benchmark, String kind, int seed, String more) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"%s\"}, \"seed\": %d%s}"
                        .formatted(benchmark, kind, seed, more));
        return fixture.fit(UUID.fromString(job.json().path("id").stringValue()), 0.5)
                .reference()
                .toString();
    }

    private Answer ask(List<String> members, String more) {
        String listed = members.stream().map(member -> "\"" + member + "\"").collect(Collectors.joining(", "));
        return member.post("/api/v1/jobs", "{\"kind\": \"ensemble\", \"members\": [" + listed + "]" + more + "}");
    }

    private static void assertRefused(Answer answer, String field, String problem) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("detail").stringValue()).contains(problem);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
    }

    @Test
    void anEnsembleIsAJobAndThenAModelAndARowOfTheBoard() {
        String benchmark = benchmark();
        String first = fit(benchmark, "ln", 0, "");
        String second = fit(benchmark, "ln", 1, "");

        Answer job = ask(List.of(second, first), "");

        assertThat(job.status()).isEqualTo(202);
        assertThat(job.json().path("kind").stringValue()).isEqualTo("ensemble");
        assertThat(job.json().path("benchmark").stringValue()).isEqualTo(benchmark);
        assertThat(job.json().path("units").isNull()).isTrue();
        UUID id = UUID.fromString(job.json().path("id").stringValue());
        String model = fixture.fit(id, 0.8).reference().toString();
        assertThat(model).isEqualTo(first.replace("@1", "-ensemble@1"));
        JsonNode shown = viewer.get("/api/v1/models/" + model).json();
        assertThat(shown.path("ensemble_of").valueStream().map(JsonNode::stringValue))
                .containsExactly(first, second);
        assertThat(shown.path("seed").isNull()).isTrue();
        JsonNode best = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries")
                .path(0);
        assertThat(best.path("label").stringValue()).isEqualTo("ensemble of 2");
        assertThat(best.path("ensemble_of").size()).isEqualTo(2);
        assertThat(best.path("seeds").isEmpty()).isTrue();
        String table = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard", "Accept", "text/csv")
                .text();
        assertThat(table.lines().skip(1).findFirst().orElseThrow())
                .startsWith(",false,ln,ensemble of 2," + model + ",,population," + first + " " + second + ",,");
    }

    @Test
    void membersOfDifferentKindsShareTheNameOfTheBenchmark() {
        String benchmark = benchmark();
        List<String> members = List.of(fit(benchmark, "ln", 0, ""), fit(benchmark, "linear", 0, ""));

        JsonNode spec = ask(members, "").json().path("spec");

        assertThat(spec.path("model_name").stringValue()).isEqualTo(benchmark.replace("@1", "-ensemble"));
        assertThat(ask(members, ", \"model_name\": \"mine\"")
                        .json()
                        .path("spec")
                        .path("model_name")
                        .stringValue())
                .isEqualTo("mine");
    }

    @Test
    void membersMustBeFitsOfOneBenchmark() {
        String benchmark = benchmark();
        String own = fit(benchmark, "ln", 0, "");
        String foreign = fit(benchmark(), "ln", 0, "");

        assertRefused(ask(List.of(own, foreign), ""), "members[1]", "not for " + benchmark);
        assertRefused(
                ask(List.of(foreign, own), ", \"benchmark\": \"" + benchmark + "\""),
                "members[0]",
                "not for " + benchmark);
        assertRefused(ask(List.of(own, own + "7"), ""), "members[1]", "there is no model");
        assertRefused(ask(List.of(own), ""), "members", "there cannot be 1 of them");
        assertRefused(member.post("/api/v1/jobs", "{\"kind\": \"ensemble\"}"), "members", "it is missing");
        assertRefused(
                member.post("/api/v1/jobs", "{\"kind\": \"ensemble\", \"members\": [\"" + own + "\", null]}"),
                "members[1]",
                "it is null");
    }

    @Test
    void membersMustPredictTheSameNeurons() {
        String benchmark = benchmark();
        List<String> members = List.of(fit(benchmark, "ln", 0, ", \"neurons\": [0, 1]"), fit(benchmark, "ln", 1, ""));

        assertRefused(ask(members, ""), "members[1]", "predicts other neurons");
    }

    @Test
    void anEnsembleOfPartialModelsIsPartialItself() {
        String benchmark = benchmark();
        List<String> members = List.of(
                fit(benchmark, "ln", 0, ", \"neurons\": [0, 1]"), fit(benchmark, "ln", 1, ", \"neurons\": [0, 1]"));
        Answer job = ask(members, "");

        String model = fixture.fit(UUID.fromString(job.json().path("id").stringValue()), 0.9)
                .reference()
                .toString();

        assertThat(viewer.get("/api/v1/models/" + model)
                        .json()
                        .path("board_note")
                        .stringValue())
                .contains("2 of the 3 neurons");
        assertThat(viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                        .json()
                        .path("entries")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void membersMustDiffer() {
        String benchmark = benchmark();
        String first = fit(benchmark, "ln", 0, "");
        String second = fit(benchmark, "ln", 1, "");
        assertRefused(ask(List.of(first, second, first), ""), "members[2]", "is named twice");

        database.sql("update model_version v set weights_key = o.weights_key from model_version o, model m"
                        + " where m.name = :name and v.model_id = m.id and o.model_id = m.id"
                        + " and v.version = 2 and o.version = 1")
                .param("name", first.replace("@1", ""))
                .update();

        assertRefused(ask(List.of(first, second), ""), "members[1]", "has the same weights as " + first);
    }

    @Test
    void anEnsembleIsNoMember() {
        String benchmark = benchmark();
        String first = fit(benchmark, "ln", 0, "");
        String second = fit(benchmark, "ln", 1, "");
        Answer job = ask(List.of(first, second), "");
        String ensemble = fixture.fit(UUID.fromString(job.json().path("id").stringValue()), 0.8)
                .reference()
                .toString();

        Answer nested = ask(List.of(fit(benchmark, "ln", 2, ""), ensemble), "");

        assertRefused(nested, "members[1]", "is an ensemble itself");
        assertThat(nested.json().path("remedy").stringValue()).contains(first, second);
    }

    @Test
    void whatAnEnsembleDoesNotKnowIsRefused() {
        String benchmark = benchmark();
        List<String> members = List.of(fit(benchmark, "ln", 0, ""), fit(benchmark, "ln", 1, ""));

        JsonNode problems = ask(members, ", \"seed\": 1, \"model\": {\"kind\": \"ln\"}, \"units\": \"population\"")
                .json()
                .path("problems");

        assertThat(problems.valueStream().map(problem -> problem.path("field").stringValue()))
                .containsExactly("model", "seed", "units");
    }
}

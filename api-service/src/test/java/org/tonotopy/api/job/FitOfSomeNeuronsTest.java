package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

/** Which networks a fit makes: for whom, and for how many at once. */
class FitOfSomeNeuronsTest extends ApiTest {
    /** A benchmark on neurons 0, 1 and 3 of five. */
    private String benchmark() {
        String name = freshName("neurons");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "neuron_filter": {"neurons": [0, 1, 3]},
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 5, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private Answer ask(String benchmark, String more) {
        return member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}, %s}"
                        .formatted(benchmark, more.replace('\'', '"')));
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    private static List<Integer> indices(JsonNode list) {
        return list.valueStream().map(JsonNode::intValue).toList();
    }

    @Test
    void neuronsAreNamedByIndexOrByNameAndShownByJobAndModel() {
        Answer job = ask(benchmark(), "'units': 'each_neuron', 'neurons': ['n3', 0]");

        assertThat(job.status()).isEqualTo(202);
        assertThat(job.json().path("units").stringValue()).isEqualTo("each_neuron");
        assertThat(indices(job.json().path("neurons"))).containsExactly(0, 3);
        String model = fixture.fit(id(job), 0.5).reference().toString();
        JsonNode shown = viewer.get("/api/v1/models/" + model).json();
        assertThat(shown.path("units").stringValue()).isEqualTo("each_neuron");
        assertThat(indices(shown.path("neurons"))).containsExactly(0, 3);
        assertThat(shown.path("networks").intValue()).isEqualTo(2);
    }

    @Test
    void aModelOfSomeNeuronsIsOnNoBoardAndSaysWhy() {
        String benchmark = benchmark();
        String some = fixture.fit(id(ask(benchmark, "'neurons': [0, 3]")), 0.9)
                .reference()
                .toString();
        String all = fixture.fit(id(ask(benchmark, "'units': 'each_neuron'")), 0.5)
                .reference()
                .toString();

        JsonNode entries = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries");

        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.path(0).path("models").path(0).stringValue()).isEqualTo(all);
        assertThat(entries.path(0).path("units").stringValue()).isEqualTo("each_neuron");
        assertThat(entries.path(0).path("label").stringValue()).isEqualTo("a network for each neuron");
        assertThat(viewer.get("/api/v1/models/" + some)
                        .json()
                        .path("board_note")
                        .stringValue())
                .startsWith("It predicts 2 of the 3 neurons of " + benchmark);
        assertThat(viewer.get("/api/v1/models/" + all).json().path("board_note").isNull())
                .isTrue();
        JsonNode list =
                viewer.get("/api/v1/models?benchmark=" + benchmark).json().path("items");
        assertThat(list.path(0).path("covers_benchmark").booleanValue()).isTrue();
        assertThat(list.path(1).path("covers_benchmark").booleanValue()).isFalse();
    }

    @Test
    void namingAllNeuronsOfTheBenchmarkIsNamingNone() {
        JsonNode job = ask(benchmark(), "'neurons': [3, 'n1', 0]").json();

        assertThat(job.path("neurons").isNull()).isTrue();
        assertThat(job.path("units").stringValue()).isEqualTo("population");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'neurons': []                   | neurons             | it is empty",
                "'neurons': 'n1'                 | neurons             | it is not a list of neurons",
                "'neurons': [0, 5]               | neurons[1]          | has no neuron 5",
                "'neurons': [-1]                 | neurons[0]          | has no neuron -1",
                "'neurons': ['n9']               | neurons[0]          | has no neuron \"n9\"",
                "'neurons': [0, 2]               | neurons[1]          | leaves neuron 2 (n2) out",
                "'neurons': [1, 'n1']            | neurons[1]          | named by neurons[0] already",
                "'neurons': [1.5]                | neurons[0]          | neither an index nor a name",
                "'neurons': [null]               | neurons[0]          | neither an index nor a name",
                "'units': 'pairs'                | units               | there is no pairs",
                "'members': ['a@1', 'b@1']       | members             | does not know it",
            })
    void whatCannotBeFittedIsRefusedByFieldAndNothingIsQueued(String more, String field, String problem) {
        String benchmark = benchmark();

        Answer answer = ask(benchmark, more);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("detail").stringValue()).contains(problem);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        assertThat(viewer.get("/api/v1/jobs?benchmark=" + benchmark)
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void everythingThatIsWrongWithAListIsNamedAtOnce() {
        JsonNode problems =
                ask(benchmark(), "'neurons': [9, 'n7', 0, 0]").json().path("problems");

        assertThat(problems.valueStream().map(problem -> problem.path("field").stringValue()))
                .containsExactly("neurons[0]", "neurons[1]", "neurons[3]");
    }

    @Test
    void foldsAreALabelOfTheBoard() {
        String name = freshName("folds");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"kind": "leave_one_stimulus_out"}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        fixture.fit(id(ask(benchmark, "'units': 'each_neuron'")), 0.5);

        JsonNode entry = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries")
                .path(0);

        assertThat(entry.path("folds").intValue()).isEqualTo(5);
        assertThat(entry.path("label").stringValue()).isEqualTo("a network for each neuron, 5 folds");
    }
}

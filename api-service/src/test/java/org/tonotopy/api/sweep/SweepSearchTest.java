package org.tonotopy.api.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

class SweepSearchTest extends ApiTest {
    private static final String PATH = "/api/v1/sweeps";

    private String benchmark(String dataset, String name, String test) {
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": %s}""".formatted(name, dataset, test))
                .json()
                .path("reference")
                .stringValue();
    }

    private String benchmark() {
        String name = freshName("search");
        return benchmark(
                fixture.dataset(name, 3, 5), name, "{\"train\": [0, 1, 2], \"validation\": [3], \"test\": [4]}");
    }

    private Answer ask(String benchmark, String more) {
        return member.post(PATH, "{\"benchmark\": \"%s\", %s}".formatted(benchmark, more.replace('\'', '"')));
    }

    private List<JsonNode> values(JsonNode sweep) {
        return sweep.path("fits").valueStream().map(fit -> fit.path("values")).toList();
    }

    private static UUID job(JsonNode fit) {
        return UUID.fromString(fit.path("job_id").stringValue());
    }

    @Test
    void aGridIsEveryCombinationWithEverySeed() {
        Answer answer = ask(
                benchmark(),
                "'model': {'kind': 'ln'}, 'seeds': [0, 1], 'search': {'method': 'grid', 'parameters':"
                        + " {'model.delay_bins': [20, 40], 'training.learning_rate': [0.001, 0.003, 0.01]}}");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode sweep = answer.json();
        assertThat(sweep.path("size").intValue()).isEqualTo(12);
        assertThat(sweep.path("counts").path("QUEUED").intValue()).isEqualTo(12);
        assertThat(sweep.path("varied").valueStream().map(JsonNode::stringValue))
                .containsExactly("model.delay_bins", "training.learning_rate", "seed");
        assertThat(sweep.path("model").isNull()).isTrue();
        assertThat(values(sweep)).doesNotHaveDuplicates();
        assertThat(values(sweep).get(0).toString())
                .isEqualTo("{\"model.delay_bins\":20,\"seed\":0,\"training.learning_rate\":0.001}");
        JsonNode job = viewer.get("/api/v1/jobs/"
                        + sweep.path("fits").path(11).path("job_id").stringValue())
                .json();
        assertThat(job.path("spec").path("model").path("delay_bins").intValue()).isEqualTo(40);
        assertThat(job.path("spec").path("training").path("learning_rate").doubleValue())
                .isEqualTo(0.01);
        assertThat(job.path("spec").path("seed").intValue()).isEqualTo(1);
        assertThat(viewer.get("/api/v1/jobs/" + job.path("id").stringValue() + "/events")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(event -> event.path("type").stringValue()))
                .containsExactly("queued");
    }

    @Test
    void randomPointsAreTheSameForTheSameSeedAndKeepToTheirRanges() {
        String benchmark = benchmark();
        String search = "'model': {'kind': 'statenet', 'recurrence': 'gru'}, 'training': {'kind': 'gradient'},"
                + " 'search': {'method': 'random', 'samples': 30, 'seed': %d, 'parameters': {"
                + "'model.channels': {'low': 4, 'high': 7}, 'model.output': ['softplus2', 'relu'],"
                + " 'training.learning_rate': {'low': 0.0001, 'high': 0.01, 'scale': 'log'}}}";

        List<JsonNode> points = values(ask(benchmark, search.formatted(3)).json());

        assertThat(points).hasSize(30);
        assertThat(values(ask(benchmark, search.formatted(3)).json())).isEqualTo(points);
        assertThat(values(ask(benchmark, search.formatted(4)).json())).isNotEqualTo(points);
        assertThat(points).allSatisfy(point -> {
            assertThat(point.path("model.channels").intValue()).isBetween(4, 7);
            assertThat(point.path("training.learning_rate").doubleValue()).isBetween(1e-4, 1e-2);
        });
        assertThat(points.stream().map(point -> point.path("model.channels").intValue()))
                .contains(4, 5, 6, 7);
        assertThat(points.stream()
                        .filter(point -> point.path("training.learning_rate").doubleValue() < 1e-3)
                        .count())
                .isBetween(6L, 24L);
    }

    @Test
    void severalModelsAreTriedTogetherAndWhatNoSeedChangesIsFittedOnce() {
        Answer answer = ask(
                benchmark(),
                "'seed_count': 3, 'models': [{'model': {'kind': 'linear'}}, {'model': {'kind': 'ln'}, 'search':"
                        + " {'method': 'list', 'points': [{'model.delay_bins': 20}, {'model.delay_bins': 30},"
                        + " {'model.delay_bins': 20.0}]}}]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("size").intValue()).isEqualTo(7);
        assertThat(answer.json().path("varied").valueStream().map(JsonNode::stringValue))
                .containsExactly("model.delay_bins", "model.kind", "training.kind", "seed");
    }

    @Test
    void everyNeuronOnItsOwnAndSetsOfNeuronsAreFitsOfTheirOwn() {
        String benchmark = benchmark();

        JsonNode each =
                ask(benchmark, "'model': {'kind': 'ln'}, 'neurons': 'each'").json();
        JsonNode sets = ask(benchmark, "'model': {'kind': 'ln'}, 'neurons': [[0, 'n1'], [2], [0, 1, 2]]")
                .json();

        assertThat(values(each).stream().map(JsonNode::toString))
                .containsExactly("{\"neurons\":[0]}", "{\"neurons\":[1]}", "{\"neurons\":[2]}");
        assertThat(values(sets).stream().map(JsonNode::toString))
                .containsExactly("{\"neurons\":[0,1]}", "{\"neurons\":[2]}", "{}");
        assertThat(sets.path("neurons").isNull()).isTrue();
    }

    @Test
    void severalBenchmarksOfOneDatasetAreADimension() {
        String name = freshName("folds");
        String dataset = fixture.dataset(name, 3, 5);
        String first = benchmark(dataset, name + "-a", "{\"train\": [0, 1, 2], \"validation\": [3], \"test\": [4]}");
        String second = benchmark(dataset, name + "-b", "{\"train\": [4, 1, 2], \"validation\": [3], \"test\": [0]}");

        Answer answer = member.post(
                PATH,
                "{\"benchmarks\": [\"%s\", \"%s\"], \"model\": {\"kind\": \"ln\"}, \"seed_count\": 2}"
                        .formatted(first, second));
        Answer foreign = member.post(
                PATH,
                "{\"benchmarks\": [\"%s\", \"%s\"], \"model\": {\"kind\": \"ln\"}}".formatted(first, benchmark()));

        assertThat(answer.json().path("size").intValue()).isEqualTo(4);
        assertThat(answer.json().path("varied").valueStream().map(JsonNode::stringValue))
                .containsExactly("benchmark", "seed");
        assertThat(viewer.get(PATH + "?benchmark=" + second)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(foreign.json().path("field").stringValue()).isEqualTo("benchmarks[1]");
    }

    @Test
    void theBestSoFarIsChosenOnValidationAndTheListGoesOn() {
        Answer asked = ask(
                benchmark(),
                "'model': {'kind': 'ln'}, 'search': {'method': 'grid', 'parameters': {'model.delay_bins': [10, 20, 30]}}");
        String path = asked.location();
        fixture.epoch(fixture.begin(job(asked.json().path("fits").path(1))), 1);
        fixture.fit(job(asked.json().path("fits").path(2)), 0.2);
        fixture.fail(job(asked.json().path("fits").path(0)));

        JsonNode sweep = viewer.get(path).json();
        JsonNode best = viewer.get(path + "/jobs?sort=validation_score&limit=1").json();
        JsonNode next = viewer.get(path + "/jobs?sort=validation_score&limit=1&page_token="
                        + best.path("next_page_token").stringValue())
                .json();

        assertThat(sweep.path("best")
                        .valueStream()
                        .map(fit -> fit.path("validation_score").doubleValue()))
                .containsExactly(0.5, 0.4);
        assertThat(sweep.path("best")
                        .path(0)
                        .path("values")
                        .path("model.delay_bins")
                        .intValue())
                .isEqualTo(30);
        assertThat(sweep.path("scores").path(0).path("values").toString()).isEqualTo("{\"model.delay_bins\":30}");
        assertThat(best.path("items").path(0)).isEqualTo(sweep.path("best").path(0));
        assertThat(next.path("items").path(0)).isEqualTo(sweep.path("best").path(1));
        assertThat(next.path("next_page_token").isNull()).isTrue();
        assertThat(viewer.get(path + "/jobs?state=FAILED").json().path("items").size())
                .isEqualTo(1);
        assertThat(viewer.get(path + "/jobs?sort=luck").json().path("field").stringValue())
                .isEqualTo("sort");
    }

    @Test
    void whatFailedIsRetriedTogether() {
        Answer asked = ask(benchmark(), "'model': {'kind': 'ln'}, 'seed_count': 3");
        JsonNode fits = asked.json().path("fits");
        fixture.fail(job(fits.path(0)));
        fixture.fail(job(fits.path(2)));

        Answer retried = member.post(asked.location() + ":retry", "");

        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.json().path("retried").intValue()).isEqualTo(2);
        assertThat(retried.json().path("sweep").path("counts").path("QUEUED").intValue())
                .isEqualTo(3);
        assertThat(member.post(asked.location() + ":retry", "")
                        .json()
                        .path("retried")
                        .intValue())
                .isZero();
        JsonNode events = viewer.get("/api/v1/jobs/" + job(fits.path(2)) + "/events")
                .json()
                .path("items");
        assertThat(events.path(events.size() - 1).path("type").stringValue()).isEqualTo("retried");
        fixture.fit(job(fits.path(2)), 0.5);
        member.post(asked.location() + ":cancel", "");
        assertThat(member.post(asked.location() + ":retry", "").problem()).isEqualTo("sweep-ended");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'method': 'magic'} | search.method | there is no method magic",
                "{'method': 'grid'} | search.parameters | it is missing",
                "{'method': 'grid', 'parameters': {'model.delay_bins': [40, 900]}} | search.parameters.model.delay_bins[1] | 900 is not allowed",
                "{'method': 'grid', 'parameters': {'model.delay_bins': 40}} | search.parameters.model.delay_bins | no list of values",
                "{'method': 'grid', 'parameters': {'model.magic': [1]}} | search.parameters.model.magic[0] | no such hyperparameter",
                "{'method': 'grid', 'parameters': {'delay_bins': [1]}} | search.parameters.delay_bins | names no hyperparameter",
                "{'method': 'grid', 'parameters': {'model.kind': ['ln']}} | search.parameters.model.kind | does not change kinds",
                "{'method': 'grid', 'parameters': {'model.rank': [1, 2]}} | search.parameters.model.rank[0] | only where kernel is separable",
                "{'method': 'grid', 'parameters': {'model.delay_bins': [95]}} | search.parameters.model.delay_bins[0] | longer than the shortest",
                "{'method': 'list', 'points': [{'model.delay_bins': 20}, {'model.delay_bins': 'x'}]} | search.points[1].model.delay_bins | is not allowed",
                "{'method': 'list', 'points': [], 'samples': 3} | search.samples | does not know it",
                "{'method': 'random', 'parameters': {'model.delay_bins': [10]}} | search.samples | it is missing",
                "{'method': 'random', 'samples': 2, 'parameters': {'model.delay_bins': {'low': 0, 'high': 9}}} | search.parameters.model.delay_bins.low | 0 is not allowed",
                "{'method': 'random', 'samples': 2, 'parameters': {'model.delay_bins': {'low': 9, 'high': 8}}} | search.parameters.model.delay_bins.low | above high",
                "{'method': 'random', 'samples': 2, 'parameters': {'model.output': {'low': 1, 'high': 2}}} | search.parameters.model.output | it is no number",
                "{'method': 'random', 'samples': 100001, 'parameters': {'model.delay_bins': [10]}} | search | it would make 100,001 fits",
            })
    void aSearchThatCannotBeCarriedOutIsRefusedByItsField(String search, String field, String problem) {
        String benchmark = benchmark();

        Answer answer = ask(benchmark, "'model': {'kind': 'ln'}, 'search': " + search);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("detail").stringValue()).contains(problem);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        assertThat(viewer.get(PATH + "?benchmark=" + benchmark)
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void tooManyFitsAreRefusedWithTheirNumber() {
        Answer answer = ask(
                benchmark(),
                "'model': {'kind': 'ln'}, 'seed_count': 50000, 'neurons': 'each', 'search': {'method': 'grid',"
                        + " 'parameters': {'model.delay_bins': [10, 20]}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").stringValue()).contains("it would make 300,000 fits");
    }

    @Test
    void fitsThatDifferInMoreThanTheirSeedHaveNoEnsemble() {
        Answer answer =
                ask(benchmark(), "'model': {'kind': 'ln'}, 'seed_count': 2, 'neurons': [[0], [1]], 'ensemble': true");

        assertThat(answer.json().path("field").stringValue()).isEqualTo("ensemble");
        assertThat(answer.json().path("detail").stringValue()).contains("more than their seed");
    }

    @Test
    void pagesHaveEveryFitOnceInTheOrderOfTheRequest() {
        Answer asked = ask(benchmark(), "'model': {'kind': 'ln'}, 'seed_count': 150");
        Set<Integer> seeds = new HashSet<>();
        String token = "";
        for (int page = 0; page < 3; page++) {
            JsonNode found =
                    viewer.get(asked.location() + "/jobs?limit=60" + token).json();
            int first = page * 60;
            assertThat(found.path("items").path(0).path("values").path("seed").intValue())
                    .isEqualTo(first);
            found.path("items")
                    .forEach(fit -> seeds.add(fit.path("values").path("seed").intValue()));
            token = "&page_token=" + found.path("next_page_token").asString("");
        }

        assertThat(seeds).hasSize(150);
        assertThat(asked.json().path("fits").isNull()).isTrue();
    }
}

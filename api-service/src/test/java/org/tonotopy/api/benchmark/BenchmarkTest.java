package org.tonotopy.api.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

class BenchmarkTest extends ApiTest {
    private static final String PATH = "/api/v1/benchmarks";
    private static final String SPLIT = "{\"train\": [0, 1, 2], \"validation\": [3], \"test\": [4]}";

    private Answer define(String name, String dataset, String split, String more) {
        return member.post(
                PATH, "{\"name\": \"%s\", \"dataset\": \"%s\", \"split\": %s%s}".formatted(name, dataset, split, more));
    }

    private static List<String> fields(Answer answer) {
        List<String> fields = new ArrayList<>();
        JsonNode problems = answer.json().path("problems");
        if (problems.isEmpty()) {
            return List.of(answer.json().path("field").stringValue());
        }
        problems.forEach(problem -> fields.add(problem.path("field").stringValue()));
        return fields;
    }

    @Test
    void whatIsLeftOutIsFilledIn() {
        String name = freshName("defaults");
        Answer answer = define(name, fixture.dataset(name, 3, 5), SPLIT, "");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode benchmark = viewer.get(answer.location()).json();
        assertThat(benchmark.path("smoothing").stringValue()).isEqualTo("hanning_21ms_peak_one");
        assertThat(benchmark.path("smoothing_note").isNull()).isTrue();
        assertThat(benchmark.path("ranking_metric").stringValue()).isEqualTo("cc_norm");
        assertThat(benchmark.path("neuron_filter").path("neurons").isNull()).isTrue();
        assertThat(benchmark.path("neurons_after").intValue()).isEqualTo(3);
        assertThat(benchmark.path("split").path("train").size()).isEqualTo(3);
    }

    @Test
    void theSameDefinitionIsTheSameVersionHoweverItIsWritten() {
        String name = freshName("same");
        String dataset = fixture.dataset(name, 3, 5);
        Answer first = define(name, dataset, SPLIT, "");
        Answer again = define(
                name,
                dataset,
                "{\"test\": [4], \"validation\": [3], \"train\": [2, 1, 0]}",
                ", \"ranking_metric\": \"cc_norm\"");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(again.json().path("duplicate").booleanValue()).isTrue();
        Answer other = define(name, dataset, SPLIT, ", \"neuron_filter\": {\"neurons\": [2, 0]}");
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.location()).isEqualTo(PATH + "/" + name + "@2");
        assertThat(other.json().path("neurons_after").intValue()).isEqualTo(2);
        assertThat(other.json().path("neuron_filter").path("neurons").path(0).intValue())
                .isZero();
    }

    @Test
    void aSoundThatStandsTwiceMayNotStandInTwoSets() {
        String name = freshName("twins");
        String dataset = fixture.dataset(name, 3, 5, "{\"duplicate_stimuli\": [[1, 4]]}");
        Answer leaking = define(name, dataset, SPLIT, "");
        assertThat(leaking.status()).isEqualTo(422);
        assertThat(leaking.json().path("field").stringValue()).isEqualTo("split");
        assertThat(leaking.json().path("detail").stringValue()).contains("1, 4 are the same sound");
        String without = "{\"train\": [0, 2], \"validation\": [3], \"test\": [4]}";
        assertThat(define(name, dataset, without, "").status()).isEqualTo(201);
    }

    @Test
    void aSmoothingThatTheTimeBinsDoNotAllowIsSaidSo() {
        String name = freshName("coarse");
        Answer answer = define(name, fixture.dataset(name, 3, 10), SPLIT, "");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("smoothing_note").stringValue()).contains("10.0 ms", "not smoothed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "test overlaps train | {\"train\": [0, 1], \"validation\": [3], \"test\": [1]} | split.test",
                "validation overlaps train | {\"train\": [0, 1], \"validation\": [1], \"test\": [4]} | split.validation",
                "a set is empty | {\"train\": [0, 1], \"validation\": [], \"test\": [4]} | split.validation",
                "a set is missing | {\"train\": [0, 1], \"validation\": [2]} | split.test",
                "an index is too large | {\"train\": [0, 5], \"validation\": [2], \"test\": [4]} | split.train[1]",
                "an index is negative | {\"train\": [-1], \"validation\": [2], \"test\": [4]} | split.train[0]",
                "an index is null | {\"train\": [0, null], \"validation\": [2], \"test\": [4]} | split.train[1]",
                "an index comes twice | {\"train\": [0, 0], \"validation\": [2], \"test\": [4]} | split.train[1]",
            })
    void aSplitThatCannotBeUsedIsRefused(String why, String split, String field) {
        String name = freshName("split");
        Answer answer = define(name, fixture.dataset(name, 3, 5), split, "");
        assertThat(answer.status()).as(why).isEqualTo(422);
        assertThat(fields(answer)).as(why).containsExactly(field);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        assertThat(viewer.get(PATH + "/" + name + "@1").status()).isEqualTo(404);
    }

    @Test
    void neuronsThatDoNotExistAreNamed() {
        String name = freshName("neurons");
        String dataset = fixture.dataset(name, 3, 5);
        assertThat(fields(define(name, dataset, SPLIT, ", \"neuron_filter\": {\"neurons\": [0, 3]}")))
                .containsExactly("neuron_filter.neurons[1]");
        assertThat(fields(define(name, dataset, SPLIT, ", \"neuron_filter\": {\"neurons\": []}")))
                .containsExactly("neuron_filter.neurons");
    }

    @Test
    void aDatasetMustExistAndBeReady() {
        String name = freshName("dataset");
        Answer missing = define(name, "nothing@1", SPLIT, "");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(fields(missing)).containsExactly("dataset");
        Answer validating = define(name, fixture.validatingDataset(freshName("validating")), SPLIT, "");
        assertThat(fields(validating)).containsExactly("dataset");
        assertThat(validating.json().path("detail").stringValue()).contains("VALIDATING");
        Answer rejected = define(name, fixture.rejectedDataset(freshName("rejected")), SPLIT, "");
        assertThat(fields(rejected)).containsExactly("dataset");
        assertThat(rejected.json().path("remedy").stringValue()).contains("findings");
    }

    @Test
    void everythingThatIsMissingOrUnknownIsNamedAtOnce() {
        Answer answer = member.post(PATH, "{\"smoothing\": \"gaussian\", \"ranking_metric\": \"r2\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(fields(answer)).containsExactly("name", "smoothing", "ranking_metric", "dataset", "split");
    }

    @Test
    void foldsAreDrawnWhenTheBenchmarkIsDefinedAndShown() {
        String name = freshName("folds");
        String dataset = fixture.dataset(name, 3, 5, "{\"duplicate_stimuli\": [[0, 3]]}");
        String request = """
                {"name": "%s", "dataset": "%s", "split": {"kind": "k_fold", "folds": 2, "seed": 3}}""".formatted(name, dataset);

        JsonNode split = member.post("/api/v1/benchmarks", request).json().path("split");

        assertThat(split.path("kind").stringValue()).isEqualTo("k_fold");
        assertThat(split.has("train")).isFalse();
        assertThat(split.path("folds").size()).isEqualTo(2);
        for (JsonNode fold : split.path("folds")) {
            List<Integer> tested =
                    fold.path("test").valueStream().map(JsonNode::intValue).toList();
            assertThat(tested.contains(0)).as("stimuli 0 and 3 are one sound").isEqualTo(tested.contains(3));
        }
        assertThat(member.post("/api/v1/benchmarks", request).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'kind': 'k_fold', 'folds': 6} | split.folds",
                "{'kind': 'k_fold'} | split.folds",
                "{'kind': 'k_fold', 'folds': 5, 'validation_count': 4} | split.validation_count",
                "{'kind': 'k_fold', 'folds': 5, 'validation_share': 1.0} | split.validation_share",
                "{'kind': 'k_fold', 'folds': 5, 'test': [1]} | split.test",
                "{'kind': 'leave_one_stimulus_out', 'folds': 5} | split.folds",
                "{'kind': 'leave_one_stimulus_out', 'stimuli': [0, 1]} | split",
                "{'kind': 'bootstrap'} | split.kind",
                "{'train': [0], 'validation': [1], 'test': [2], 'folds': 3} | split.folds"
            })
    void foldsThatCannotBeDrawnAreRefusedByField(String split, String field) {
        String name = freshName("folds");
        Answer answer = member.post(
                "/api/v1/benchmarks",
                "{\"name\": \"%s\", \"dataset\": \"%s\", \"split\": %s}"
                        .formatted(name, fixture.dataset(name, 3, 5), split.replace('\'', '"')));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("\"field\":\"" + field + "\"");
    }
}

package org.tonotopy.api.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.dataset.DatasetShape.StimulusShape;
import org.tonotopy.registry.dataset.NeuronAttributes;
import org.tonotopy.registry.dataset.SingleUnit;
import tools.jackson.databind.JsonNode;

class BenchmarkFilterTest extends ApiTest {
    private static final String SPLIT = "{\"train\": [0, 1, 2, 5], \"validation\": [3], \"test\": [4]}";

    private static NeuronShape neuron(
            String name, Double published, Double signal, Double noise, String area, SingleUnit label, Double depth) {
        return new NeuronShape(
                name,
                Optional.of(new NeuronAttributes(
                        Optional.ofNullable(published),
                        Optional.ofNullable(signal),
                        Optional.ofNullable(noise),
                        Optional.ofNullable(area),
                        Optional.ofNullable(label),
                        Optional.ofNullable(depth))));
    }

    /** Four neurons, and six stimuli of which the last has no kind. */
    private String lab(String name) {
        return fixture.dataset(
                name,
                Stream.concat(
                                IntStream.range(0, 5)
                                        .mapToObj(index -> new StimulusShape(
                                                "s" + index, 100, Optional.of(index == 1 ? "noise" : "speech"))),
                                Stream.of(new StimulusShape("s5", 100)))
                        .toList(),
                List.of(
                        neuron("good", 5.0, 2.0, 10.0, "A1", SingleUnit.YES, 300.0),
                        neuron("noisy", 60.0, 0.1, 10.0, "A1", SingleUnit.MAYBE, 500.0),
                        neuron("silent", null, -0.1, 10.0, "AAF", SingleUnit.NO, null),
                        neuron("fair", 30.0, 1.0, 20.0, null, SingleUnit.YES, 900.0)));
    }

    private Answer define(String name, String dataset, String filters) {
        return member.post(
                "/api/v1/benchmarks",
                "{\"name\": \"%s\", \"dataset\": \"%s\", \"split\": %s, %s}"
                        .formatted(name, dataset, SPLIT, filters.replace('\'', '"')));
    }

    private static List<Integer> integers(JsonNode list) {
        return list.valueStream().map(JsonNode::intValue).toList();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'min_signal_power': 0.5} | 0 3",
                "{'max_published_noise_ratio': 40} | 0 3",
                "{'max_measured_noise_ratio': 5} | 0",
                "{'areas': ['A1']} | 0 1",
                "{'areas': ['AAF', 'A1']} | 0 1 2",
                "{'single_unit': ['yes', 'maybe']} | 0 1 3",
                "{'min_depth_um': 400, 'max_depth_um': 600} | 1",
                "{'names': ['silent', 'good']} | 0 2",
                "{'neurons': [1, 3], 'min_signal_power': 0.5} | 3",
                "{'single_unit': ['yes'], 'areas': ['A1'], 'max_published_noise_ratio': 40} | 0",
                "{'max_measured_noise_ratio': 1000} | 0 1 3"
            })
    void neuronsAreChosenByWhatIsKnownOfThem(String filter, String expected) {
        String name = freshName("chosen");
        Answer answer = define(name, lab(name), "'neuron_filter': " + filter);
        assertThat(answer.status()).isEqualTo(201);
        JsonNode benchmark = viewer.get(answer.location()).json();
        List<Integer> neurons =
                Stream.of(expected.split(" ")).map(Integer::valueOf).toList();
        assertThat(integers(benchmark.path("neuron_filter").path("neurons"))).isEqualTo(neurons);
        assertThat(benchmark.path("neurons_before").intValue()).isEqualTo(4);
        assertThat(benchmark.path("neurons_after").intValue()).isEqualTo(neurons.size());
    }

    @Test
    void theFilterStandsInTheBenchmarkWithWhatEachCriterionDoes() {
        String name = freshName("counted");
        String dataset = lab(name);
        String filter = "'neuron_filter': {'max_published_noise_ratio': 40, 'areas': ['A1']}";
        Answer answer = define(name, dataset, filter);
        JsonNode stored = viewer.get(answer.location()).json().path("neuron_filter");
        assertThat(stored.path("criteria").path("max_published_noise_ratio").doubleValue())
                .isEqualTo(40);
        JsonNode ratio = stored.path("counts").path(0);
        assertThat(ratio.path("criterion").stringValue()).isEqualTo("max_published_noise_ratio");
        assertThat(ratio.path("kept").intValue()).isEqualTo(2);
        assertThat(ratio.path("left_out").intValue()).isEqualTo(2);
        assertThat(ratio.path("unknown").intValue()).isEqualTo(1);
        assertThat(define(name, dataset, filter).status())
                .as("the same filter is the same version")
                .isEqualTo(200);
        assertThat(define(name, dataset, "'neuron_filter': {'neurons': [0]}").location())
                .as("the same neurons for another reason are another version")
                .endsWith("@2");
    }

    @Test
    void aFilterThatLeavesNothingSaysWhatEachCriterionLeft() {
        String name = freshName("nothing");
        Answer answer = define(name, lab(name), "'neuron_filter': {'areas': ['AAF'], 'max_published_noise_ratio': 40}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("neuron_filter");
        assertThat(answer.json().path("detail").stringValue())
                .contains("none of 4 neurons", "max_published_noise_ratio keeps 2 (1 unknown)", "areas keeps 1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'neuron_filter': {'areas': ['A2']} | neuron_filter.areas[0]",
                "'neuron_filter': {'areas': []} | neuron_filter.areas",
                "'neuron_filter': {'names': ['good', null]} | neuron_filter.names[1]",
                "'neuron_filter': {'single_unit': ['Yes']} | neuron_filter.single_unit[0]",
                "'neuron_filter': {'min_depth_um': 2, 'max_depth_um': 1} | neuron_filter.max_depth_um",
                "'neuron_filter': {'min_signal_power': 1e400} | neuron_filter.min_signal_power",
                "'stimulus_filter': {'kinds': ['music']} | stimulus_filter.kinds[0]",
                "'stimulus_filter': {'kinds': ['noise']} | stimulus_filter"
            })
    void aFilterThatMakesNoSenseIsRefusedByField(String filter, String field) {
        String name = freshName("senseless");
        Answer answer = define(name, lab(name), filter);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
    }

    @Test
    void moreWordsThanAnyDatasetHasAreRefusedTogether() {
        String name = freshName("wordy");
        Answer answer = define(
                name,
                lab(name),
                "'neuron_filter': {'names': [" + String.join(",", Collections.nCopies(20_001, "''")) + "]}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").stringValue())
                .isEqualTo("neuron_filter.names: there are 20001 of them.");
    }

    @Test
    void stimuliOfOtherKindsAreLeftOutOfTheListsAndOfTheFolds() {
        String name = freshName("kinds");
        String dataset = lab(name);
        JsonNode lists = define(name, dataset, "'stimulus_filter': {'kinds': ['speech']}")
                .json();
        assertThat(integers(lists.path("split").path("train"))).containsExactly(0, 2);
        assertThat(lists.path("stimuli_before").intValue()).isEqualTo(6);
        assertThat(lists.path("stimuli_after").intValue()).isEqualTo(4);
        JsonNode counts = lists.path("stimulus_filter").path("counts");
        assertThat(counts.path("left_out").intValue()).isEqualTo(2);
        assertThat(counts.path("unknown").intValue()).isEqualTo(1);

        JsonNode folds =
                member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"kind": "leave_one_stimulus_out"},
                         "stimulus_filter": {"kinds": ["speech"]}}""".formatted(name, dataset)).json();
        assertThat(folds.path("split").path("folds").size()).isEqualTo(4);
        assertThat(folds.path("stimuli_after").intValue()).isEqualTo(4);
    }

    @Test
    void aDatasetThatDidNotKeepWhatIsKnownIsRefusedWithTheRemedy() {
        String name = freshName("old");
        String dataset = fixture.dataset(name, 4, 5);
        for (String filter : List.of("neuron_filter': {'min_signal_power': 1}", "stimulus_filter': {'kinds': ['a']}")) {
            Answer answer = member.post(
                    "/api/v1/benchmarks",
                    "{\"name\": \"%s\", \"dataset\": \"%s\", \"split\": {\"train\": [0], \"validation\": [1], \"test\": [2]}, %s}"
                            .formatted(name, dataset, ("'" + filter).replace('\'', '"')));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("field").stringValue()).endsWith("_filter");
            assertThat(answer.json().path("remedy").stringValue()).contains("Create it again");
        }
        Answer named = member.post(
                "/api/v1/benchmarks",
                "{\"name\": \"%s\", \"dataset\": \"%s\", \"split\": {\"train\": [0], \"validation\": [1], \"test\": [2]}, \"neuron_filter\": {\"names\": [\"n2\"]}}"
                        .formatted(name, dataset));
        assertThat(named.json().path("neurons_after").intValue()).isEqualTo(1);
    }
}

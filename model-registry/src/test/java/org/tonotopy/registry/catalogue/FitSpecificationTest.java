package org.tonotopy.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.ResponseKind;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

class FitSpecificationTest {
    private static final DatasetShape SHAPE = new DatasetShape(
            5,
            34,
            List.of(new DatasetShape.StimulusShape("a", 999), new DatasetShape.StimulusShape("b", 60)),
            List.of(new DatasetShape.NeuronShape("n")),
            Optional.of(IntStream.range(0, 34)
                    .mapToObj(band -> 500 * Math.pow(2, band / 6.0))
                    .toList()),
            Optional.of(ResponseKind.COUNTS));

    @ParameterizedTest
    @CsvSource({
        "linear, ridge",
        "ln, gradient",
        "nrf, gradient",
        "dnet, gradient",
        "cnn2d, gradient",
        "transformer, gradient",
        "statenet, gradient"
    })
    void aKindAloneIsCompletedByItsOwnRecipe(String kind, String training) {
        FitSpecification.Outcome outcome =
                FitSpecification.complete(json("{\"kind\": \"" + kind + "\"}"), Optional.empty(), SHAPE);

        assertThat(outcome.problems()).isEmpty();
        FitSpecification complete = outcome.specification().orElseThrow();
        assertThat(complete.model().kind()).isEqualTo(kind);
        assertThat(complete.training().kind()).isEqualTo(training);
    }

    @Test
    void everyDefaultLiesInItsOwnDomain() {
        List<CatalogueEntry> entries = new ArrayList<>(ModelCatalogue.entries());
        entries.addAll(TrainingCatalogue.entries());
        for (CatalogueEntry entry : entries) {
            for (Hyperparameter hyperparameter : entry.hyperparameters()) {
                JsonNode value = RegistryJson.mapper().valueToTree(hyperparameter.defaultValue());
                assertThat(hyperparameter.domain().accept(value))
                        .as(entry.kind() + "." + hyperparameter.name())
                        .contains(hyperparameter.defaultValue());
            }
        }
    }

    @Test
    void aSpecificationSurvivesJson() {
        FitSpecification complete = FitSpecification.complete(json("{\"kind\": \"statenet\"}"), Optional.empty(), SHAPE)
                .specification()
                .orElseThrow();

        String written = RegistryJson.mapper().writeValueAsString(complete);
        assertThat(RegistryJson.mapper().readValue(written, FitSpecification.class))
                .isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                          | {}                  | model.kind               | one of linear",
                "{\"kind\": \"lnn\"}                         | {}                  | model.kind               | one of linear",
                "[]                                          | {}                  | model                    | object",
                "{\"kind\": \"ln\", \"delay_bin\": 3}        |                     | model.delay_bin          | delay_bins",
                "{\"kind\": \"ln\", \"delay_bins\": 0}       |                     | model.delay_bins         | from 1 to 400",
                "{\"kind\": \"ln\", \"delay_bins\": 4.5}     |                     | model.delay_bins         | whole number",
                "{\"kind\": \"ln\", \"delay_bins\": \"9\"}   |                     | model.delay_bins         | whole number",
                "{\"kind\": \"ln\", \"delay_bins\": 61}      |                     | model.delay_bins         | 60 bins or fewer",
                "{\"kind\": \"statenet\", \"kernel_bands\": 35} |                  | model.kernel_bands       | 34 bands or fewer",
                "{\"kind\": \"statenet\", \"stride_bands\": 8}  |                  | model.stride_bands       | 7 bands or fewer",
                "{\"kind\": \"statenet\", \"channels\": 1}      |                  | model.channels           | from 2 to 64",
                "{\"kind\": \"statenet\", \"encoder\": \"dense\", \"kernel_bands\": 7} | | model.kernel_bands   | Leave it out",
                "{\"kind\": \"statenet\", \"hidden_units\": 70} |                 | model.hidden_units       | set encoder to dense",
                "{\"kind\": \"ln\", \"rank\": 2}               |                  | model.rank               | set kernel to separable",
                "{\"kind\": \"ln\", \"kernel\": \"separable\", \"rank\": 35, \"delay_bins\": 50} | | model.rank | 34 products or fewer",
                "{\"kind\": \"nrf\", \"kernel\": \"separable\", \"rank\": 5, \"delay_bins\": 4} | | model.rank   | 4 products or fewer",
                "{\"kind\": \"nrf\", \"kernel\": \"gaussian\", \"gaussians\": 7, \"delay_bins\": 1} | | model.gaussians | 6 Gaussians",
                "{\"kind\": \"ln\", \"non_negative\": true}     |                  | model.non_negative       | sigmoid4 or dexp",
                "{\"kind\": \"ln\", \"output\": \"dexp\", \"non_negative\": 1} |   | model.non_negative       | true or false",
                "{\"kind\": \"linear\", \"output\": \"relu\"} |                  | model.output             | Leave it out",
                "{\"kind\": \"dnet\", \"leak_bins\": 20}       |                  | model.leak_bins          | set leak to finite",
                "{\"kind\": \"dnet\", \"prefilter\": \"agc\"} |                  | model.prefilter          | adaptrans, stp",
                "{\"kind\": \"dnet\", \"leak\": \"finite\", \"leak_bins\": 61} |  | model.leak_bins          | 60 bins or fewer",
                "{\"kind\": \"transformer\", \"window_bins\": 61} |              | model.window_bins        | 60 bins or fewer",
                "{\"kind\": \"cnn2d\", \"kernel_bands\": 13}   |                  | model.kernel_bands       | 12 bands or fewer",
                "{\"kind\": \"cnn2d\", \"kernel_bins\": 21}    |                  | model.kernel_bins        | 20 bins or fewer",
                "{\"kind\": \"linear\", \"prefilter\": \"adaptrans\"} | {\"kind\": \"ridge\"} | training.kind   | Use gradient",
                "{\"kind\": \"linear\", \"prefilter\": \"stp\"} | {\"kind\": \"ridge\"} | training.kind   | Use gradient",
                "{\"kind\": \"linear\", \"kernel\": \"gaussian\"} | {\"kind\": \"ridge\"} | training.kind   | Use gradient",
                "{\"kind\": \"ln\", \"kernel\": \"gaussian\"} | {\"kind\": \"gradient\", \"initialisation\": \"ridge\"} | training.initialisation | random",
                "{\"kind\": \"ln\", \"prefilter\": \"adaptrans\"} | {\"kind\": \"gradient\", \"initialisation\": \"ridge\"} | training.initialisation | random",
                "{\"kind\": \"statenet\", \"output\": \"identity\"} | {\"kind\": \"gradient\", \"loss\": \"poisson\"} | training.loss | mse",
                "{\"kind\": \"nrf\", \"output\": \"dexp\", \"non_negative\": false} | {\"kind\": \"gradient\", \"loss\": \"poisson\"} | training.loss | mse",
                "{\"kind\": \"nrf\"} | {\"kind\": \"gradient\", \"learning_rate\": 0.5, \"weight_decay\": 2} | training.weight_decay | below 1",
                "{\"kind\": \"nrf\"} | {\"kind\": \"gradient\", \"max_epochs\": 5, \"warmup_epochs\": 6} | training.warmup_epochs | 5 epochs",
                "{\"kind\": \"nrf\"} | {\"kind\": \"gradient\", \"optimiser\": \"sgd\"} | training.optimiser     | adamw, adam",
                "{\"kind\": \"ln\"} | {\"kind\": \"sgd\"}                          | training.kind            | ridge, gradient",
                "{\"kind\": \"ln\"} | {\"kind\": \"ridge\"}                        | training.kind            | gradient",
                "{\"kind\": \"ln\"} | {\"kind\": \"gradient\", \"loss\": \"l1\"}   | training.loss            | poisson, mse",
                "{\"kind\": \"ln\"} | {\"kind\": \"gradient\", \"learning_rate\": 2} | training.learning_rate | from 1E-7 to 1",
                "{\"kind\": \"linear\"} | {\"kind\": \"gradient\", \"loss\": \"poisson\"} | training.loss   | mse",
                "{\"kind\": \"linear\"} | {\"kind\": \"ridge\", \"smallest_penalty\": 1e7} | training.smallest_penalty | Exchange",
                "{\"kind\": \"statenet\"} | {\"kind\": \"gradient\", \"initialisation\": \"ridge\"} | training.initialisation | random",
            })
    void whatIsWrongIsNamedWithItsRemedy(String model, String training, String field, String remedy) {
        FitSpecification.Outcome outcome = FitSpecification.complete(
                json(model), Optional.ofNullable(training).map(FitSpecificationTest::json), SHAPE);

        assertThat(outcome.specification()).isEmpty();
        assertThat(outcome.problems()).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.remedy()).contains(remedy);
        });
    }

    @Test
    void aSpecificationHoldsWhatAppliesAndNothingElse() {
        Specification dense = complete("{\"kind\": \"statenet\", \"encoder\": \"dense\"}", SHAPE)
                .model();
        Specification separable = complete("{\"kind\": \"ln\", \"kernel\": \"separable\", \"delay_bins\": 20.0}", SHAPE)
                .model();

        assertThat(dense.values()).containsOnlyKeys("encoder", "hidden_units", "output", "prefilter", "recurrence");
        assertThat(separable.values()).containsOnlyKeys("delay_bins", "kernel", "output", "prefilter", "rank");
        assertThat(separable.values()).containsEntry("delay_bins", 20);
    }

    @Test
    void settingsStandBehindThoseThatTheirConditionsName() {
        List<CatalogueEntry> entries = new ArrayList<>(ModelCatalogue.entries());
        entries.addAll(TrainingCatalogue.entries());
        for (CatalogueEntry entry : entries) {
            List<String> before = new ArrayList<>();
            for (Hyperparameter setting : entry.hyperparameters()) {
                assertThat(before).containsAll(setting.appliesWhere().settings().keySet());
                assertThat(setting.name()).isNotIn(before);
                before.add(setting.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyWord")
    void whatARequestLeavesOutNeverContradictsWhatItSays(String model) {
        for (Optional<JsonNode> training :
                List.of(Optional.<JsonNode>empty(), Optional.of(json("{\"kind\": \"gradient\"}")))) {
            assertThat(FitSpecification.complete(json(model), training, SHAPE).problems())
                    .isEmpty();
        }
    }

    static Stream<String> everyWord() {
        return Requests.everyWord().stream().map(RegistryJson.mapper()::writeValueAsString);
    }

    @Test
    void adaptationNeedsCentreFrequenciesThatItIsDefinedFor() {
        for (String prefilter : List.of("ic-adaptation", "adaptrans")) {
            String model = "{\"kind\": \"statenet\", \"prefilter\": \"" + prefilter + "\"}";
            assertThat(problems(model, with(Optional.of(List.of()), SHAPE.responseKind())))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.field()).isEqualTo("model.prefilter");
                        assertThat(problem.remedy()).contains("center_freq_hz");
                    });
            assertThat(problems(model, with(Optional.of(List.of(500.0, 60_000.0)), SHAPE.responseKind())))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.problem()).contains("60000 Hz", "57797 Hz"));
            assertThat(problems(model, with(Optional.empty(), SHAPE.responseKind())))
                    .isEmpty();
        }
    }

    @Test
    void signedTracesHaveNoPoissonLoss() {
        DatasetShape traces = with(SHAPE.centerFrequenciesHz(), Optional.of(ResponseKind.TRACE));

        assertThat(problems("{\"kind\": \"statenet\"}", traces)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("training.loss");
            assertThat(problem.remedy()).contains("mse", "identity");
        });
        assertThat(problems("{\"kind\": \"statenet\", \"output\": \"identity\"}", traces))
                .isEmpty();
    }

    @Test
    void aModelThatNoWorkerCouldHoldIsRefused() {
        DatasetShape large = new DatasetShape(
                5,
                512,
                List.of(new DatasetShape.StimulusShape("a", 999)),
                IntStream.range(0, 119)
                        .mapToObj(index -> new DatasetShape.NeuronShape("n" + index))
                        .toList(),
                Optional.empty(),
                Optional.empty());

        assertThat(problems("{\"kind\": \"nrf\", \"delay_bins\": 400, \"hidden_units\": 512}", large))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("model");
                    assertThat(problem.problem()).contains("104,920,421", "10,000,000");
                });
        assertThat(problems("{\"kind\": \"linear\"}", large)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("training.kind");
            assertThat(problem.remedy()).contains("11 delay_bins");
        });
    }

    @Test
    void aShapeOfBeforeItsLastFieldsIsStillRead() {
        DatasetShape shape = RegistryJson.mapper()
                .readValue("{\"dt_ms\": 5, \"bands\": 1, \"stimuli\": [], \"neurons\": []}", DatasetShape.class);

        assertThat(shape.centerFrequenciesHz()).isEmpty();
        assertThat(shape.responseKind()).isEmpty();
    }

    private static DatasetShape with(Optional<List<Double>> frequencies, Optional<ResponseKind> responses) {
        return new DatasetShape(SHAPE.dtMs(), SHAPE.bands(), SHAPE.stimuli(), SHAPE.neurons(), frequencies, responses);
    }

    private static FitSpecification complete(String model, DatasetShape shape) {
        return FitSpecification.complete(json(model), Optional.empty(), shape)
                .specification()
                .orElseThrow();
    }

    private static List<SpecificationProblem> problems(String model, DatasetShape shape) {
        return FitSpecification.complete(json(model), Optional.empty(), shape).problems();
    }

    private static JsonNode json(String text) {
        return RegistryJson.mapper().readTree(text);
    }
}

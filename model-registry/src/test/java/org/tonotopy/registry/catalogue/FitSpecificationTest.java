package org.tonotopy.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

class FitSpecificationTest {
    private static final DatasetShape SHAPE = new DatasetShape(
            5,
            34,
            List.of(new DatasetShape.StimulusShape("a", 999), new DatasetShape.StimulusShape("b", 60)),
            List.of(new DatasetShape.NeuronShape("n")));

    @ParameterizedTest
    @CsvSource({"linear, ridge", "ln, gradient", "statenet, gradient"})
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

    private static JsonNode json(String text) {
        return RegistryJson.mapper().readTree(text);
    }
}

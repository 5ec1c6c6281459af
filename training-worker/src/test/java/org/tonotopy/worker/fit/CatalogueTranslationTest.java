package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.fitting.ClosedFormRidge;
import org.tonotopy.encoding.fitting.DefaultRecipes;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.HyperparameterDomain;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.catalogue.TrainingCatalogue;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.dataset.DatasetShape.StimulusShape;
import org.tonotopy.registry.json.RegistryJson;

class CatalogueTranslationTest {
    private static final DatasetShape SHAPE = new DatasetShape(
            5,
            34,
            List.of(new StimulusShape("sound", 999)),
            IntStream.range(0, 119)
                    .mapToObj(index -> new NeuronShape("neuron " + index))
                    .toList());

    @ParameterizedTest
    @ValueSource(strings = {"linear", "ln", "statenet"})
    void whatARequestLeavesOutIsTheRecipeThatWasChosenOnValidation(String kind) {
        FitSpecification specification = FitSpecification.complete(
                        RegistryJson.mapper().readTree("{\"kind\": \"" + kind + "\"}"), Optional.empty(), SHAPE)
                .specification()
                .orElseThrow();

        NetworkSpec network = NetworkTranslation.network(specification.model());

        assertThat(RecipeTranslation.recipe(specification.training())).isEqualTo(DefaultRecipes.of(network));
    }

    @Test
    void aStateNetOfTheCatalogueHasTheParametersOfThePublishedOne() {
        Specification model = defaults(ModelCatalogue.entries().stream()
                .filter(entry -> entry.kind().equals("statenet"))
                .findFirst()
                .orElseThrow());

        assertThat(NetworkTranslation.network(model)
                        .layout(new NetworkShape(34, 119))
                        .size())
                .isEqualTo(39_081);
    }

    @Test
    void everyWordOfTheCatalogueIsUnderstood() {
        for (CatalogueEntry entry : ModelCatalogue.entries()) {
            for (Specification model : variants(entry)) {
                assertThatCode(() -> NetworkTranslation.network(model))
                        .describedAs("%s", model)
                        .doesNotThrowAnyException();
            }
        }
        for (CatalogueEntry entry : TrainingCatalogue.entries()) {
            for (Specification training : variants(entry)) {
                assertThatCode(() -> RecipeTranslation.recipe(training))
                        .describedAs("%s", training)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void penaltiesAreEvenOnALogAxisFromTheSmallestToTheLargest() {
        Specification training = new Specification(
                "ridge", new TreeMap<>(Map.of("smallest_penalty", 1.0, "largest_penalty", 1000.0, "penalties", 4)));

        ClosedFormRidge ridge = (ClosedFormRidge) RecipeTranslation.recipe(training);

        assertThat(ridge.penalties()).containsExactly(1.0, 10.0, 100.0, 1000.0);
    }

    @Test
    void aWordOfALaterReleaseIsNamed() {
        Specification model = new Specification("perceptron", new TreeMap<>());

        assertThatThrownBy(() -> NetworkTranslation.network(model)).hasMessageContaining("perceptron");
    }

    /** The defaults, and the defaults with every other word of each choice. */
    private static List<Specification> variants(CatalogueEntry entry) {
        List<Specification> variants = new ArrayList<>();
        Specification defaults = defaults(entry);
        variants.add(defaults);
        for (Hyperparameter hyperparameter : entry.hyperparameters()) {
            if (hyperparameter.domain() instanceof HyperparameterDomain.Choice choice) {
                for (String option : choice.options()) {
                    TreeMap<String, Object> values = new TreeMap<>(defaults.values());
                    values.put(hyperparameter.name(), option);
                    variants.add(new Specification(entry.kind(), values));
                }
            }
        }
        return variants;
    }

    private static Specification defaults(CatalogueEntry entry) {
        TreeMap<String, Object> values = new TreeMap<>();
        entry.hyperparameters()
                .forEach(hyperparameter -> values.put(hyperparameter.name(), hyperparameter.defaultValue()));
        return new Specification(entry.kind(), values);
    }
}

package org.tonotopy.api.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.CatalogueSchema;
import org.tonotopy.registry.catalogue.Condition;
import org.tonotopy.registry.catalogue.DefaultRecipe;
import org.tonotopy.registry.catalogue.DefaultRecipes;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.HyperparameterDomain;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.catalogue.TrainingCatalogue;
import tools.jackson.databind.JsonNode;

/**
 * What can be asked for.
 *
 * @param models kinds of models
 * @param trainings ways to train them
 * @param recipes what a fit takes where a request is silent
 * @param fitSchema what the fields model and training of a request must be
 */
@Schema(name = "ModelKinds", description = "What can be fitted, and how.")
record ModelKindsResponse(
        @Schema(description = "Kinds of models.") List<Kind> models,
        @Schema(description = "Ways to train them.") List<Kind> trainings,

        @Schema(
                description = "What a fit takes where a request is silent: every recipe that suits the model, in this"
                        + " order, a later one before an earlier one, and the defaults of the settings for the rest.")
        List<Recipe> recipes,

        @Schema(
                description =
                        "JSON Schema, draft 2020-12, of the fields model and training of a request for a fit: what"
                                + " is accepted whatever the data are.")
        JsonNode fitSchema) {
    /**
     * A kind.
     *
     * @param kind its key
     * @param meaning one sentence
     * @param source where it was published
     * @param defaultFit of a model: the complete specification where a request gives the kind alone
     * @param hyperparameters its settings
     * @param schema what an object of it must be
     */
    @Schema(name = "Kind", description = "A kind of model, or a way to train one.")
    record Kind(
            @Schema(description = "As it stands in a request.", example = "statenet")
            String kind,

            String meaning,
            @Schema(description = "Where it was published.") String source,

            @Schema(description = "Only of models: the complete fit where a request gives the kind alone.")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            Optional<Fit> defaultFit,

            @Schema(description = "In an order in which a form can ask for them.")
            List<Setting> hyperparameters,

            @Schema(description = "JSON Schema, draft 2020-12.")
            JsonNode schema) {}

    /**
     * A complete fit.
     *
     * @param model what is fitted
     * @param training how
     */
    @Schema(name = "Fit", description = "A model and how it is trained.")
    record Fit(Specification model, Specification training) {}

    /**
     * A hyperparameter.
     *
     * @param name as it stands in a request
     * @param type integer, number, choice or boolean
     * @param minimum the smallest allowed
     * @param maximum the largest allowed
     * @param options the words to choose from
     * @param defaultValue where a request is silent
     * @param unit what a number counts or measures
     * @param meaning one sentence
     * @param source where it was published, where that is not where the kind was
     * @param appliesWhere what other settings of the kind must be
     */
    @Schema(name = "Hyperparameter", description = "A setting of a model or of its training.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Setting(
            String name,

            @Schema(allowableValues = {"integer", "number", "choice", "boolean"})
            String type,

            @Schema(description = "The smallest allowed.") Optional<Double> minimum,
            @Schema(description = "The largest allowed.") Optional<Double> maximum,

            @Schema(description = "The words to choose from.")
            List<String> options,

            @Schema(
                    name = "default",
                    description = "The value where a request gives the kind alone; recipes for a model may differ.",
                    example = "40")
            @JsonProperty("default")
            Object defaultValue,

            @Schema(description = "What a number counts or measures.", example = "bins")
            String unit,

            String meaning,

            @Schema(description = "Where it was published, where that is not where the kind was.")
            String source,

            @Schema(
                    description =
                            "It applies where each of these settings has one of the values beside it, and is refused"
                                    + " elsewhere.",
                    example = "{\"kernel\": [\"separable\"]}")
            Condition appliesWhere) {}

    /**
     * A default recipe.
     *
     * @param appliesTo what settings of the model must be
     * @param note why, or where the numbers come from
     * @param model defaults of the model
     * @param training kind of the training
     * @param settings kind of a training to defaults of its settings
     */
    @Schema(name = "Recipe", description = "What a fit takes where a request is silent and its model is of some sort.")
    record Recipe(
            @Schema(
                    name = "for",
                    description = "It suits a model each of whose settings here has one of the values beside it.",
                    example = "{\"kind\": [\"ln\"]}")
            @JsonProperty("for")
            Condition appliesTo,

            String note,
            Map<String, JsonNode> model,

            @Schema(description = "Kind of the training, where the recipe says one.")
            Optional<String> training,

            @Schema(description = "Of each kind of training, what it changes.")
            Map<String, Map<String, JsonNode>> settings) {}

    static ModelKindsResponse current() {
        return new ModelKindsResponse(
                DefaultRecipes.models().stream()
                        .map(entry -> kind(entry, Optional.of(fit(FitSpecification.ofKind(entry)))))
                        .toList(),
                TrainingCatalogue.entries().stream()
                        .map(entry -> kind(entry, Optional.empty()))
                        .toList(),
                DefaultRecipes.all().stream().map(ModelKindsResponse::recipe).toList(),
                CatalogueSchema.ofFit());
    }

    private static Kind kind(CatalogueEntry entry, Optional<Fit> defaultFit) {
        return new Kind(
                entry.kind(),
                entry.meaning(),
                entry.source(),
                defaultFit,
                entry.hyperparameters().stream()
                        .map(ModelKindsResponse::setting)
                        .toList(),
                CatalogueSchema.of(entry));
    }

    private static Fit fit(FitSpecification specification) {
        return new Fit(specification.model(), specification.training());
    }

    private static Recipe recipe(DefaultRecipe recipe) {
        return new Recipe(
                recipe.appliesTo(), recipe.note(), recipe.model(), recipe.training(), Map.copyOf(recipe.settings()));
    }

    static Setting setting(Hyperparameter setting) {
        HyperparameterDomain domain = setting.domain();
        String type = "boolean";
        Optional<Double> minimum = Optional.empty();
        Optional<Double> maximum = Optional.empty();
        List<String> options = List.of();
        if (domain instanceof HyperparameterDomain.WholeNumber whole) {
            type = "integer";
            minimum = Optional.of((double) whole.minimum());
            maximum = Optional.of((double) whole.maximum());
        } else if (domain instanceof HyperparameterDomain.RealNumber real) {
            type = "number";
            minimum = Optional.of(real.minimum());
            maximum = Optional.of(real.maximum());
        } else if (domain instanceof HyperparameterDomain.Choice choice) {
            type = "choice";
            options = choice.options();
        }
        return new Setting(
                setting.name(),
                type,
                minimum,
                maximum,
                options,
                setting.defaultValue(),
                setting.unit(),
                setting.meaning(),
                setting.source(),
                setting.appliesWhere());
    }
}

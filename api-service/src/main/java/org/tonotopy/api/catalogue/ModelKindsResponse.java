package org.tonotopy.api.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.HyperparameterDomain;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.TrainingCatalogue;

/**
 * What can be asked for.
 *
 * @param models kinds of models
 * @param trainings ways to train them
 */
@Schema(name = "ModelKinds", description = "What can be fitted, and how.")
record ModelKindsResponse(
        @Schema(description = "Kinds of models.") List<Kind> models,
        @Schema(description = "Ways to train them.") List<Kind> trainings) {
    /**
     * A kind.
     *
     * @param kind its key
     * @param meaning one sentence
     * @param source where it was published
     * @param defaultTraining of a model: how it is trained where a request does not say
     * @param hyperparameters its settings
     */
    @Schema(name = "Kind", description = "A kind of model, or a way to train one.")
    record Kind(
            @Schema(description = "As it stands in a request.", example = "statenet")
            String kind,

            String meaning,
            @Schema(description = "Where it was published.") String source,

            @Schema(description = "Only of models: how it is trained where a request does not say.")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            Optional<String> defaultTraining,

            List<Setting> hyperparameters) {}

    /**
     * A hyperparameter.
     *
     * @param name as it stands in a request
     * @param type integer, number or choice
     * @param minimum the smallest allowed
     * @param maximum the largest allowed
     * @param options the words to choose from
     * @param defaultValue where a request is silent
     * @param meaning one sentence
     */
    @Schema(name = "Hyperparameter", description = "A setting of a model or of its training.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Setting(
            String name,

            @Schema(allowableValues = {"integer", "number", "choice"})
            String type,

            @Schema(description = "The smallest allowed.") Optional<Double> minimum,
            @Schema(description = "The largest allowed.") Optional<Double> maximum,

            @Schema(description = "The words to choose from.")
            List<String> options,

            @Schema(
                    name = "default",
                    description = "The value where a request is silent; a model's own recipe may differ.",
                    example = "40")
            @JsonProperty("default")
            Object defaultValue,

            String meaning) {}

    static ModelKindsResponse current() {
        return new ModelKindsResponse(
                ModelCatalogue.entries().stream()
                        .map(entry -> kind(entry, Optional.of(TrainingCatalogue.defaultKind(entry.kind()))))
                        .toList(),
                TrainingCatalogue.entries().stream()
                        .map(entry -> kind(entry, Optional.empty()))
                        .toList());
    }

    private static Kind kind(CatalogueEntry entry, Optional<String> defaultTraining) {
        return new Kind(
                entry.kind(),
                entry.meaning(),
                entry.source(),
                defaultTraining,
                entry.hyperparameters().stream()
                        .map(ModelKindsResponse::setting)
                        .toList());
    }

    static Setting setting(Hyperparameter setting) {
        HyperparameterDomain domain = setting.domain();
        String type = "choice";
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
            options = choice.options();
        }
        return new Setting(setting.name(), type, minimum, maximum, options, setting.defaultValue(), setting.meaning());
    }
}

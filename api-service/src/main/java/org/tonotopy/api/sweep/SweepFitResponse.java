package org.tonotopy.api.sweep;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.sweep.SweepFit;
import org.tonotopy.registry.sweep.VariedValues;
import tools.jackson.databind.JsonNode;

/**
 * A fit of a sweep.
 *
 * @param jobId its job
 * @param state where that stands
 * @param values what it has of its own
 * @param validationScore best so far
 * @param model what it made
 * @param failure why it failed
 */
@Schema(name = "SweepFit", description = "A fit of a sweep.")
public record SweepFitResponse(
        @Schema(description = "Its job.") UUID jobId,
        JobState state,

        @Schema(
                description = "What it has of its own: by each path that the sweep varies its value; without those that"
                        + " do not apply to it.",
                example = "{\"model.channels\": 7, \"seed\": 0}")
        Map<String, JsonNode> values,

        @Schema(
                description = "The best so far of the mean normalised correlation on the validation stimuli; of several"
                        + " networks the mean, once it SUCCEEDED. Null: none yet, or undefined.",
                example = "0.61")
        Optional<Double> validationScore,

        @Schema(description = "The model that it made; null unless it SUCCEEDED.", example = "ln-ns1-natural@1")
        Optional<String> model,

        @Schema(description = "Why it failed, in a sentence; null unless it FAILED.")
        Optional<String> failure) {
    static SweepFitResponse of(SweepFit fit, List<String> varied) {
        return new SweepFitResponse(
                fit.jobId(),
                fit.state(),
                VariedValues.of(fit.spec(), varied),
                fit.validationScore(),
                fit.model(),
                fit.failure());
    }
}

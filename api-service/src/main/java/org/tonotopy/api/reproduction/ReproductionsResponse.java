package org.tonotopy.api.reproduction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reproduction.ReproductionVerdict;

/**
 * The reproductions of a model.
 *
 * @param model its reference
 * @param tolerance of equal within tolerance
 * @param measure what is compared with the tolerance
 * @param items newest first
 */
@Schema(name = "Reproductions", description = "Whether a model came out again when its fit was made again.")
public record ReproductionsResponse(
        @Schema(description = "Name and version.", example = "statenet-ns1-natural@1")
        String model,

        @Schema(description = "Largest measure that is equal within tolerance.", example = "0.001")
        double tolerance,

        @Schema(description = "What is compared with the tolerance, in words.")
        String measure,

        List<ReproductionResponse> items) {
    private static final String MEASURE =
            "the largest absolute difference between two predictions of a test stimulus for a neuron, divided by the"
                    + " largest absolute prediction of the test stimuli for that neuron";

    /** Copies the list. */
    public ReproductionsResponse {
        items = List.copyOf(items);
    }

    static ReproductionsResponse of(ModelVersion version, List<ReproductionResponse> items) {
        return new ReproductionsResponse(version.reference().toString(), ReproductionVerdict.TOLERANCE, MEASURE, items);
    }
}

package org.tonotopy.api.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureEntry;
import org.tonotopy.registry.feature.FeatureNumber;

/**
 * The features that a model can be asked for.
 *
 * @param features kinds of features
 * @param numbers that sum a feature up
 */
@Schema(name = "FeatureKinds", description = "The features that a model can be asked for: enough to draw a form.")
public record FeatureKindsResponse(
        List<Kind> features,

        @Schema(description = "The numbers that sum a feature up.")
        List<SummaryNumber> numbers) {
    /**
     * A kind of feature.
     *
     * @param kind its key
     * @param title its name for people
     * @param meaning one sentence
     * @param source where it was published
     * @param settings what can be set
     */
    @Schema(name = "FeatureKind", description = "A kind of feature.")
    public record Kind(
            @Schema(description = "As it stands in a request.", example = "dream")
            String kind,

            @Schema(description = "Its name for people.", example = "Dream")
            String title,

            String meaning,
            @Schema(description = "Where it was published.") String source,
            @Schema(description = "What can be set.") List<ModelKindsResponse.Setting> settings) {}

    /**
     * A summary number.
     *
     * @param name as it stands in answers and tables
     * @param unit its unit
     * @param meaning one sentence
     */
    @Schema(name = "FeatureNumber", description = "A number that sums a feature up.")
    public record SummaryNumber(
            @Schema(example = "best_frequency_hz") String name,

            @Schema(description = "1 where it has none.", example = "Hz")
            String unit,

            String meaning) {}

    /** The catalogue of this release. */
    public static FeatureKindsResponse current() {
        return new FeatureKindsResponse(
                FeatureCatalogue.entries().stream()
                        .map(FeatureKindsResponse::kind)
                        .toList(),
                Arrays.stream(FeatureNumber.values())
                        .map(number -> new SummaryNumber(number.key(), number.unit(), number.meaning()))
                        .toList());
    }

    private static Kind kind(FeatureEntry entry) {
        return new Kind(
                entry.kind(),
                entry.title(),
                entry.meaning(),
                entry.source(),
                entry.settings().stream().map(ModelKindsResponse::setting).toList());
    }
}

package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetState;

/**
 * A dataset version in a list.
 *
 * @param reference name and version
 * @param state where it stands
 * @param contentSha256 hash over recording and metadata
 * @param license on what terms it may be used
 * @param licensed whether somebody has said so
 * @param citations what to cite
 * @param sources where it comes from
 * @param dtMs width of a time bin
 * @param bands number of frequency bands
 * @param stimuli number of stimuli
 * @param neurons number of neurons
 * @param visibility who may read it
 * @param owner who uploaded it
 * @param createdAt when
 */
@Schema(description = "A dataset version in a list.")
record DatasetSummary(
        @Schema(description = "Name and version.", example = "ns1@1")
        String reference,

        DatasetState state,

        @Schema(description = "Hash over recording and metadata.")
        String contentSha256,

        @Schema(description = "On what terms it may be used; null where nobody has said it.")
        Optional<String> license,

        @Schema(description = "Whether somebody has said on what terms it may be used.")
        boolean licensed,

        @Schema(description = "What to cite.") List<String> citations,
        @Schema(description = "Where it comes from.") List<String> sources,

        @Schema(description = "Width of a time bin in milliseconds; null until READY.")
        Optional<Double> dtMs,

        @Schema(description = "Number of frequency bands; null until READY.")
        Optional<Integer> bands,

        @Schema(description = "Number of stimuli; null until READY.")
        Optional<Integer> stimuli,

        @Schema(description = "Number of neurons; null until READY.")
        Optional<Integer> neurons,

        @Schema(
                description = VisibilityName.TOLD,
                allowableValues = {"public", "lab", "private"})
        String visibility,

        @Schema(description = "Who uploaded it.") String owner,
        Instant createdAt) {
    static DatasetSummary of(Dataset dataset) {
        Optional<DatasetShape> shape = dataset.shape();
        DatasetProvenance provenance = DatasetProvenance.of(dataset.metadata());
        return new DatasetSummary(
                dataset.reference().toString(),
                dataset.state(),
                dataset.contentSha256(),
                provenance.license(),
                provenance.license().isPresent(),
                provenance.citations(),
                provenance.sources(),
                shape.map(DatasetShape::dtMs),
                shape.map(DatasetShape::bands),
                shape.map(known -> known.stimuli().size()),
                shape.map(known -> known.neurons().size()),
                VisibilityName.of(dataset.visibility()),
                dataset.owner().name(),
                dataset.createdAt());
    }
}

package org.tonotopy.api.dataset;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a recording comes from and on what terms, as far as the laboratory's JSON says it.
 *
 * @param license on what terms it may be used
 * @param citations what to cite
 * @param sources where it comes from
 */
public record DatasetProvenance(Optional<String> license, List<String> citations, List<String> sources) {
    private static final String NO_LICENSE =
            "The recording comes without a license: it can be used here, but nobody has said on what terms.";

    /** Copies the lists. */
    public DatasetProvenance {
        citations = List.copyOf(citations);
        sources = List.copyOf(sources);
    }

    /** Reads the laboratory's JSON; what is not text there is passed over. */
    public static DatasetProvenance of(JsonNode metadata) {
        return new DatasetProvenance(
                texts(metadata.path("license")).stream().findFirst(),
                texts(metadata.path("cite")),
                texts(metadata.path("source")));
    }

    /** One text, or a list of them. */
    private static List<String> texts(JsonNode value) {
        List<JsonNode> all = value.isArray() ? value.valueStream().toList() : List.of(value);
        return all.stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** Says so where there is no license. */
    public Optional<String> licenseNote() {
        return license.isPresent() ? Optional.empty() : Optional.of(NO_LICENSE);
    }
}

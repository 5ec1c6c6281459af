package org.tonotopy.registry.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;

/**
 * What was fitted and how, without the seed: versions with equal specs on one benchmark are seeds of one model.
 *
 * @param model what was fitted
 * @param training how
 * @param units what one network predicts
 * @param members of an ensemble, by name and version; empty for a fit
 */
public record FittedSpec(
        Specification model,
        Specification training,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Units.Default.class)
        Units units,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<VersionedName> members) {
    /** Kind of a model that was fitted elsewhere. */
    public static final String EXTERNAL = "external";

    /** Among the values of an external model whose weights are here: the hash of the file in which they were sent. */
    public static final String SENT_WEIGHTS = "weights_sha256";

    /** Kind of an ensemble whose members are of several kinds. */
    public static final String ENSEMBLE = "ensemble";

    /** Every kind that the model of a spec may be of. */
    public static List<String> kinds() {
        return Stream.concat(ModelCatalogue.entries().stream().map(CatalogueEntry::kind), Stream.of(ENSEMBLE, EXTERNAL))
                .toList();
    }

    /** Copies the list, and fills in what specs lack that were written before there was a choice. */
    public FittedSpec {
        units = Objects.requireNonNullElse(units, Units.POPULATION);
        members = List.copyOf(Objects.requireNonNullElse(members, List.of()));
    }

    /** What a fit fitted. */
    public static FittedSpec of(JobSpec.Fit fit) {
        return new FittedSpec(fit.model(), fit.training(), fit.units(), List.of());
    }

    /**
     * What an ensemble is made of: what its members have in common, and {@code ensemble} where they differ.
     *
     * @param members at least one, in order
     */
    public static FittedSpec ofEnsemble(List<ModelVersion> members) {
        return new FittedSpec(
                common(members, version -> version.spec().model()).orElseGet(FittedSpec::several),
                common(members, version -> version.spec().training()).orElseGet(FittedSpec::several),
                common(members, version -> version.spec().units()).orElse(Units.POPULATION),
                members.stream().map(ModelVersion::reference).toList());
    }

    /** What is known of a model that was fitted elsewhere. The same file is the same model, however often it is sent. */
    static FittedSpec ofExternal(JobSpec.Score score) {
        SortedMap<String, Object> known = new TreeMap<>();
        known.put("name", score.modelName());
        known.put(score.format().holdsWeights() ? SENT_WEIGHTS : "predictions_sha256", score.predictionsSha256());
        score.link().ifPresent(link -> known.put("link", link));
        return new FittedSpec(
                new Specification(EXTERNAL, known),
                new Specification(EXTERNAL, Collections.emptySortedMap()),
                Units.POPULATION,
                List.of());
    }

    private static <T> Optional<T> common(List<ModelVersion> members, Function<ModelVersion, T> part) {
        List<T> different = members.stream().map(part).distinct().toList();
        return different.size() == 1 ? Optional.of(different.get(0)) : Optional.empty();
    }

    private static Specification several() {
        return new Specification(ENSEMBLE, Collections.emptySortedMap());
    }

    /** Hash by which equal specs are found. */
    public byte[] sha256() {
        return Sha256.of(RegistryJson.canonicalBytes(this));
    }
}

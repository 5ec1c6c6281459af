package org.tonotopy.registry.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.Provenance;

/**
 * A field of where a model comes from, beside that of its reproduction or of another model.
 *
 * @param field its name
 * @param original of the model
 * @param reproduction of the reproduction, or the other model
 */
public record ProvenanceDifference(String field, String original, String reproduction) {
    /** Where the spec and the seed stand: behind the dataset, its hash, and the benchmark. */
    private static final int BEHIND_BENCHMARK = 3;

    /** Whether both are the same. */
    public boolean same() {
        return original.equals(reproduction);
    }

    /**
     * All fields: what a fit depends on, where it ran, and how long it took.
     *
     * @param version a fit
     */
    public static List<ProvenanceDifference> of(ModelVersion version, Reproduction reproduction) {
        List<ProvenanceDifference> fields = new ArrayList<>(of(version.provenance(), reproduction.provenance()));
        fields.addAll(
                BEHIND_BENCHMARK,
                List.of(
                        new ProvenanceDifference("spec_sha256", version.specSha256(), reproduction.specSha256()),
                        new ProvenanceDifference(
                                "seed",
                                String.valueOf(version.seed().orElseThrow()),
                                String.valueOf(reproduction.seed()))));
        fields.add(new ProvenanceDifference(
                "fit_seconds",
                String.valueOf(version.fitSeconds().orElseThrow()),
                String.valueOf(reproduction.fitSeconds())));
        return List.copyOf(fields);
    }

    /** The fields of two provenances: what was fitted to, by which code, and where. */
    public static List<ProvenanceDifference> of(Provenance original, Provenance again) {
        List<ProvenanceDifference> fields = new ArrayList<>();
        add(fields, "dataset", original, again, Provenance::dataset);
        add(fields, "dataset_sha256", original, again, Provenance::datasetSha256);
        add(fields, "benchmark", original, again, Provenance::benchmark);
        add(fields, "code_version", original, again, Provenance::codeVersion);
        add(fields, "code_dirty", original, again, Provenance::codeDirty);
        add(fields, "java", original, again, Provenance::java);
        add(fields, "operating_system", original, again, Provenance::operatingSystem);
        add(fields, "processor", original, again, Provenance::processor);
        add(fields, "backend", original, again, Provenance::backend);
        add(fields, "threads", original, again, Provenance::threads);
        add(fields, "worker", original, again, Provenance::worker);
        return List.copyOf(fields);
    }

    private static void add(
            List<ProvenanceDifference> fields,
            String name,
            Provenance original,
            Provenance again,
            Function<Provenance, Object> field) {
        fields.add(new ProvenanceDifference(
                name, String.valueOf(field.apply(original)), String.valueOf(field.apply(again))));
    }
}

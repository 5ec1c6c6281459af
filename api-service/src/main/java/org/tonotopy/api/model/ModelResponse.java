package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.FitSummary;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.ModelLabels;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.Provenance;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.store.StoredObject;

/**
 * A model version.
 *
 * @param reference name and version
 * @param name its name
 * @param version its version
 * @param kind model kind
 * @param benchmark that it was fitted for
 * @param dataset that it was fitted to
 * @param model kind and every hyperparameter
 * @param training way of training and every hyperparameter
 * @param specSha256 hash of both
 * @param units what one network predicts
 * @param neurons that it predicts
 * @param boardNote why it is on no board
 * @param networks how many were fitted
 * @param ensembleOf its members
 * @param seed of the fit
 * @param parameterCount number of fitted parameters
 * @param fit how the fit went
 * @param fitSeconds wall time of the fit
 * @param provenance where it comes from
 * @param weights the file of weights
 * @param tensors the same as safetensors
 * @param tags short words
 * @param note what its owner says of it
 * @param aliases of its name
 * @param jobId the fit that made it
 * @param attempt the attempt of that job
 * @param visibility who may read it
 * @param owner who asked for it
 * @param createdAt when it was registered
 */
@Schema(name = "Model", description = "A fitted model: what it is, and all that is needed to make it again.")
record ModelResponse(
        @Schema(description = "Name and version.", example = "statenet-ns1-natural@1")
        String reference,

        String name,
        int version,
        @Schema(example = "statenet") String kind,

        @Schema(description = "The benchmark that it was fitted for.", example = "ns1-natural@1")
        String benchmark,

        @Schema(description = "The dataset that it was fitted to.", example = "ns1@1")
        String dataset,

        @Schema(description = "Kind and every hyperparameter.")
        Specification model,

        @Schema(description = "Way of training and every hyperparameter.")
        Specification training,

        @Schema(description = "Hash of model and training: versions that share it differ by seed alone.")
        String specSha256,

        @Schema(
                description = "What one network predicts: all neurons together, or one each.",
                allowableValues = {"population", "each_neuron"},
                type = "string")
        Units units,

        @Schema(
                description = "Indices in the dataset of the neurons that it predicts; null: all of the benchmark."
                        + " One that predicts some only is on no board.")
        Optional<List<Integer>> neurons,

        @Schema(
                description =
                        "Why it is on no board; null where it predicts all neurons of its benchmark, and everybody may read it"
                                + " who may read the benchmark, and so it may stand on the board.")
        Optional<String> boardNote,

        @Schema(description = "Networks that were fitted, as .../networks lists them; 0 for an ensemble.")
        int networks,

        @Schema(description = "The models whose predictions an ensemble averages; empty for a fit.")
        List<String> ensembleOf,

        @Schema(description = "Seed of the fit; null for an ensemble.")
        Optional<Long> seed,

        @Schema(
                description =
                        "Number of fitted parameters of all networks; where the weights are elsewhere as the author claims, null where"
                                + " nobody said.")
        Optional<Long> parameterCount,

        @Schema(description = "How the fit went; null unless it was of one network.")
        Optional<Fit> fit,

        @Schema(
                description =
                        "Wall time of the fit in seconds; of an ensemble, of its members together; null for an external model.")
        Optional<Double> fitSeconds,

        Origin provenance,

        @Schema(description = "The file of weights; null for an external model of which predictions alone were sent.")
        Optional<Weights> weights,

        @Schema(
                description =
                        "The same as safetensors, for other programs; null where weights is, and for a model that was made before"
                                + " this form was kept.")
        Optional<Weights> tensors,

        @Schema(description = "Short words that people found for it, in order.")
        List<String> tags,

        @Schema(description = "What its owner says of it, as plain text; null: nothing.")
        Optional<String> note,

        @Schema(description = "The aliases of its name, also those that stand for other versions.")
        List<Alias> aliases,

        @Schema(description = "The job that made it.") UUID jobId,
        @Schema(description = "The attempt of that job.") int attempt,

        @Schema(
                description = VisibilityName.TOLD,
                allowableValues = {"public", "lab", "private"})
        String visibility,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt) {
    /**
     * An alias of a model's name.
     *
     * @param alias the word
     * @param version that it stands for
     */
    @Schema(name = "ModelAlias", description = "A word that stands for one version of a model.")
    record Alias(
            @Schema(example = "champion") String alias,

            @Schema(description = "The version that it stands for now.")
            int version) {}

    /**
     * How a fit went.
     *
     * @param epochs epochs run
     * @param bestEpoch whose weights were kept
     * @param stopReason why it stopped
     * @param validationScore of the kept weights
     * @param chosen by the fit itself on validation
     * @param inputMean subtracted from the cochleagram
     * @param inputDeviation divides the cochleagram
     */
    @Schema(name = "FitAccount", description = "How a fit went.")
    record Fit(
            @Schema(description = "Epochs run; 0 for a solution in closed form.")
            int epochs,

            @Schema(description = "The epoch whose weights were kept.")
            int bestEpoch,

            @Schema(description = "Why it stopped.") String stopReason,

            @Schema(description = "Mean normalised correlation of the kept weights on the validation stimuli.")
            Optional<Double> validationScore,

            @Schema(description = "What the fit itself chose on validation, for instance the penalty.")
            Map<String, Double> chosen,

            @Schema(description = "Mean of the training stimuli, in the cochleagram's unit.")
            double inputMean,

            @Schema(description = "Standard deviation of the training stimuli.")
            double inputDeviation) {
        static Fit of(FitSummary fit) {
            return new Fit(
                    fit.epochs(),
                    fit.bestEpoch(),
                    fit.stopReason(),
                    fit.validationScore(),
                    fit.chosen(),
                    fit.inputMean(),
                    fit.inputDeviation());
        }
    }

    /**
     * Where a model comes from.
     *
     * @param dataset the dataset version
     * @param datasetSha256 hash of its content
     * @param benchmark the benchmark version
     * @param codeVersion version of the platform
     * @param codeDirty whether it was built from a tree with uncommitted changes
     * @param java runtime
     * @param operatingSystem name and version
     * @param processor model and architecture
     * @param backend what computed
     * @param threads that the fit could use
     * @param worker the worker's name
     */
    @Schema(name = "Provenance", description = "Where a model comes from.")
    record Origin(
            String dataset,

            @Schema(description = "Hash of the dataset's content.")
            String datasetSha256,

            String benchmark,

            @Schema(description = "Version of the platform and the commit it was built from.")
            String codeVersion,

            @Schema(description = "Whether it was built from a tree with uncommitted changes.")
            boolean codeDirty,

            @Schema(description = "Java runtime.") String java,
            String operatingSystem,
            String processor,

            @Schema(description = "What computed: its name and version.")
            String backend,

            @Schema(description = "Threads that the fit could use; results do not depend on them.")
            int threads,

            String worker) {
        static Origin of(Provenance provenance) {
            return new Origin(
                    provenance.dataset().toString(),
                    provenance.datasetSha256(),
                    provenance.benchmark().toString(),
                    provenance.codeVersion(),
                    provenance.codeDirty(),
                    provenance.java(),
                    provenance.operatingSystem(),
                    provenance.processor(),
                    provenance.backend(),
                    provenance.threads(),
                    provenance.worker());
        }
    }

    /**
     * The file of weights.
     *
     * @param sha256 its hash
     * @param sizeBytes its length
     * @param href where it is
     */
    @Schema(name = "Weights", description = "The file of weights.")
    record Weights(
            String sha256,
            long sizeBytes,
            @Schema(description = "Path of the download.") String href) {
        static Weights of(StoredObject file, String path) {
            return new Weights(file.content().sha256(), file.content().sizeBytes(), path);
        }
    }

    static ModelResponse of(
            ModelVersion version, List<FittedNetwork> networks, boolean readByAll, ModelLabels labels, String path) {
        return new ModelResponse(
                version.reference().toString(),
                version.reference().name(),
                version.reference().version(),
                version.kind(),
                version.benchmark().reference().toString(),
                version.benchmark().dataset().reference().toString(),
                version.spec().model(),
                version.spec().training(),
                version.specSha256(),
                version.spec().units(),
                version.coversItsBenchmark() ? Optional.empty() : Optional.of(version.neurons()),
                boardNote(version, readByAll),
                networks.size(),
                version.spec().members().stream().map(VersionedName::toString).toList(),
                version.seed(),
                version.parameterCount(),
                networks.size() == 1 ? Optional.of(Fit.of(networks.get(0).fit())) : Optional.empty(),
                version.fitSeconds(),
                Origin.of(version.provenance()),
                version.weights().map(file -> Weights.of(file, path + "/weights")),
                version.tensors().map(file -> Weights.of(file, path + "/weights.safetensors")),
                labels.tags(),
                labels.note(),
                labels.aliases().entrySet().stream()
                        .map(alias -> new Alias(alias.getKey(), alias.getValue()))
                        .toList(),
                version.jobId(),
                version.attempt(),
                VisibilityName.of(version.visibility()),
                version.owner().name(),
                version.createdAt());
    }

    /** Changes with anything that it says, so also with everything that people can change of a model. */
    String etag() {
        return "\"" + Sha256.hex(Sha256.of(RegistryJson.canonicalBytes(this))) + "\"";
    }

    private static Optional<String> boardNote(ModelVersion version, boolean readByAll) {
        if (version.coversItsBenchmark() && !readByAll) {
            return Optional.of("Somebody who may read " + version.benchmark().reference()
                    + " may not read it, and a board is the same for all its readers, so it is on no board.");
        }
        return version.coversItsBenchmark()
                ? Optional.empty()
                : Optional.of("It predicts " + version.neurons().size() + " of the "
                        + version.benchmark().neuronsAfter() + " neurons of "
                        + version.benchmark().reference()
                        + ", and means over different neurons cannot be compared, so it is on no board.");
    }
}

package org.tonotopy.api.model;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.dataset.DatasetService;
import org.tonotopy.api.deletion.DeletedThings;
import org.tonotopy.api.download.Download;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.paging.NewestFirst;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.deletion.DeletedKind;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.ListedLabels;
import org.tonotopy.registry.model.ModelFilter;
import org.tonotopy.registry.model.ModelLabelLedger;
import org.tonotopy.registry.model.ModelLabels;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelSearch;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reference.AliasedName;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.StoredObject;

/** Finds fitted models and what belongs to them. */
@Service
public class ModelService {
    /** Path of all models; a model is at its reference below it. */
    public static final String PATH = "/api/v1/models";

    private final ModelVersionRepository versions;
    private final ModelSearch search;
    private final ModelRegistry registry;
    private final ModelLabelLedger labels;
    private final ScoreRegistry scores;
    private final BoardLedger boards;
    private final BenchmarkService benchmarks;
    private final DatasetService datasets;
    private final Downloads downloads;
    private final DeletedThings deleted;

    ModelService(
            ModelVersionRepository versions,
            ModelSearch search,
            ModelRegistry registry,
            ModelLabelLedger labels,
            ScoreRegistry scores,
            BoardLedger boards,
            BenchmarkService benchmarks,
            DatasetService datasets,
            Downloads downloads,
            DeletedThings deleted) {
        this.versions = versions;
        this.search = search;
        this.registry = registry;
        this.labels = labels;
        this.scores = scores;
        this.boards = boards;
        this.benchmarks = benchmarks;
        this.datasets = datasets;
        this.downloads = downloads;
        this.deleted = deleted;
    }

    /** A page of models, newest first. */
    @Transactional(readOnly = true)
    public Page<ModelSummary> list(ModelQuery asked, Optional<String> token, int limit) {
        ModelFilter filter = asked.filter(
                name -> benchmarks.require(name).id(),
                name -> datasets.require(name).id());
        NewestFirst after = NewestFirst.read(token, asked.query());
        List<ModelVersion> found = search.find(filter, after.createdAt(), after.id(), limit + 1);
        Map<UUID, ListedLabels> said =
                labels.ofAll(found.stream().map(ModelVersion::id).toList());
        return Page.cut(found, asked.query(), limit, last -> new NewestFirst(last.createdAt(), last.id()).cursor())
                .map(version -> ModelSummary.of(version, Objects.requireNonNull(said.get(version.id()))));
    }

    /** One version. */
    @Transactional(readOnly = true)
    public ModelResponse get(String reference) {
        return response(require(reference));
    }

    /** What the API says of a version. */
    @Transactional(readOnly = true)
    ModelResponse response(ModelVersion version) {
        return ModelResponse.of(
                version,
                registry.networks(version.id()),
                boards.mayHold(version.id()),
                said(version),
                PATH + "/" + version.reference());
    }

    /** How it scores. */
    @Transactional(readOnly = true)
    public MetricsResponse metrics(String reference) {
        ModelVersion version = require(reference);
        return MetricsResponse.of(version, scores.find(version.id()).orElseThrow());
    }

    /** What it is made of. */
    @Transactional(readOnly = true)
    public ModelNetworksResponse networks(String reference) {
        ModelVersion version = require(reference);
        return ModelNetworksResponse.of(version, registry.networks(version.id()));
    }

    /** How the fit of one of its networks went. */
    @Transactional(readOnly = true)
    public LearningCurveResponse curve(String reference, int network) {
        ModelVersion version = require(reference);
        List<FittedNetwork> networks = registry.networks(version.id());
        if (network < 0 || network >= networks.size()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            "network",
                            "there is no network " + network + " in " + version.reference(),
                            networks.isEmpty()
                                    ? version.isExternal()
                                            ? "Nothing is known of how an external model was fitted."
                                            : "Ask for the curves of the ensemble's members."
                                    : "Use a number from 0 to " + (networks.size() - 1) + "."));
        }
        return LearningCurveResponse.of(version, network, networks.get(network), registry.curve(version.id(), network));
    }

    /** The weights. */
    Download weights(String reference) throws IOException {
        ModelVersion version = require(reference);
        return download(version, requireWeights(version), ".zip");
    }

    /** The weights as safetensors. */
    Download tensors(String reference) throws IOException {
        ModelVersion version = require(reference);
        requireWeights(version);
        return download(
                version,
                version.tensors()
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.NO_WEIGHTS,
                                version.reference()
                                        + " was made before weights were kept as safetensors: download .../weights, or ask for the"
                                        + " same job with \"force\": true, which makes the same weights again.")),
                ".safetensors");
    }

    /**
     * The weights of a model that has some here.
     *
     * @throws ProblemException if it was fitted elsewhere
     */
    public static StoredObject requireWeights(ModelVersion version) {
        return version.weights()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_WEIGHTS,
                        version.reference()
                                + " was fitted elsewhere: its predictions were sent to be scored, and its weights are"
                                + " not here."));
    }

    private Download download(ModelVersion version, StoredObject object, String ending) throws IOException {
        return downloads.of(
                object,
                version.reference().name() + "-" + version.reference().version() + ending,
                "The file of weights of " + version.reference(),
                "fit again");
    }

    /**
     * A model version by its reference.
     *
     * @param reference as a client wrote it: name@version, or name@alias for what the alias stands for now
     * @throws ProblemException if there is none
     */
    @Transactional(readOnly = true)
    public ModelVersion require(String reference) {
        return versions.find(reference)
                .orElseThrow(
                        () -> AliasedName.parse(reference)
                                .flatMap(aliased -> labels.wentWith(aliased).map(version -> gone(aliased, version)))
                                .orElseGet(
                                        () -> deleted.missing(
                                                DeletedKind.MODEL,
                                                reference,
                                                new ProblemException(
                                                        ProblemType.NO_SUCH_MODEL,
                                                        "No model is called " + reference
                                                                + "; write name@version or name@alias, as GET /api/v1/models lists them."))));
    }

    /**
     * What is said of a version.
     *
     * @throws ProblemException if it is gone since it was found
     */
    @Transactional(readOnly = true)
    public ModelLabels said(ModelVersion version) {
        String reference = version.reference().toString();
        // Whatever became of it, asking for it once more says so.
        return labels.of(version).orElseGet(() -> labels.of(require(reference)).orElseThrow());
    }

    private static ProblemException gone(AliasedName aliased, int version) {
        return new ProblemException(
                ProblemType.DELETED,
                "The alias " + aliased + " stood for " + new VersionedName(aliased.name(), version)
                        + ", which was deleted, and went with it. Ask for another version, or have the model's owner set the"
                        + " alias to one.");
    }
}

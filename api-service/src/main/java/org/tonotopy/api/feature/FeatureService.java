package org.tonotopy.api.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.download.Download;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.paging.NewestFirst;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureEntry;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeaturePopulation;
import org.tonotopy.registry.feature.FeaturePopulationRepository;
import org.tonotopy.registry.feature.FeatureRepository;
import org.tonotopy.registry.model.ModelVersion;

/** Finds features and what belongs to them. */
@Service
public class FeatureService {
    static final String PATH = "/api/v1/features";
    static final String POPULATION_PATH = "/api/v1/feature-populations";
    /** As many features one figure may show. */
    public static final int MOST_SIDE_BY_SIDE = 6;

    private static final String REMEDY = "ask for the feature again";

    private final FeatureRepository features;
    private final FeaturePopulationRepository populations;
    private final ModelService models;
    private final Downloads downloads;

    FeatureService(
            FeatureRepository features,
            FeaturePopulationRepository populations,
            ModelService models,
            Downloads downloads) {
        this.features = features;
        this.populations = populations;
        this.models = models;
        this.downloads = downloads;
    }

    /** A page of a model's features, newest first. */
    @Transactional(readOnly = true)
    public Page<FeatureResponse> list(String reference, FeatureFilter filter, Optional<String> token, int limit) {
        filter.kind().ifPresent(FeatureService::requireKind);
        ModelVersion model = models.require(reference);
        String query = filter.query(reference);
        NewestFirst after = NewestFirst.read(token, query);
        List<Feature> found = features.findBefore(
                model.id(),
                after.createdAt(),
                after.id(),
                filter.kind().orElse(null),
                filter.neuron().orElse(null),
                filter.job().orElse(null),
                Limit.of(limit + 1));
        return Page.cut(found, query, limit, last -> new NewestFirst(last.createdAt(), last.id()).cursor())
                .map(FeatureResponse::of);
    }

    private static void requireKind(String kind) {
        if (FeatureCatalogue.find(kind).isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            "kind",
                            "there is no feature " + kind,
                            "Use one of "
                                    + FeatureCatalogue.entries().stream()
                                            .map(FeatureEntry::kind)
                                            .collect(Collectors.joining(", "))
                                    + ", or leave it out."));
        }
    }

    /** One feature. */
    @Transactional(readOnly = true)
    public FeatureResponse get(UUID id) {
        return FeatureResponse.of(require(id));
    }

    /** The newest feature of each kind of each neuron of a model; of one kind, or of all. */
    @Transactional(readOnly = true)
    public FeatureSummaryResponse summary(String reference, Optional<String> kind) {
        kind.ifPresent(FeatureService::requireKind);
        ModelVersion model = models.require(reference);
        return new FeatureSummaryResponse(
                model.reference().toString(),
                features.findNewest(model.id()).stream()
                        .filter(feature -> kind.map(feature.kind()::equals).orElse(true))
                        .map(FeatureSummaryResponse.Row::of)
                        .toList());
    }

    /** The figures of all neurons that a model has, newest first. */
    @Transactional(readOnly = true)
    public List<FeaturePopulationResponse> populations(String reference) {
        ModelVersion model = models.require(reference);
        return populations.findByModelVersion(model.id()).stream()
                .map(population ->
                        FeaturePopulationResponse.of(model.reference().toString(), population))
                .toList();
    }

    /** The arrays of a feature. */
    Download array(UUID id) throws IOException {
        Feature feature = require(id);
        return downloads.of(feature.array(), fileName(feature) + ".npz", "The array of the feature " + id, REMEDY);
    }

    /** The figure of a feature. */
    Download figure(UUID id, FigureForm form) throws IOException {
        Feature feature = require(id);
        return downloads.of(
                form.of(feature).orElseThrow(() -> noFigure(feature)),
                fileName(feature) + "." + form.extension(),
                "The figure of the feature " + id,
                REMEDY);
    }

    /** A dream as sound, approximately; the name of the file says so too. */
    Download sound(UUID id, SoundCarrier carrier) throws IOException {
        Feature feature = require(id);
        return downloads.of(
                carrier.of(feature.sound().orElseThrow(() -> noSound(feature))),
                fileName(feature) + "-" + carrier.key() + "-approximate.wav",
                "The sound of the feature " + id,
                REMEDY);
    }

    /** The figure of all neurons of a feature job. */
    Download populationFigure(UUID jobId, FigureForm form) throws IOException {
        FeaturePopulation population = populations
                .findByJobId(jobId)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_FEATURE,
                        "The job " + jobId
                                + " has no figure of its neurons: it is drawn when a job of strf, gradmap or dream"
                                + " has succeeded for two or more neurons."));
        return downloads.of(
                form.of(population),
                population.kind() + "-population." + form.extension(),
                "The figure of the neurons of the job " + jobId,
                REMEDY);
    }

    /** Figures of some features beside each other. */
    byte[] sideBySide(List<UUID> ids, FigureForm form) throws IOException {
        if (ids.isEmpty() || ids.size() > MOST_SIDE_BY_SIDE) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            "feature",
                            ids.size() + " features do not fit beside each other",
                            "Name 1 to " + MOST_SIDE_BY_SIDE + "."));
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem("feature", "an id is empty", "Name the features by their ids."));
        }
        List<byte[]> figures = new ArrayList<>();
        for (UUID id : ids) {
            Feature feature = require(id);
            figures.add(downloads.bytes(
                    form.of(feature).orElseThrow(() -> noFigure(feature)), "The figure of the feature " + id, REMEDY));
        }
        return form == FigureForm.PNG ? FigureRow.ofPngs(figures) : FigureRow.ofSvgs(figures);
    }

    private static String fileName(Feature feature) {
        return String.format(
                Locale.ROOT,
                "%s-%d-%s-%s",
                feature.model().reference().name(),
                feature.model().reference().version(),
                feature.kind(),
                feature.subject().slug());
    }

    private static ProblemException noFigure(Feature feature) {
        return new ProblemException(
                ProblemType.NO_FIGURE,
                "The feature " + feature.id() + " is " + feature.outcome() + ", so nothing was drawn: "
                        + feature.reason().orElse("see its numbers") + " Its array has what there is.");
    }

    private static ProblemException noSound(Feature feature) {
        String why;
        if (!feature.kind().equals(FeatureCatalogue.DREAM)) {
            why = " is of the kind " + feature.kind() + ", and only a dream can be heard: ask for the feature "
                    + FeatureCatalogue.DREAM + " of the same model and neuron.";
        } else if (feature.outcome() != FeatureOutcome.COMPLETE) {
            why = " is " + feature.outcome() + ", so there is nothing to hear: "
                    + feature.reason().orElse("see its numbers") + " Its array has what there is.";
        } else {
            why = " has no sound: it was made before dreams had one, and then " + REMEDY
                    + "; or all bands of its dataset lie at or above 22,050 Hz, which a sound cannot hold.";
        }
        return new ProblemException(ProblemType.NO_SOUND, "The feature " + feature.id() + why);
    }

    private Feature require(UUID id) {
        return features.findById(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_FEATURE,
                        "No feature has the id " + id + "; GET /api/v1/models/{reference}/features lists them."));
    }
}

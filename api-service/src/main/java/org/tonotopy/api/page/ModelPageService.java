package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureEntry;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeaturePopulation;
import org.tonotopy.registry.feature.FeaturePopulationRepository;
import org.tonotopy.registry.feature.FeatureRepository;
import org.tonotopy.registry.feature.StoredSound;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Gathers what the page of a model says of the model itself. */
@Service
class ModelPageService {
    private static final int MOST_JOBS = 20;
    private static final int MOST_OTHERS = 100;
    private static final double CURVE_WIDTH = 600;
    private static final double CURVE_HEIGHT = 160;

    /**
     * Of which feature a neuron's numbers are, best first. A dream whose values lie at its bounds has its highest value
     * at many places, so the peak of a slope says more.
     */
    private static final List<String> TRUSTED =
            List.of(FeatureCatalogue.STRF, FeatureCatalogue.GRADMAP, FeatureCatalogue.DREAM);

    private static final List<NeuronMetric> SHOWN_METRICS = List.of(NeuronMetric.CC_NORM, NeuronMetric.CC);

    private final ModelVersionRepository versions;
    private final ModelRegistry registry;
    private final ScoreRegistry scores;
    private final FeatureRepository features;
    private final FeaturePopulationRepository populations;
    private final JobRepository jobs;
    private final PredictionChoice predictions;
    private final FeatureSettings settings;

    ModelPageService(
            ModelVersionRepository versions,
            ModelRegistry registry,
            ScoreRegistry scores,
            FeatureRepository features,
            FeaturePopulationRepository populations,
            JobRepository jobs,
            PredictionChoice predictions,
            FeatureSettings settings) {
        this.versions = versions;
        this.registry = registry;
        this.scores = scores;
        this.features = features;
        this.populations = populations;
        this.jobs = jobs;
        this.predictions = predictions;
        this.settings = settings;
    }

    /**
     * What a model version is, how it scores and what it listens for.
     *
     * @param choice what of it is looked at
     */
    @Transactional(readOnly = true)
    public ModelView view(ModelVersion version, ModelChoice choice) {
        BenchmarkScore score = scores.find(version.id(), SHOWN_METRICS).orElseThrow();
        TablePart part = choice.rows(score.neurons().size());
        List<Feature> newest = features.findNewest(version.id());
        return new ModelView(
                version.reference().toString(),
                version.kind(),
                version.weights().isPresent(),
                version.benchmark().reference().toString(),
                facts(version),
                scores(score),
                curve(version),
                predictions.of(version, score, choice),
                part,
                neurons(version, part.of(score.neurons()), newest),
                newest.isEmpty() ? List.of() : populations(version),
                groups(version, newest),
                jobs.findOpenByModelVersion(version.id(), JobKind.FEATURE, Limit.of(MOST_JOBS)).stream()
                        .map(ModelPageService::line)
                        .toList(),
                settings.of(version),
                others(version));
    }

    /** Of each kind that of the most neurons, the newest of those: a page of every job's would hide the features below. */
    private List<ModelView.Population> populations(ModelVersion version) {
        Map<String, FeaturePopulation> largest = new LinkedHashMap<>();
        for (FeaturePopulation population : populations.findByModelVersion(version.id())) {
            largest.merge(
                    population.kind(), population, (newer, older) -> older.neurons() > newer.neurons() ? older : newer);
        }
        return largest.values().stream()
                .map(population -> new ModelView.Population(
                        title(population.kind()) + ", " + population.neurons() + " neurons, "
                                + PageTimes.day(population.createdAt()),
                        "/api/v1/feature-populations/" + population.jobId()))
                .toList();
    }

    private static String title(String kind) {
        return FeatureCatalogue.find(kind).map(FeatureEntry::title).orElse(kind);
    }

    private static List<Fact> facts(ModelVersion version) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Model", version.kind()));
        version.spec().model().values().forEach((name, value) -> facts.add(new Fact(words(name), value.toString())));
        facts.add(new Fact("Dataset", version.benchmark().dataset().reference().toString()));
        facts.add(new Fact("Training", version.spec().training().kind()));
        if (version.spec().units() == Units.EACH_NEURON) {
            facts.add(new Fact("Units", "one network for each neuron"));
        }
        if (!version.spec().members().isEmpty()) {
            facts.add(new Fact(
                    "Members",
                    version.spec().members().stream()
                            .map(VersionedName::toString)
                            .collect(Collectors.joining(", "))));
        }
        version.seed().ifPresent(seed -> facts.add(new Fact("Seed", String.valueOf(seed))));
        facts.add(new Fact(
                "Parameters",
                PageNumbers.count(version.parameterCount())
                        + (version.weights().isEmpty()
                                        && version.parameterCount().isPresent()
                                ? ", as its author claims"
                                : "")));
        facts.add(new Fact("Fit time", PageNumbers.seconds(version.fitSeconds())));
        facts.add(new Fact("Visibility", VisibilityName.of(version.visibility())));
        facts.add(new Fact("Author", version.owner().name()));
        facts.add(new Fact("Date", PageTimes.day(version.createdAt())));
        return facts;
    }

    private static String words(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static List<ModelView.Score> scores(BenchmarkScore score) {
        return score.aggregates().stream()
                .map(aggregate -> new ModelView.Score(
                        aggregate.metric().key(),
                        PageNumbers.score(aggregate.mean()),
                        PageNumbers.score(aggregate.median()),
                        aggregate.leftOut() == 0
                                ? String.valueOf(aggregate.counted())
                                : aggregate.counted() + " (" + aggregate.leftOut() + " left out)"))
                .toList();
    }

    /** Of a model of several networks no single curve tells how the fit went. */
    private Optional<ModelView.Curve> curve(ModelVersion version) {
        List<FittedNetwork> networks = registry.networks(version.id());
        return networks.size() == 1 ? curve(version, networks.get(0)) : Optional.empty();
    }

    private Optional<ModelView.Curve> curve(ModelVersion version, FittedNetwork network) {
        List<LearningCurvePoint> points = registry.curve(version.id(), 0).stream()
                .filter(point -> point.validationScore().isPresent())
                .toList();
        if (points.size() < 2) {
            return Optional.empty();
        }
        double low = points.stream().mapToDouble(ModelPageService::score).min().orElseThrow();
        double high = points.stream().mapToDouble(ModelPageService::score).max().orElseThrow();
        int last = points.get(points.size() - 1).epoch();
        double range = high > low ? high - low : 1;
        LearningCurvePoint best = points.stream()
                .filter(point -> point.epoch() == network.fit().bestEpoch())
                .findFirst()
                .orElse(points.get(points.size() - 1));
        return Optional.of(new ModelView.Curve(
                points.stream()
                        .map(point -> x(point, last) + "," + y(point, low, range))
                        .collect(Collectors.joining(" ")),
                x(best, last),
                y(best, low, range),
                String.format(Locale.ROOT, "%.2f", low),
                String.format(Locale.ROOT, "%.2f", high),
                last,
                String.format(
                        Locale.ROOT,
                        "Mean CCnorm on the validation stimuli over %d epochs, from %.2f to %.2f; the weights of epoch %d"
                                + " were kept.",
                        last,
                        score(points.get(0)),
                        score(best),
                        best.epoch())));
    }

    private static double score(LearningCurvePoint point) {
        return point.validationScore().orElseThrow();
    }

    private static String x(LearningCurvePoint point, int last) {
        return String.format(Locale.ROOT, "%.1f", CURVE_WIDTH * point.epoch() / last);
    }

    private static String y(LearningCurvePoint point, double low, double range) {
        return String.format(Locale.ROOT, "%.1f", CURVE_HEIGHT * (1 - (score(point) - low) / range));
    }

    private static List<ModelView.Neuron> neurons(
            ModelVersion version, List<NeuronScore> scores, List<Feature> newest) {
        Map<Integer, Feature> best = new HashMap<>();
        newest.stream()
                .filter(feature -> feature.outcome() == FeatureOutcome.COMPLETE && TRUSTED.contains(feature.kind()))
                .sorted(Comparator.comparing(feature -> TRUSTED.indexOf(feature.kind()), Comparator.reverseOrder()))
                .forEach(feature -> feature.subject().neuron().ifPresent(neuron -> best.put(neuron, feature)));
        List<NeuronShape> names = shapes(version);
        return scores.stream()
                .map(neuron -> neuron(neuron, names, Optional.ofNullable(best.get(neuron.neuron()))))
                .toList();
    }

    private static List<NeuronShape> shapes(ModelVersion version) {
        return version.benchmark().dataset().shape().orElseThrow().neurons();
    }

    private static ModelView.Neuron neuron(NeuronScore score, List<NeuronShape> names, Optional<Feature> feature) {
        return new ModelView.Neuron(
                score.neuron(),
                names.get(score.neuron()).name(),
                PageNumbers.score(Optional.ofNullable(score.values().get(NeuronMetric.CC_NORM))),
                PageNumbers.score(Optional.ofNullable(score.values().get(NeuronMetric.CC))),
                number(feature, FeatureNumber.BEST_FREQUENCY_HZ),
                number(feature, FeatureNumber.LATENCY_MS),
                number(feature, FeatureNumber.HORIZON_90_MS),
                feature.map(found -> title(found.kind())).orElse(""));
    }

    private static String number(Optional<Feature> feature, FeatureNumber number) {
        return PageNumbers.measure(feature.map(found -> found.numbers().get(number)), number.unit());
    }

    private static List<ModelView.FeatureGroup> groups(ModelVersion version, List<Feature> newest) {
        List<NeuronShape> names = shapes(version);
        return FeatureCatalogue.entries().stream()
                .map(entry -> new ModelView.FeatureGroup(
                        entry.kind(),
                        entry.title(),
                        entry.meaning(),
                        newest.stream()
                                .filter(feature -> feature.kind().equals(entry.kind()))
                                .map(feature -> line(feature, names))
                                .toList()))
                .filter(group -> !group.features().isEmpty())
                .toList();
    }

    private static ModelView.FeatureLine line(Feature feature, List<NeuronShape> names) {
        Map<FeatureNumber, Double> numbers = feature.numbers();
        List<Fact> facts = new ArrayList<>();
        for (FeatureNumber number : FeatureNumber.values()) {
            if (numbers.containsKey(number)) {
                facts.add(new Fact(
                        words(number.key().replaceFirst("_(hz|ms|octaves)$", "")),
                        PageNumbers.measure(Optional.of(numbers.get(number)), number.unit())));
            }
        }
        String whose = feature.subject()
                .neuron()
                .map(index -> "Neuron " + index + ", " + names.get(index).name())
                .or(() -> feature.subject().hiddenUnit().map(index -> "Hidden unit " + index))
                .orElse("Population");
        String label = feature.counterpart()
                .map(other -> whose + ", and " + other.model()
                        + other.neuron().map(index -> " neuron " + index).orElse(""))
                .orElse(whose);
        return new ModelView.FeatureLine(
                feature.id(),
                label,
                "/api/v1/features/" + feature.id(),
                feature.svg().isPresent(),
                feature.reason(),
                feature.sound().map(ModelPageService::listen),
                facts);
    }

    private static String listen(StoredSound sound) {
        return switch (sound.bandsLeftOut()) {
            case 0 -> "Listen (approximate)";
            case 1 -> "Listen (approximate; without its highest band)";
            default -> "Listen (approximate; without its " + sound.bandsLeftOut() + " highest bands)";
        };
    }

    private static ModelView.FeatureJob line(Job job) {
        JsonNode progress = job.progress().orElse(MissingNode.getInstance());
        String label = job.spec() instanceof JobSpec.Feature spec ? JobLabels.of(spec) : "";
        return new ModelView.FeatureJob(
                job.id(),
                label,
                job.state().name().toLowerCase(Locale.ROOT),
                progress.path("done").asInt(0),
                progress.path("total").asInt(0));
    }

    private List<String> others(ModelVersion version) {
        return versions.findWithWeights(version.benchmark().dataset().id(), Limit.of(MOST_OTHERS)).stream()
                .filter(other -> !other.equals(version.reference()))
                .map(VersionedName::toString)
                .toList();
    }
}

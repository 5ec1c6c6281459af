package org.tonotopy.api.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.model.ModelComparisonResponse.Field;
import org.tonotopy.api.model.ModelComparisonResponse.Neurons;
import org.tonotopy.api.model.ModelComparisonResponse.Part;
import org.tonotopy.api.model.ModelComparisonResponse.Score;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.reproduction.ProvenanceDifference;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;
import org.tonotopy.registry.score.ScoreRegistry;

/** Lays two model versions beside each other. */
@Service
public class ModelComparisonService {
    private final ModelService models;
    private final ScoreRegistry scores;

    ModelComparisonService(ModelService models, ScoreRegistry scores) {
        this.models = models;
        this.scores = scores;
    }

    /**
     * Compares two versions.
     *
     * @throws org.tonotopy.api.problem.ProblemException if there is either not
     */
    @Transactional(readOnly = true)
    public ModelComparisonResponse compare(String firstReference, String secondReference) {
        ModelVersion first = models.require(firstReference);
        ModelVersion second = models.require(secondReference);
        List<Field> fields = fields(first, second);
        BenchmarkScore ofFirst = scores.find(first.id()).orElseThrow();
        BenchmarkScore ofSecond = scores.find(second.id()).orElseThrow();
        boolean comparable = first.benchmark().id().equals(second.benchmark().id());
        return new ModelComparisonResponse(
                first.reference().toString(),
                second.reference().toString(),
                first.specSha256().equals(second.specSha256()),
                Math.toIntExact(fields.stream().filter(field -> !field.same()).count()),
                fields,
                scores(ofFirst, ofSecond, comparable),
                comparable ? Optional.of(neurons(first, ofFirst, ofSecond)) : Optional.empty(),
                comparable
                        ? Optional.empty()
                        : Optional.of(
                                "They were fitted for " + first.benchmark().reference() + " and "
                                        + second.benchmark().reference()
                                        + ": other test stimuli or other neurons, so neither neurons nor means can be compared."));
    }

    private static List<Field> fields(ModelVersion first, ModelVersion second) {
        List<Field> fields = new ArrayList<>();
        addSpecification(fields, Part.MODEL, first.spec().model(), second.spec().model());
        addSpecification(
                fields, Part.TRAINING, first.spec().training(), second.spec().training());
        List<ProvenanceDifference> origins = ProvenanceDifference.of(first.provenance(), second.provenance());
        origins.stream()
                .filter(origin -> isOfData(origin.field()))
                .forEach(origin -> fields.add(field(Part.DATA, origin)));
        Sides fit = new Sides(fields, Part.FIT, first, second);
        fit.add("units", version -> Optional.of(version.spec().units().name().toLowerCase(Locale.ROOT)));
        fit.add("neurons", version -> Optional.of(version.neurons().size()));
        fit.add(
                "members",
                version -> Optional.of(version.spec().members().stream()
                                .map(VersionedName::toString)
                                .collect(Collectors.joining(", ")))
                        .filter(members -> !members.isEmpty()));
        fit.add("seed", ModelVersion::seed);
        fit.add("parameter_count", ModelVersion::parameterCount);
        fit.add("fit_seconds", ModelVersion::fitSeconds);
        origins.stream()
                .filter(origin -> !isOfData(origin.field()))
                .forEach(origin -> fields.add(field(Part.PROVENANCE, origin)));
        new Sides(fields, Part.PROVENANCE, first, second)
                .add("owner", version -> Optional.of(version.owner().name()));
        return fields;
    }

    private static boolean isOfData(String field) {
        return field.startsWith("dataset") || field.equals("benchmark");
    }

    private static Field field(Part part, ProvenanceDifference origin) {
        return new Field(
                word(part),
                origin.field(),
                Optional.of(origin.original()),
                Optional.of(origin.reproduction()),
                origin.same());
    }

    private static String word(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** Kind first, and then whatever either has, by name. */
    private static void addSpecification(List<Field> fields, Part part, Specification first, Specification second) {
        fields.add(field(part, "kind", Optional.of(first.kind()), Optional.of(second.kind())));
        TreeSet<String> names = new TreeSet<>(first.values().keySet());
        names.addAll(second.values().keySet());
        names.forEach(name -> fields.add(field(
                part,
                name,
                Optional.ofNullable(first.values().get(name)),
                Optional.ofNullable(second.values().get(name)))));
    }

    private static Field field(Part part, String name, Optional<?> first, Optional<?> second) {
        return new Field(
                word(part),
                name,
                first.map(Function.identity()),
                second.map(Function.identity()),
                first.equals(second));
    }

    /** Where fields of both are added. */
    private record Sides(List<Field> fields, Part part, ModelVersion first, ModelVersion second) {
        void add(String name, Function<ModelVersion, Optional<?>> value) {
            fields.add(field(part, name, value.apply(first), value.apply(second)));
        }
    }

    private static List<Score> scores(BenchmarkScore first, BenchmarkScore second, boolean comparable) {
        Map<NeuronMetric, ScoreAggregate> ofFirst = byMetric(first);
        Map<NeuronMetric, ScoreAggregate> ofSecond = byMetric(second);
        return Arrays.stream(NeuronMetric.values())
                .filter(metric -> ofFirst.containsKey(metric) || ofSecond.containsKey(metric))
                .map(metric -> {
                    Optional<ScoreAggregate> one = Optional.ofNullable(ofFirst.get(metric));
                    Optional<ScoreAggregate> other = Optional.ofNullable(ofSecond.get(metric));
                    Optional<Double> mean = one.flatMap(ScoreAggregate::mean);
                    Optional<Double> otherMean = other.flatMap(ScoreAggregate::mean);
                    return new Score(
                            metric.key(),
                            mean,
                            otherMean,
                            mean.filter(known -> comparable).flatMap(known -> otherMean.map(later -> later - known)),
                            one.map(ScoreAggregate::counted).orElse(0),
                            other.map(ScoreAggregate::counted).orElse(0));
                })
                .toList();
    }

    private static Map<NeuronMetric, ScoreAggregate> byMetric(BenchmarkScore score) {
        return score.aggregates().stream().collect(Collectors.toMap(ScoreAggregate::metric, Function.identity()));
    }

    private static Neurons neurons(ModelVersion version, BenchmarkScore first, BenchmarkScore second) {
        NeuronMetric metric = version.benchmark().definition().rankingMetric().metric();
        Map<Integer, NeuronScore> others =
                second.neurons().stream().collect(Collectors.toMap(NeuronScore::neuron, Function.identity()));
        List<Double> differences = new ArrayList<>();
        int leftOut = 0;
        for (NeuronScore neuron : first.neurons()) {
            NeuronScore other = others.get(neuron.neuron());
            if (other == null) {
                continue;
            }
            Double before = neuron.values().get(metric);
            Double after = other.values().get(metric);
            if (before == null || after == null) {
                leftOut++;
            } else {
                differences.add(after - before);
            }
        }
        return new Neurons(
                metric.key(),
                differences.size(),
                count(differences, -1),
                count(differences, 1),
                mean(differences),
                median(differences),
                leftOut);
    }

    private static int count(List<Double> differences, int sign) {
        return Math.toIntExact(differences.stream()
                .filter(difference -> Math.signum(difference) == sign)
                .count());
    }

    private static Optional<Double> mean(List<Double> differences) {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(differences.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
    }

    private static Optional<Double> median(List<Double> differences) {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        List<Double> sorted = differences.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return Optional.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}

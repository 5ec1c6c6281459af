package org.tonotopy.api.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.TrainingCatalogue;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.model.ModelFilter;
import org.tonotopy.registry.score.NeuronMetric;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Which models a client asks to have listed, as it wrote it.
 *
 * @param benchmark that they were fitted for, as name@version
 * @param dataset that they were fitted to, as name@version
 * @param kind model kind
 * @param author name of an account
 * @param tag that they have
 * @param alias that stands for them
 * @param hyperparameters each as {@code name:value} or {@code training.name:value}
 * @param minScore what their mean score reaches
 * @param metric of which
 */
record ModelQuery(
        Optional<String> benchmark,
        Optional<String> dataset,
        Optional<String> kind,
        Optional<String> author,
        Optional<String> tag,
        Optional<String> alias,
        List<String> hyperparameters,
        Optional<Double> minScore,
        Optional<String> metric) {
    /** No score is beyond it, nor below its negative. */
    static final int LARGEST_SCORE = 1_000_000;

    static final int MOST_HYPERPARAMETERS = 10;
    static final int LONGEST_HYPERPARAMETER = 200;
    /** A name, a colon and a value. */
    static final String HYPERPARAMETER_PATTERN = "[^:]+:[\\s\\S]+";

    private static final Pattern HYPERPARAMETER_FORM = Pattern.compile(HYPERPARAMETER_PATTERN);
    private static final String HYPERPARAMETER = "hyperparameter";
    private static final String OF_TRAINING = "training.";

    /** Copies the list. */
    ModelQuery {
        hyperparameters = List.copyOf(hyperparameters);
    }

    /** Names the query for page tokens. */
    String query() {
        return "models " + Sha256.hex(Sha256.of(RegistryJson.canonicalBytes(this)));
    }

    /**
     * What the registry looks for.
     *
     * @param benchmarks finds a benchmark, or refuses
     * @param datasets finds a dataset, or refuses
     * @throws ProblemException naming a parameter that means nothing
     */
    ModelFilter filter(Function<String, UUID> benchmarks, Function<String, UUID> datasets) {
        kind.filter(word -> !FittedSpec.kinds().contains(word)).ifPresent(word -> {
            throw refused(
                    "kind", "there is no kind " + word, "Use one of " + String.join(", ", FittedSpec.kinds()) + ".");
        });
        if (hyperparameters.size() > MOST_HYPERPARAMETERS) {
            throw refused(
                    HYPERPARAMETER,
                    "there are " + hyperparameters.size() + " of them",
                    "Send " + MOST_HYPERPARAMETERS + " at most.");
        }
        return new ModelFilter(
                benchmark.map(benchmarks),
                dataset.map(datasets),
                kind,
                author,
                tag,
                alias,
                hyperparameters.stream().map(ModelQuery::spec).toList(),
                atLeast());
    }

    private Optional<ModelFilter.AtLeast> atLeast() {
        Optional<NeuronMetric> of = metric.map(word -> Arrays.stream(RankingMetric.values())
                .map(RankingMetric::metric)
                .filter(known -> known.key().equals(word))
                .findFirst()
                .orElseThrow(() -> refused(
                        "metric",
                        "boards are not ranked by it",
                        "Use "
                                + Arrays.stream(RankingMetric.values())
                                        .map(known -> known.metric().key())
                                        .collect(Collectors.joining(" or "))
                                + ".")));
        if (minScore.isEmpty() && of.isPresent()) {
            throw refused("metric", "it says what min_score is of, and there is none", "Send min_score too.");
        }
        minScore.filter(score -> !(Math.abs(score) <= LARGEST_SCORE)).ifPresent(score -> {
            throw refused(
                    "min_score",
                    "it is out of range",
                    "Send a number from " + -LARGEST_SCORE + " to " + LARGEST_SCORE + ", for instance 0.5.");
        });
        return minScore.map(score -> new ModelFilter.AtLeast(score, of));
    }

    /** The part of a spec that has the value. */
    private static String spec(String asked) {
        if (asked.length() > LONGEST_HYPERPARAMETER
                || !HYPERPARAMETER_FORM.matcher(asked).matches()) {
            throw refused(
                    HYPERPARAMETER,
                    "it is not of the form name:value, or longer than " + LONGEST_HYPERPARAMETER + " characters",
                    "Write it as hidden_units:70, or training.learning_rate:0.001.");
        }
        int colon = asked.indexOf(':');
        boolean training = asked.startsWith(OF_TRAINING);
        String name = asked.substring(training ? OF_TRAINING.length() : 0, colon);
        requireKnown(name, training);
        Map<String, JsonNode> setting = new LinkedHashMap<>(Map.of(name, value(asked.substring(colon + 1))));
        return RegistryJson.mapper().writeValueAsString(Map.of(training ? "training" : "model", setting));
    }

    private static void requireKnown(String name, boolean training) {
        TreeSet<String> known = (training ? TrainingCatalogue.entries() : ModelCatalogue.entries())
                .stream()
                        .flatMap(entry -> entry.hyperparameters().stream())
                        .map(Hyperparameter::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!known.contains(name)) {
            throw refused(
                    HYPERPARAMETER,
                    training ? "no training has " + name : "no kind of model has " + name,
                    "Use one of " + String.join(", ", known)
                            + (training ? "." : ", or training.name for a training's."));
        }
    }

    /** A number or a truth value where it is one, and else a word. */
    private static JsonNode value(String written) {
        try {
            JsonNode read = RegistryJson.mapper().readTree(written);
            return read.isNumber() || read.isBoolean() ? read : StringNode.valueOf(written);
        } catch (JacksonException word) {
            return StringNode.valueOf(written);
        }
    }

    private static ProblemException refused(String parameter, String problem, String remedy) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, new FieldProblem(parameter, problem, remedy));
    }
}

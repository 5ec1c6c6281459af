package org.tonotopy.api.feature;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.catalogue.AskedModel.Networks;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureSpecification;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Checks a request for features against model, data and catalogue, and fills in what it leaves out. */
@Component
public class FeatureRequestCheck {
    private static final String ALL = "all";
    private static final String POPULATION = "population";

    private final ModelVersionRepository models;

    FeatureRequestCheck(ModelVersionRepository models) {
        this.models = models;
    }

    /**
     * A feature job that can be carried out.
     *
     * @param model that it is about
     * @param spec complete
     */
    public record Checked(ModelVersion model, JobSpec.Feature spec) {}

    private record Target(List<Integer> neurons, boolean population) {}

    /**
     * Checks a request.
     *
     * @param request what was asked for
     * @param seed checked already
     * @param problems takes what is wrong, before and now
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    public Checked check(FeatureRequest request, long seed, FieldProblems problems) {
        Optional<ModelVersion> model = model("model", request.model(), problems);
        Optional<Specification> feature = model.flatMap(known -> feature(request, known, problems));
        Optional<Target> target = model.flatMap(known -> target(request, known, problems));
        Optional<JobSpec.Counterpart> counterpart = model.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : counterpart(request, model.get(), target.get(), problems);
        problems.refuse();
        ModelVersion known = model.orElseThrow();
        return new Checked(
                known,
                new JobSpec.Feature(
                        known.id(),
                        known.reference(),
                        feature.orElseThrow(),
                        target.orElseThrow().neurons(),
                        target.orElseThrow().population(),
                        seed,
                        counterpart));
    }

    private Optional<ModelVersion> model(String field, Optional<JsonNode> reference, FieldProblems problems) {
        if (reference.isEmpty()) {
            problems.add(field, "it is missing", "Name a model as name@version; GET /api/v1/models lists them.");
            return Optional.empty();
        }
        Optional<ModelVersion> found =
                reference.filter(JsonNode::isString).flatMap(text -> models.find(text.stringValue()));
        if (found.isEmpty()) {
            problems.add(
                    field,
                    "there is no model " + reference.get(),
                    "Name one as name@version; GET /api/v1/models lists them.");
        } else if (found.get().weights().isEmpty()) {
            problems.add(
                    field,
                    found.get().reference() + " was fitted elsewhere, and its networks are not here to be asked",
                    "Name a model whose weights are here.");
            return Optional.empty();
        }
        return found;
    }

    private static Optional<Specification> feature(FeatureRequest request, ModelVersion model, FieldProblems problems) {
        FeatureSpecification.Outcome outcome = FeatureSpecification.complete(
                request.feature(),
                request.settings(),
                model.asked(),
                model.benchmark().dataset().shape().orElseThrow());
        outcome.problems().forEach(found -> problems.add(found.field(), found.problem(), found.remedy()));
        return outcome.specification();
    }

    private static Optional<Target> target(FeatureRequest request, ModelVersion model, FieldProblems problems) {
        Optional<JsonNode> asked = request.neurons();
        List<Integer> known = model.neurons();
        String word =
                asked.filter(JsonNode::isString).map(JsonNode::stringValue).orElse("");
        if (asked.isEmpty() || word.equals(ALL)) {
            return Optional.of(new Target(known, false));
        }
        if (word.equals(POPULATION)
                && request.feature().filter(FeatureCatalogue.STRF::equals).isPresent()) {
            problems.add(
                    "neurons",
                    "a population has no weights of its own",
                    "Name neurons, or \"" + ALL + "\"; gradmap and dream are of populations too.");
            return Optional.empty();
        }
        if (word.equals(POPULATION) && model.asked().networks() != Networks.ONE && isBehindPrefilter(request)) {
            problems.add(
                    "settings." + FeatureCatalogue.BEHIND_PREFILTER,
                    "each neuron has a prefilter of its own, so there is none of the population",
                    "Leave it out, or name neurons.");
            return Optional.empty();
        }
        if (word.equals(POPULATION)) {
            return Optional.of(new Target(known, true));
        }
        if (request.feature()
                .filter(kind -> FeatureSpecification.isOfHiddenUnits(kind, model.asked()))
                .isPresent()) {
            problems.add(
                    "neurons",
                    "the STRFs of " + model.kind() + " are those of its hidden units, not of neurons",
                    "Leave it out, and get one for each hidden unit; gradmap is of neurons.");
            return Optional.empty();
        }
        JsonNode list = asked.get();
        boolean whole = list.isArray()
                && !list.isEmpty()
                && list.valueStream().allMatch(element -> element.isIntegralNumber() && element.canConvertToInt());
        if (!whole) {
            problems.add(
                    "neurons",
                    "it is not a list of neurons",
                    "Send indices in the dataset such as [0, 3], or \"" + ALL + "\", or \"" + POPULATION + "\".");
            return Optional.empty();
        }
        SortedSet<Integer> neurons =
                list.valueStream().map(JsonNode::intValue).collect(Collectors.toCollection(TreeSet::new));
        List<Integer> unknown =
                neurons.stream().filter(neuron -> !known.contains(neuron)).toList();
        if (!unknown.isEmpty()) {
            problems.add(
                    "neurons",
                    "the model has no neuron " + unknown.get(0),
                    "Use indices in the dataset of the neurons of " + model.reference() + ": " + inWords(known) + ".");
            return Optional.empty();
        }
        return Optional.of(new Target(List.copyOf(neurons), false));
    }

    private static boolean isBehindPrefilter(FeatureRequest request) {
        return request.settings()
                .map(settings -> settings.path(FeatureCatalogue.BEHIND_PREFILTER))
                .filter(asked -> asked.isBoolean() && asked.booleanValue())
                .isPresent();
    }

    private static String inWords(List<Integer> neurons) {
        int first = neurons.get(0);
        int last = neurons.get(neurons.size() - 1);
        if (neurons.size() == last - first + 1) {
            return first + " to " + last;
        }
        return FieldProblems.listed(neurons);
    }

    private Optional<JobSpec.Counterpart> counterpart(
            FeatureRequest request, ModelVersion model, Target target, FieldProblems problems) {
        boolean contrast = request.feature()
                .filter(FeatureCatalogue.DREAM_CONTRAST::equals)
                .isPresent();
        if (request.counterpart().isEmpty()) {
            if (contrast) {
                problems.add(
                        "counterpart",
                        "it is missing, and a contrast compares with something",
                        "Name another model, or another neuron, or both: {\"model\": \"ln-of-mine@1\", \"neuron\": 3}.");
            }
            return Optional.empty();
        }
        if (!contrast) {
            problems.add(
                    "counterpart",
                    "only " + FeatureCatalogue.DREAM_CONTRAST + " compares with something",
                    "Leave it out, or ask for " + FeatureCatalogue.DREAM_CONTRAST + ".");
            return Optional.empty();
        }
        FeatureRequest.Counterpart asked = request.counterpart().get();
        Optional<ModelVersion> other = asked.model() == null
                ? Optional.of(model)
                : model("counterpart.model", Optional.of(StringNode.valueOf(asked.model())), problems);
        if (other.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> neuron = Optional.ofNullable(asked.neuron());
        checkCounterpart(model, target, other.get(), neuron, problems);
        return Optional.of(new JobSpec.Counterpart(other.get().id(), other.get().reference(), neuron));
    }

    private static void checkCounterpart(
            ModelVersion model, Target target, ModelVersion other, Optional<Integer> neuron, FieldProblems problems) {
        if (!other.benchmark().dataset().id().equals(model.benchmark().dataset().id())) {
            problems.add(
                    "counterpart.model",
                    "it was fitted to " + other.benchmark().dataset().reference() + ", not to "
                            + model.benchmark().dataset().reference()
                            + ": bands, bins and neurons of two datasets are not the same",
                    "Name a model of the same dataset.");
            return;
        }
        if (target.population() && neuron.isPresent()) {
            problems.add(
                    "counterpart.neuron",
                    "a population is compared with a population",
                    "Leave it out, and name another model.");
        } else if (neuron.isPresent() && !other.neurons().contains(neuron.get())) {
            problems.add(
                    "counterpart.neuron",
                    "the model " + other.reference() + " has no neuron " + neuron.get(),
                    "Use one of " + inWords(other.neurons()) + ".");
        } else if (neuron.isEmpty() && !other.neurons().containsAll(target.neurons())) {
            problems.add(
                    "counterpart.model",
                    "the model " + other.reference() + " does not have all of these neurons",
                    "Name a neuron in counterpart.neuron, or other neurons.");
        }
        boolean itself = other.id().equals(model.id())
                && neuron.map(target.neurons()::contains).orElse(true);
        if (itself) {
            problems.add(
                    "counterpart",
                    "a dream would be compared with itself",
                    "Name another model, or a neuron that is not among neurons.");
        }
    }
}

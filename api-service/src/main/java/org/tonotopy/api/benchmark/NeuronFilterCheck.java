package org.tonotopy.api.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.CriterionCount;
import org.tonotopy.registry.benchmark.NeuronCriteria;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.dataset.NeuronAttributes;
import org.tonotopy.registry.dataset.SingleUnit;

/** Checks by what neurons are to be chosen, and chooses them. */
final class NeuronFilterCheck {
    /** Beyond it is no power, ratio or depth. */
    static final long LARGEST = 1_000_000_000_000_000L;

    private static final String FIELD = "neuron_filter";

    private final DatasetShape shape;
    private final FieldProblems problems;

    NeuronFilterCheck(DatasetShape shape, FieldProblems problems) {
        this.shape = shape;
        this.problems = problems;
    }

    /** The neurons that count; of no meaning where something is wrong with the request. */
    NeuronSelection choose(CreateBenchmarkRequest.@Nullable NeuronFilter sent) {
        if (sent == null) {
            return NeuronSelection.all();
        }
        NeuronCriteria criteria = criteria(sent);
        if (criteria.asksForAttributes() && !shape.keepsAttributes()) {
            refuseOldDataset(FIELD, problems);
        }
        boolean onlyListed = criteria.names().isEmpty() && !criteria.asksForAttributes();
        if (onlyListed || !problems.isEmpty()) {
            return criteria.neurons().map(NeuronSelection::listed).orElseGet(NeuronSelection::all);
        }
        NeuronSelection chosen = criteria.choose(shape);
        if (chosen.neurons().isEmpty()) {
            List<CriterionCount> counts = chosen.filter().orElseThrow().counts();
            problems.add(
                    FIELD,
                    "it leaves none of " + shape.neurons().size() + " neurons: "
                            + counts.stream().map(NeuronFilterCheck::inWords).collect(Collectors.joining(", ")),
                    counts.size() == 1
                            ? "Relax it."
                            : "Relax what keeps least, or what no neuron meets together with the rest.");
        }
        return chosen;
    }

    static void refuseOldDataset(String field, FieldProblems problems) {
        problems.add(
                field,
                "the dataset was accepted by a release that did not keep what is known of neurons and stimuli",
                "Create it again under another name from the same upload, or list indices.");
    }

    static String inWords(CriterionCount count) {
        return count.criterion() + " keeps " + count.kept()
                + (count.unknown() == 0 ? "" : " (" + count.unknown() + " unknown)");
    }

    private NeuronCriteria criteria(CreateBenchmarkRequest.NeuronFilter sent) {
        Optional<Double> minDepth = number("min_depth_um", sent.minDepthUm());
        Optional<Double> maxDepth = number("max_depth_um", sent.maxDepthUm());
        if (minDepth.isPresent() && maxDepth.isPresent() && minDepth.get() > maxDepth.get()) {
            problems.add(FIELD + ".max_depth_um", "it is less than min_depth_um", "Depth grows downwards.");
        }
        return new NeuronCriteria(
                number("min_signal_power", sent.minSignalPower()),
                number("max_measured_noise_ratio", sent.maxMeasuredNoiseRatio()),
                number("max_published_noise_ratio", sent.maxPublishedNoiseRatio()),
                words("areas", sent.areas(), attributes().flatMap(known -> known.area().stream())),
                words(
                                "single_unit",
                                sent.singleUnit(),
                                Arrays.stream(SingleUnit.values()).map(NeuronFilterCheck::word))
                        .map(labels -> labels.stream()
                                .map(label -> SingleUnit.valueOf(label.toUpperCase(Locale.ROOT)))
                                .toList()),
                minDepth,
                maxDepth,
                words("names", sent.names(), shape.neurons().stream().map(NeuronShape::name)),
                sent.neurons() == null
                        ? Optional.empty()
                        : Optional.of(new IndexList(
                                        FIELD + ".neurons",
                                        "neurons",
                                        shape.neurons().size())
                                .check(sent.neurons(), problems)));
    }

    private Stream<NeuronAttributes> attributes() {
        return shape.neurons().stream().flatMap(neuron -> neuron.attributes().stream());
    }

    private static String word(SingleUnit label) {
        return label.name().toLowerCase(Locale.ROOT);
    }

    private Optional<Double> number(String name, @Nullable Double sent) {
        if (sent == null) {
            return Optional.empty();
        }
        if (!(Math.abs(sent) <= LARGEST)) {
            problems.add(
                    FIELD + "." + name,
                    "it is out of range",
                    "Send a number from " + -LARGEST + " to " + LARGEST + ", or leave it out.");
            return Optional.empty();
        }
        return Optional.of(sent);
    }

    private Optional<List<String>> words(String name, @Nullable List<@Nullable String> sent, Stream<String> known) {
        return new WordList(FIELD + "." + name, known.distinct().sorted().toList()).check(sent, problems);
    }
}

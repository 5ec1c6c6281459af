package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.dataset.NeuronAttributes;
import org.tonotopy.registry.dataset.SingleUnit;

/**
 * By what neurons are chosen; a neuron must meet all that is there. Of what is not known of a neuron, it is left out.
 *
 * @param minSignalPower least signal power of the validation report
 * @param maxMeasuredNoiseRatio most noise power over signal power of the validation report
 * @param maxPublishedNoiseRatio most noise ratio as the laboratory published it
 * @param areas brain areas
 * @param singleUnit labels
 * @param minDepthUm least depth in micrometres
 * @param maxDepthUm most depth in micrometres
 * @param names names in the dataset
 * @param neurons indices in the dataset
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NeuronCriteria(
        Optional<Double> minSignalPower,
        Optional<Double> maxMeasuredNoiseRatio,
        Optional<Double> maxPublishedNoiseRatio,
        Optional<List<String>> areas,
        Optional<List<SingleUnit>> singleUnit,
        Optional<Double> minDepthUm,
        Optional<Double> maxDepthUm,
        Optional<List<String>> names,
        Optional<List<Integer>> neurons) {
    /** Copies the lists. */
    public NeuronCriteria {
        areas = areas.map(List::copyOf);
        singleUnit = singleUnit.map(List::copyOf);
        names = names.map(List::copyOf);
        neurons = neurons.map(List::copyOf);
    }

    /** Tells of each neuron whether it meets the criterion; empty where that is not known. */
    private record Criterion(String name, List<Optional<Boolean>> met) {
        CriterionCount count() {
            int kept = Math.toIntExact(
                    met.stream().filter(one -> one.orElse(false)).count());
            int unknown = Math.toIntExact(met.stream().filter(Optional::isEmpty).count());
            return new CriterionCount(name, kept, met.size() - kept, unknown);
        }
    }

    /** Whether a dataset must have kept what is known of its neurons. */
    public boolean asksForAttributes() {
        return minSignalPower.isPresent()
                || maxMeasuredNoiseRatio.isPresent()
                || maxPublishedNoiseRatio.isPresent()
                || areas.isPresent()
                || singleUnit.isPresent()
                || minDepthUm.isPresent()
                || maxDepthUm.isPresent();
    }

    /** The neurons of a dataset that meet them, and what each criterion does. The list is empty where none meets all. */
    public NeuronSelection choose(DatasetShape shape) {
        List<Criterion> criteria = criteria(shape.neurons());
        List<Integer> chosen = IntStream.range(0, shape.neurons().size())
                .filter(neuron -> criteria.stream()
                        .allMatch(criterion -> criterion.met().get(neuron).orElse(false)))
                .boxed()
                .toList();
        return new NeuronSelection(
                chosen,
                Optional.of(new NeuronSelection.Filter(
                        this, criteria.stream().map(Criterion::count).toList())));
    }

    private List<Criterion> criteria(List<NeuronShape> all) {
        List<Criterion> criteria = new ArrayList<>();
        minSignalPower.ifPresent(least ->
                criteria.add(known("min_signal_power", all, NeuronAttributes::signalPower, power -> power >= least)));
        maxMeasuredNoiseRatio.ifPresent(most -> criteria.add(
                known("max_measured_noise_ratio", all, NeuronAttributes::measuredNoiseRatio, ratio -> ratio <= most)));
        maxPublishedNoiseRatio.ifPresent(most -> criteria.add(known(
                "max_published_noise_ratio", all, NeuronAttributes::publishedNoiseRatio, ratio -> ratio <= most)));
        areas.ifPresent(some -> criteria.add(known("areas", all, NeuronAttributes::area, some::contains)));
        singleUnit.ifPresent(
                some -> criteria.add(known("single_unit", all, NeuronAttributes::singleUnit, some::contains)));
        minDepthUm.ifPresent(
                least -> criteria.add(known("min_depth_um", all, NeuronAttributes::depthUm, depth -> depth >= least)));
        maxDepthUm.ifPresent(
                most -> criteria.add(known("max_depth_um", all, NeuronAttributes::depthUm, depth -> depth <= most)));
        names.ifPresent(some -> criteria.add(new Criterion(
                "names",
                all.stream()
                        .map(neuron -> Optional.of(some.contains(neuron.name())))
                        .toList())));
        neurons.ifPresent(some -> criteria.add(new Criterion(
                "neurons",
                IntStream.range(0, all.size())
                        .mapToObj(neuron -> Optional.of(some.contains(neuron)))
                        .toList())));
        return criteria;
    }

    private static <T> Criterion known(
            String name,
            List<NeuronShape> all,
            Function<NeuronAttributes, Optional<T>> attribute,
            Function<T, Boolean> criterion) {
        return new Criterion(
                name,
                all.stream()
                        .map(neuron -> neuron.attributes().flatMap(attribute).map(criterion))
                        .toList());
    }
}

package org.tonotopy.worker.feature;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureSummary;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.encoding.feature.MemoryHorizon;
import org.tonotopy.encoding.feature.UndefinedFeature;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamContrast;
import org.tonotopy.encoding.feature.figure.FeatureFigures;
import org.tonotopy.figure.Figure;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureEntry;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeatureSubject;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.reference.VersionedName;

/** Draws features, titled by neuron, model and feature. */
@Component
class FeatureDrawing {
    private static final int FEWEST_IN_POPULATION = 2;

    /** A receptive field or gradient map. */
    DrawnFigure slope(FeatureQuestion question, FeatureSubject subject, FeatureImage image) {
        return drawn(FeatureFigures.beside(List.of(FeatureFigures.slope(title(question, subject), image))));
    }

    /** A dream that rose, and how its response did. */
    DrawnFigure dream(FeatureQuestion question, FeatureSubject subject, Dream dream) {
        return drawn(FeatureFigures.dream(title(question, subject), dream));
    }

    /** Two dreams that rose. */
    DrawnFigure contrast(FeatureQuestion question, FeatureSubject subject, DreamContrast contrast) {
        JobSpec.Counterpart counterpart = question.spec().counterpart().orElseThrow();
        FeatureSubject other = counterpart.neuron().map(FeatureSubject::neuron).orElse(subject);
        return drawn(FeatureFigures.contrast(
                whose(subject, question.names()) + ", " + question.spec().model(),
                whose(other, question.names()) + ", " + counterpart.model(),
                contrast));
    }

    /**
     * Best frequencies, latencies and memory horizons of the neurons of a job.
     *
     * @param features all that the job made
     * @return the figure and how many neurons are in it; empty where fewer than two neurons have a complete feature with
     *     such numbers
     */
    Optional<DrawnPopulation> population(VersionedName model, String kind, List<Feature> features) {
        List<FeatureSummary> summaries = features.stream()
                .filter(feature -> feature.subject().neuron().isPresent()
                        && feature.outcome() == FeatureOutcome.COMPLETE
                        && feature.numbers().containsKey(FeatureNumber.BEST_FREQUENCY_HZ))
                .map(FeatureDrawing::summary)
                .toList();
        return summaries.size() < FEWEST_IN_POPULATION
                ? Optional.empty()
                : Optional.of(new DrawnPopulation(
                        drawn(FeatureFigures.population(model + ", " + kindTitle(kind), features.size(), summaries)),
                        summaries.size()));
    }

    private static FeatureSummary summary(Feature feature) {
        return new FeatureSummary(
                value(feature, FeatureNumber.BEST_FREQUENCY_HZ),
                value(feature, FeatureNumber.BANDWIDTH_OCTAVES),
                value(feature, FeatureNumber.LATENCY_MS),
                value(feature, FeatureNumber.SEPARABILITY),
                value(feature, FeatureNumber.ON_OFF_BALANCE),
                new MemoryHorizon(
                        value(feature, FeatureNumber.HORIZON_50_MS),
                        value(feature, FeatureNumber.HORIZON_90_MS),
                        value(feature, FeatureNumber.HORIZON_95_MS),
                        value(feature, FeatureNumber.OLDEST_TENTH)));
    }

    /** The figure leaves out what is undefined, whatever the reason. */
    private static FeatureValue value(Feature feature, FeatureNumber number) {
        Double defined = feature.numbers().get(number);
        return defined == null ? FeatureValue.undefined(UndefinedFeature.NOT_FINITE) : FeatureValue.of(defined);
    }

    private static String title(FeatureQuestion question, FeatureSubject subject) {
        return whose(subject, question.names()) + ", " + question.spec().model() + ": "
                + kindTitle(question.feature().kind());
    }

    private static String kindTitle(String kind) {
        return FeatureCatalogue.find(kind).map(FeatureEntry::title).orElse(kind);
    }

    private static String whose(FeatureSubject subject, List<NeuronShape> names) {
        return subject.neuron()
                .map(index -> "neuron " + index + " (" + names.get(index).name() + ")")
                .or(() -> subject.hiddenUnit().map(index -> "hidden unit " + index))
                .orElse("population");
    }

    private static DrawnFigure drawn(Figure figure) {
        return new DrawnFigure(figure.png(), figure.svg());
    }
}

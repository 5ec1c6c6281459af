package org.tonotopy.worker.feature;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureSummary;
import org.tonotopy.encoding.feature.GradientMap;
import org.tonotopy.encoding.feature.MemoryHorizon;
import org.tonotopy.encoding.feature.ReceptiveField;
import org.tonotopy.encoding.feature.UndefinedFeature;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamContrast;
import org.tonotopy.encoding.feature.dream.DreamOutcome;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeatureSubject;

/**
 * What is kept of a computed feature: arrays, numbers, and if it is one a figure, of a dream its sound too. Of a dream that
 * diverged or never rose the arrays are kept, and nothing is drawn or can be heard.
 */
@Component
class FeatureAccount {
    private final FeatureDrawing drawing;

    FeatureAccount(FeatureDrawing drawing) {
        this.drawing = drawing;
    }

    FeatureFile receptiveField(FeatureQuestion question, FeatureSubject subject, ReceptiveField field) {
        boolean behind = question.feature().flag(FeatureCatalogue.BEHIND_PREFILTER);
        FeatureImage image = behind ? field.image() : field.unrectified().orElse(field.image());
        return slope(question, subject, image, new FeatureArrays(image).image("strf", image));
    }

    FeatureFile gradientMap(FeatureQuestion question, FeatureSubject subject, GradientMap map) {
        return slope(question, subject, map.image(), arrays(map));
    }

    private static FeatureArrays arrays(GradientMap map) {
        return new FeatureArrays(map.image()).image("gradmap", map.image()).doubles("response_at_base", map.response());
    }

    private FeatureFile slope(
            FeatureQuestion question, FeatureSubject subject, FeatureImage image, FeatureArrays arrays) {
        return slope(question, subject, image, arrays, new FeatureNumbers().summary(FeatureSummary.of(image)));
    }

    FeatureFile horizon(FeatureQuestion question, FeatureSubject subject, GradientMap map) {
        FeatureImage image = map.image();
        return slope(
                question,
                subject,
                image,
                arrays(map).energy(image),
                new FeatureNumbers().horizon(MemoryHorizon.of(image)));
    }

    /** Without energy there is nothing to draw. */
    private FeatureFile slope(
            FeatureQuestion question,
            FeatureSubject subject,
            FeatureImage image,
            FeatureArrays arrays,
            FeatureNumbers numbers) {
        Optional<String> nothing = MemoryHorizon.of(image).halfMs().reason().map(UndefinedFeature::message);
        return new FeatureFile(
                subject,
                nothing.isPresent() ? FeatureOutcome.UNDEFINED : FeatureOutcome.COMPLETE,
                nothing,
                numbers.defined(),
                numbers.undefined(),
                arrays.file(),
                nothing.isPresent() ? Optional.empty() : Optional.of(drawing.slope(question, subject, image)),
                Optional.empty());
    }

    FeatureFile dream(FeatureQuestion question, FeatureSubject subject, Dream dream) {
        FeatureFile file = dream(
                question,
                subject,
                dream,
                new FeatureArrays(dream.base()).dream("", dream),
                new FeatureNumbers().summary(FeatureSummary.of(dream.distance())));
        return file.outcome() == FeatureOutcome.COMPLETE
                ? file.withSound(DreamSound.of(dream, question.spec().seed()))
                : file;
    }

    FeatureFile horizon(FeatureQuestion question, FeatureSubject subject, Dream dream) {
        return dream(
                question,
                subject,
                dream,
                new FeatureArrays(dream.base()).dream("", dream).energy(dream.distance()),
                new FeatureNumbers().horizon(MemoryHorizon.of(dream.distance())));
    }

    private FeatureFile dream(
            FeatureQuestion question, FeatureSubject subject, Dream dream, FeatureArrays arrays, FeatureNumbers shape) {
        FeatureOutcome outcome = outcome(dream);
        boolean complete = outcome == FeatureOutcome.COMPLETE;
        FeatureNumbers reached = new FeatureNumbers().reached(dream);
        Map<FeatureNumber, Double> defined = new EnumMap<>(FeatureNumber.class);
        Map<FeatureNumber, String> undefined = new EnumMap<>(FeatureNumber.class);
        if (complete) {
            defined.putAll(shape.defined());
        } else {
            // Numbers about an image that is no dream would be taken for the dream's.
            shape.defined().keySet().forEach(number -> undefined.put(number, UndefinedFeature.NOT_RISEN.message()));
        }
        undefined.putAll(shape.undefined());
        defined.putAll(reached.defined());
        undefined.putAll(reached.undefined());
        return new FeatureFile(
                subject,
                outcome,
                reason(dream),
                defined,
                undefined,
                arrays.file(),
                complete ? Optional.of(drawing.dream(question, subject, dream)) : Optional.empty(),
                Optional.empty());
    }

    private static FeatureOutcome outcome(Dream dream) {
        DreamOutcome outcome = dream.outcome();
        if (outcome instanceof DreamOutcome.Diverged) {
            return FeatureOutcome.DIVERGED;
        }
        return outcome instanceof DreamOutcome.NeverRose ? FeatureOutcome.NEVER_ROSE : FeatureOutcome.COMPLETE;
    }

    private static Optional<String> reason(Dream dream) {
        return dream.best().rose()
                ? Optional.empty()
                : Optional.of(dream.outcome().message());
    }

    FeatureFile contrast(FeatureQuestion question, FeatureSubject subject, Dream first, Dream second) {
        DreamContrast contrast = DreamContrast.of(first, second);
        FeatureNumbers numbers = new FeatureNumbers().add(FeatureNumber.CORRELATION, contrast.correlation());
        Dream lesser = first.best().rose() ? second : first;
        return new FeatureFile(
                subject,
                outcome(lesser),
                reason(lesser),
                numbers.defined(),
                numbers.undefined(),
                new FeatureArrays(first.base())
                        .dream("first_", first)
                        .dream("second_", second)
                        .file(),
                lesser.best().rose() ? Optional.of(drawing.contrast(question, subject, contrast)) : Optional.empty(),
                Optional.empty());
    }
}

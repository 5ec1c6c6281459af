package org.tonotopy.worker.feature;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.feature.AssembledFields;
import org.tonotopy.encoding.feature.FeatureDecision;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.FeatureProgress;
import org.tonotopy.encoding.feature.GradientMap;
import org.tonotopy.encoding.feature.GradientMaps;
import org.tonotopy.encoding.feature.ReceptiveField;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamSettings;
import org.tonotopy.encoding.feature.dream.Dreamer;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.feature.FeatureSubject;
import org.tonotopy.registry.job.JobSpec;

/** Computes features, subject by subject. */
@Component
class FeatureComputation {
    /** Pairs of a contrast that are dreamt together: what is lost where an attempt is cut short. */
    private static final int CONTRASTS_AT_A_TIME = 16;

    private final FeatureAccount account;

    FeatureComputation(FeatureAccount account) {
        this.account = account;
    }

    /** Hears of features; may throw to end the computation. Called by one thread at a time, not always the same. */
    interface Listener {
        /** One is finished. */
        void finished(FeatureFile feature);

        /** So much of the question is done, from 0 to 1. */
        void advanced(double share);
    }

    /** Whose features a job makes, in order. */
    List<FeatureSubject> subjects(JobSpec.Feature spec, ModelToAsk model) {
        if (spec.population()) {
            return List.of(FeatureSubject.POPULATION);
        }
        if (spec.feature().kind().equals(FeatureCatalogue.STRF)) {
            if (model.fields().areOfHiddenUnits()) {
                return model.fields().ofHiddenUnits().stream()
                        .map(field -> FeatureSubject.hiddenUnit(field.index()))
                        .toList();
            }
        }
        return spec.neurons().stream().map(FeatureSubject::neuron).toList();
    }

    /**
     * Computes what is asked.
     *
     * @throws org.tonotopy.encoding.feature.FeatureRefusedException if a setting does not suit model or recording
     */
    void answer(FeatureQuestion question, Listener listener) {
        if (question.subjects().isEmpty()) {
            return;
        }
        String kind = question.feature().kind();
        switch (kind) {
            case FeatureCatalogue.STRF -> receptiveFields(question, listener);
            case FeatureCatalogue.GRADMAP -> gradientMaps(question, listener, account::gradientMap);
            case FeatureCatalogue.DREAM -> dreams(question, listener, account::dream);
            case FeatureCatalogue.MEMORY_HORIZON -> {
                if (question.feature().choice("of").equals(FeatureCatalogue.OF_DREAM)) {
                    dreams(question, listener, account::horizon);
                } else {
                    gradientMaps(question, listener, account::horizon);
                }
            }
            case FeatureCatalogue.DREAM_CONTRAST -> contrasts(question, listener);
            default -> throw new IllegalArgumentException("this worker knows no feature " + kind);
        }
    }

    private void receptiveFields(FeatureQuestion question, Listener listener) {
        AssembledFields fields = question.model().fields();
        int all = question.subjects().size();
        for (int index = 0; index < all; index++) {
            FeatureSubject subject = question.subjects().get(index);
            ReceptiveField field = subject.hiddenUnit()
                    .map(unit -> fields.ofHiddenUnits().get(unit))
                    .orElseGet(() -> fields.ofNeuron(subject.neuron().orElseThrow()));
            listener.advanced((index + 1.0) / all);
            listener.finished(account.receptiveField(question, subject, field));
        }
    }

    /** What becomes of something computed. */
    @FunctionalInterface
    private interface Keeping<R> {
        FeatureFile keep(FeatureQuestion question, FeatureSubject subject, R computed);
    }

    private void gradientMaps(FeatureQuestion question, Listener listener, Keeping<GradientMap> keeping) {
        GradientMaps.each(
                question.model().response(),
                question.model().stimuli(),
                FeatureTranslation.gradientMap(
                        question.feature(), question.model().stimuli()),
                question.targets(),
                question.threads(),
                kept(question, keeping, GradientMap::target),
                hearing(listener));
    }

    private void dreams(FeatureQuestion question, Listener listener, Keeping<Dream> keeping) {
        new Dreamer(question.model().response(), question.model().stimuli())
                .dreamEach(
                        settings(question, question.model()),
                        question.targets(),
                        question.threads(),
                        kept(question, keeping, Dream::target),
                        hearing(listener));
    }

    private static DreamSettings settings(FeatureQuestion question, ModelToAsk model) {
        return FeatureTranslation.dream(question.feature(), question.spec().seed(), model.stimuli());
    }

    private static List<Dream> dream(
            FeatureQuestion question, ModelToAsk model, List<ResponseTarget> targets, FeatureListener<Dream> listener) {
        return new Dreamer(model.response(), model.stimuli())
                .dream(settings(question, model), targets, question.threads(), listener);
    }

    private static <R> Function<R, FeatureFile> kept(
            FeatureQuestion question, Keeping<R> keeping, Function<R, ResponseTarget> whose) {
        List<ResponseTarget> targets = question.targets();
        return computed ->
                keeping.keep(question, question.subjects().get(targets.indexOf(whose.apply(computed))), computed);
    }

    private static FeatureListener<FeatureFile> hearing(Listener listener) {
        return new FeatureListener<>() {
            @Override
            public void onFinished(FeatureFile feature) {
                listener.finished(feature);
            }

            @Override
            public FeatureDecision onProgress(FeatureProgress progress) {
                listener.advanced(progress.share());
                return FeatureDecision.CONTINUE;
            }
        };
    }

    /** Some pairs at a time, so that what is finished is kept. */
    private void contrasts(FeatureQuestion question, Listener listener) {
        ModelToAsk other = question.other().orElseThrow();
        Optional<Integer> neuron = question.spec().counterpart().orElseThrow().neuron();
        Optional<Dream> shared = neuron.map(
                index -> dream(question, other, List.of(other.target(index)), counting(share -> listener.advanced(0)))
                        .get(0));
        int all = question.subjects().size();
        for (int from = 0; from < all; from += CONTRASTS_AT_A_TIME) {
            List<FeatureSubject> some = question.subjects().subList(from, Math.min(all, from + CONTRASTS_AT_A_TIME));
            int before = from;
            List<Dream> firsts = dream(
                    question,
                    question.model(),
                    some.stream().map(question::target).toList(),
                    counting(share -> listener.advanced((before + share * some.size() / 2) / all)));
            List<Dream> seconds = shared.isPresent()
                    ? Collections.nCopies(some.size(), shared.get())
                    : dream(
                            question,
                            other,
                            some.stream()
                                    .map(subject -> counterpart(question, other, subject))
                                    .toList(),
                            counting(share -> listener.advanced((before + (1 + share) * some.size() / 2) / all)));
            IntStream.range(0, some.size())
                    .forEach(index -> listener.finished(
                            account.contrast(question, some.get(index), firsts.get(index), seconds.get(index))));
        }
    }

    private static ResponseTarget counterpart(FeatureQuestion question, ModelToAsk other, FeatureSubject subject) {
        return subject.neuron()
                .map(other::target)
                .orElseGet(() -> other.target(question.spec().neurons()));
    }

    private static FeatureListener<Dream> counting(DoubleConsumer share) {
        return new FeatureListener<>() {
            @Override
            public void onFinished(Dream dream) {
                // The batch returns it, and a pair is finished only with its other half.
            }

            @Override
            public FeatureDecision onProgress(FeatureProgress progress) {
                share.accept(progress.share());
                return FeatureDecision.CONTINUE;
            }
        };
    }
}

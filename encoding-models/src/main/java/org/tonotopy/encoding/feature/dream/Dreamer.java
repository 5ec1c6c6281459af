package org.tonotopy.encoding.feature.dream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import org.tonotopy.encoding.feature.BatchRunner;
import org.tonotopy.encoding.feature.CollectedFeatures;
import org.tonotopy.encoding.feature.DifferentiableResponse;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.FeatureRefusedException;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.encoding.feature.ImageCorrelation;
import org.tonotopy.encoding.feature.ResponsePass;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.feature.TargetReadout;
import org.tonotopy.encoding.feature.UndefinedFeature;
import org.tonotopy.encoding.network.Clip;

/**
 * Makes dreams: inputs that drive a response most, by gradient ascent on the input (Erhan et al. 2009; for networks with a
 * state Rancon et al. 2025 Commun Biol 8:1456). A dream is a function of model, stimuli, settings and target: which targets
 * are made together, and on how many threads, changes no bit of it.
 */
public final class Dreamer {
    /** Images that go through the model together: enough for its kernels, few enough for the cache. */
    private static final int IMAGES_AT_A_TIME = 16;

    private static final int STEPS_BETWEEN_REPORTS = 10;

    /** A rise below this share of the strongest real response is none. */
    private static final double LEAST_RISE = 1e-3;

    private final DifferentiableResponse response;
    private final FeatureStimuli stimuli;

    /**
     * @param response the model
     * @param stimuli of the recording that it was fitted to
     */
    public Dreamer(DifferentiableResponse response, FeatureStimuli stimuli) {
        this.response = response;
        this.stimuli = stimuli;
        if (response.width() != stimuli.axes().bands()) {
            throw new FeatureRefusedException(
                    "model",
                    "the model takes " + response.width() + " bands: the recording has "
                            + stimuli.axes().bands());
        }
    }

    /**
     * Dreams of some targets, kept.
     *
     * @return the dreams that are finished, in the order of the targets
     * @see #dreamEach
     */
    public List<Dream> dream(
            DreamSettings settings, List<ResponseTarget> targets, int threads, FeatureListener<Dream> listener) {
        CollectedFeatures<Dream> collected = new CollectedFeatures<>(listener);
        dreamEach(settings, targets, threads, Function.identity(), collected);
        return collected.inOrderOf(targets, Dream::target);
    }

    /**
     * Dreams of some targets, each by itself, which the listener hears of and nobody else keeps.
     *
     * @param settings how
     * @param targets whose
     * @param threads threads to compute with
     * @param keeping makes of a dream what the listener hears of; called by several threads at a time
     * @param listener hears of each target that is done, and can end the batch
     * @throws FeatureRefusedException if a setting does not suit the model or the recording
     */
    public <K> void dreamEach(
            DreamSettings settings,
            List<ResponseTarget> targets,
            int threads,
            Function<Dream, K> keeping,
            FeatureListener<K> listener) {
        targets.forEach(target -> target.requireWithin(response.neurons()));
        Surroundings around = Surroundings.of(settings, stimuli);
        new BatchRunner<>(targets.size(), keeping, listener)
                .run(
                        targets,
                        Math.min(
                                response.neuronsAtATime(),
                                targetsAtATime(targets.size() * settings.restarts(), settings.restarts(), threads)),
                        threads,
                        (some, progress) -> new Batch(settings, around, some).dream(progress));
    }

    /** As many as a batch has room for, and no more than keeps all threads busy to the end. */
    private static int targetsAtATime(int images, int restarts, int threads) {
        int rounds = Math.max(1, (int) Math.ceil(images / (double) (IMAGES_AT_A_TIME * threads)));
        return Math.max(1, (int) Math.ceil(images / (double) (rounds * threads * restarts)));
    }

    /** Some targets that climb together. */
    private final class Batch {
        private final DreamSettings settings;
        private final Surroundings around;
        private final List<ResponseTarget> targets;
        private final TargetReadout readout;
        private final DifferentiableResponse model;
        private final List<float[]> cotangents = new ArrayList<>();
        private final List<Climb> climbs = new ArrayList<>();
        private final List<DoubleSummaryStatistics> real;

        Batch(DreamSettings settings, Surroundings around, List<ResponseTarget> targets) {
            this.settings = settings;
            this.around = around;
            this.targets = targets;
            this.readout = new TargetReadout(targets, settings.drivenBins());
            this.model = response.only(readout.neurons());
            this.real = readout.extremes(model, stimuli.trainClips());
            for (int target = 0; target < targets.size(); target++) {
                cotangents.add(readout.cotangent(target, around.bins()));
                Pull pull = new Pull(
                        settings.penalties(), around.width(), stimuli.axes().dtMs(), range(target));
                for (int restart = 0; restart < settings.restarts(); restart++) {
                    climbs.add(new Climb(settings, around, pull, target, targets.get(target), restart));
                }
            }
        }

        List<Dream> dream(BatchRunner.Progress progress) {
            for (int step = 1; step <= settings.steps(); step++) {
                step();
                boolean reports = step % STEPS_BETWEEN_REPORTS == 0 || step == settings.steps();
                int since = step % STEPS_BETWEEN_REPORTS == 0 ? STEPS_BETWEEN_REPORTS : step % STEPS_BETWEEN_REPORTS;
                if (reports && !progress.advance((double) since / settings.steps())) {
                    return List.of();
                }
            }
            List<Climb> whole = going();
            if (!whole.isEmpty()) {
                List<float[]> responses = model.respond(
                                whole.stream().map(Climb::unmoved).toList())
                        .responses();
                for (int i = 0; i < whole.size(); i++) {
                    whole.get(i).remember(value(whole.get(i).target(), responses.get(i)));
                }
            }
            return ends();
        }

        private void step() {
            List<Climb> going = going();
            if (going.isEmpty()) {
                return;
            }
            ResponsePass pass = model.respond(going.stream().map(Climb::shown).toList());
            List<float[]> responses = pass.responses();
            List<float[]> slopes = pass.inputGradients(
                    going.stream().map(climb -> cotangents.get(climb.target())).toList());
            for (int i = 0; i < going.size(); i++) {
                going.get(i).step(value(going.get(i).target(), responses.get(i)), slopes.get(i));
            }
        }

        /** How far the responses to real sounds lie apart: the measure that penalties are relative to. */
        private double range(int target) {
            return real.get(target).getMax() - real.get(target).getMin();
        }

        private List<Climb> going() {
            return climbs.stream().filter(climb -> !climb.diverged()).toList();
        }

        private double value(int target, float[] responses) {
            return readout.value(target, responses, around.bins() - 1);
        }

        private List<Dream> ends() {
            float[] atBase = model.respond(List.of(new Clip(around.bins(), around.base())))
                    .responses()
                    .get(0);
            List<Dream> dreams = new ArrayList<>();
            for (int target = 0; target < targets.size(); target++) {
                dreams.add(end(target, value(target, atBase), real.get(target).getMax()));
            }
            return dreams;
        }

        private Dream end(int target, double atBase, double strongestReal) {
            double leastRise = LEAST_RISE * Math.abs(strongestReal);
            List<DreamRun> runs = climbs.stream()
                    .filter(climb -> climb.target() == target)
                    .map(climb -> climb.end(atBase, leastRise))
                    .toList();
            DreamRun best = runs.stream()
                    .max(Comparator.comparing(DreamRun::rose).thenComparing(DreamRun::reached))
                    .orElseThrow();
            FeatureImage base = new FeatureImage(stimuli.axes(), around.base());
            return new Dream(
                    targets.get(target),
                    base,
                    runs,
                    best,
                    agreement(runs, base),
                    atBase,
                    strongestReal,
                    multiple(best, strongestReal));
        }
    }

    private static FeatureValue multiple(DreamRun best, double strongestReal) {
        if (!best.rose()) {
            return FeatureValue.undefined(UndefinedFeature.NOT_RISEN);
        }
        return strongestReal > 0
                ? FeatureValue.of(best.reached() / strongestReal)
                : FeatureValue.undefined(UndefinedFeature.NO_REAL_RESPONSE);
    }

    private static FeatureValue agreement(List<DreamRun> runs, FeatureImage base) {
        List<FeatureImage> risen = runs.stream()
                .filter(DreamRun::rose)
                .map(run -> new FeatureImage(base.axes(), run.values()).minus(base))
                .toList();
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < risen.size(); i++) {
            for (int j = 0; j < i; j++) {
                FeatureValue correlation = ImageCorrelation.between(risen.get(i), risen.get(j));
                if (!correlation.isDefined()) {
                    return correlation;
                }
                sum += correlation.value();
                pairs++;
            }
        }
        return pairs > 0 ? FeatureValue.of(sum / pairs) : FeatureValue.undefined(UndefinedFeature.TOO_FEW_RESTARTS);
    }
}

package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.tonotopy.encoding.network.Clip;

/**
 * Gradient maps, {@code d r(T) / d x}: what a network does to first order around a base stimulus, by one backward pass
 * from the last bin (Simonyan et al. 2014 arXiv:1312.6034). For an LN model with an increasing output it is the receptive
 * field times a positive number. At a base of zeros the rectifier of a prefilter has no slope: ask behind the prefilter,
 * or at another base.
 */
public final class GradientMaps {
    private static final int BATCH = 16;

    private GradientMaps() {}

    /**
     * The maps of some targets, kept.
     *
     * @return those that are finished, in the order of the targets
     * @see #each
     */
    public static List<GradientMap> of(
            DifferentiableResponse response,
            FeatureStimuli stimuli,
            GradientMapSettings settings,
            List<ResponseTarget> targets,
            int threads,
            FeatureListener<GradientMap> listener) {
        CollectedFeatures<GradientMap> collected = new CollectedFeatures<>(listener);
        each(response, stimuli, settings, targets, threads, Function.identity(), collected);
        return collected.inOrderOf(targets, GradientMap::target);
    }

    /**
     * The maps of some targets, which the listener hears of and nobody else keeps.
     *
     * @param response the model
     * @param stimuli the recording's
     * @param settings what kind of map
     * @param targets whose
     * @param threads threads that it may use; the maps do not depend on their number
     * @param keeping makes of a map what the listener hears of; called by several threads at a time
     * @param listener hears of each
     * @throws FeatureRefusedException if a setting does not suit the model or the recording
     */
    public static <K> void each(
            DifferentiableResponse response,
            FeatureStimuli stimuli,
            GradientMapSettings settings,
            List<ResponseTarget> targets,
            int threads,
            Function<GradientMap, K> keeping,
            FeatureListener<K> listener) {
        targets.forEach(target -> target.requireWithin(response.neurons()));
        int bins = stimuli.bins(settings.durationMs());
        Clip base = new Clip(bins, settings.base().values(stimuli, bins));
        new BatchRunner<>(targets.size(), keeping, listener)
                .run(
                        targets,
                        Math.min(BATCH, response.neuronsAtATime()),
                        threads,
                        settings.behindPrefilter()
                                ? behindPrefilter(response, base, stimuli.axes())
                                : batch(response, base, stimuli.axes()));
    }

    /** Of an assembly each neuron has a prefilter of its own. */
    private static BatchRunner.Batch<GradientMap> behindPrefilter(
            DifferentiableResponse response, Clip base, ImageAxes axes) {
        return (targets, progress) -> {
            TargetReadout readout = new TargetReadout(targets, 1);
            BehindPrefilter cut = response.only(readout.neurons())
                    .behindPrefilter()
                    .orElseThrow(() -> new FeatureRefusedException(
                            "behind_prefilter",
                            "the model has no prefilter, or several for one response: leave behind_prefilter out"));
            return maps(
                    readout, targets, cut.network(), cut.through(base), axes.withChannels(cut.channels()), progress);
        };
    }

    private static BatchRunner.Batch<GradientMap> batch(DifferentiableResponse response, Clip base, ImageAxes axes) {
        return (targets, progress) -> {
            TargetReadout readout = new TargetReadout(targets, 1);
            return maps(readout, targets, response.only(readout.neurons()), base, axes, progress);
        };
    }

    private static List<GradientMap> maps(
            TargetReadout readout,
            List<ResponseTarget> targets,
            DifferentiableResponse own,
            Clip base,
            ImageAxes axes,
            BatchRunner.Progress progress) {
        ResponsePass pass = own.respond(Collections.nCopies(targets.size(), base));
        List<float[]> responses = pass.responses();
        List<float[]> cotangents = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            cotangents.add(readout.cotangent(target, base.bins()));
        }
        List<float[]> slopes = pass.inputGradients(cotangents);
        if (!progress.advance(1)) {
            return List.of();
        }
        List<GradientMap> maps = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            maps.add(new GradientMap(
                    targets.get(target),
                    new FeatureImage(axes, slopes.get(target)),
                    readout.value(target, responses.get(target), base.bins() - 1)));
        }
        return maps;
    }
}

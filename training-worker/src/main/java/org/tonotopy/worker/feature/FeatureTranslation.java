package org.tonotopy.worker.feature;

import java.util.OptionalDouble;
import org.tonotopy.encoding.feature.BaseStimulus;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.GradientMapSettings;
import org.tonotopy.encoding.feature.dream.DreamBounds;
import org.tonotopy.encoding.feature.dream.DreamJitter;
import org.tonotopy.encoding.feature.dream.DreamPenalties;
import org.tonotopy.encoding.feature.dream.DreamSettings;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.Specification;

/** From the catalogue's words to the settings that they mean. */
final class FeatureTranslation {
    private FeatureTranslation() {}

    /** Of a gradient map. */
    static GradientMapSettings gradientMap(Specification feature, FeatureStimuli stimuli) {
        return new GradientMapSettings(
                feature.real("duration_ms"), base(feature, stimuli), feature.flag(FeatureCatalogue.BEHIND_PREFILTER));
    }

    /** Of a dream. */
    static DreamSettings dream(Specification feature, long seed, FeatureStimuli stimuli) {
        double norm = feature.real("largest_norm");
        return new DreamSettings(
                feature.real("duration_ms"),
                feature.whole("driven_bins"),
                base(feature, stimuli),
                feature.real("start_deviation"),
                bounds(feature),
                norm == 0 ? OptionalDouble.empty() : OptionalDouble.of(norm),
                new DreamPenalties(
                        feature.real("norm_penalty"),
                        feature.real("smoothness_penalty"),
                        feature.real("sparsity_penalty"),
                        feature.real("total_variation_penalty")),
                new DreamJitter(feature.whole("jitter_bins"), feature.whole("jitter_bands")),
                feature.whole("steps"),
                feature.real("learning_rate"),
                feature.whole("restarts"),
                seed);
    }

    private static BaseStimulus base(Specification feature, FeatureStimuli stimuli) {
        String base = feature.choice("base");
        return switch (base) {
            case "mean" -> new BaseStimulus.Mean();
            case "silence" -> new BaseStimulus.Silence();
            case "clip" -> clip(feature, stimuli);
            default -> throw new IllegalArgumentException("this worker knows no base " + base);
        };
    }

    private static BaseStimulus clip(Specification feature, FeatureStimuli stimuli) {
        int clip = feature.whole("clip");
        double endMs = feature.real("clip_end_ms");
        int end = endMs == 0
                ? stimuli.clips().get(clip).bins()
                : (int) Math.rint(endMs / stimuli.axes().dtMs());
        return new BaseStimulus.RealClip(clip, end - 1);
    }

    private static DreamBounds bounds(Specification feature) {
        String bounds = feature.choice("bounds");
        return switch (bounds) {
            case "all_bands" -> new DreamBounds.AllBands();
            case "each_band" -> new DreamBounds.EachBand();
            case "explicit" -> new DreamBounds.Explicit(feature.real("bound_low"), feature.real("bound_high"));
            case "none" -> new DreamBounds.Unbounded();
            default -> throw new IllegalArgumentException("this worker knows no bounds " + bounds);
        };
    }
}

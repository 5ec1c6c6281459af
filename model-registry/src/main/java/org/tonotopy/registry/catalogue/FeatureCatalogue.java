package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.Hyperparameter.choice;
import static org.tonotopy.registry.catalogue.Hyperparameter.real;
import static org.tonotopy.registry.catalogue.Hyperparameter.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The features that a fitted model can be asked for. */
public final class FeatureCatalogue {
    /** The weights themselves. */
    public static final String STRF = "strf";
    /** The gradient at a base. */
    public static final String GRADMAP = "gradmap";
    /** The input that drives the response most. */
    public static final String DREAM = "dream";
    /** How far back the model remembers. */
    public static final String MEMORY_HORIZON = "memory_horizon";
    /** Two dreams beside each other. */
    public static final String DREAM_CONTRAST = "dream_contrast";

    /** A base that is a real clip. */
    public static final String CLIP = "clip";
    /** A base that is the training stimuli's quietest. */
    public static final String SILENCE = "silence";
    /** A horizon of a dream, not of a gradient. */
    public static final String OF_DREAM = "dream";

    /** Bounds that the request itself gives. */
    public static final String EXPLICIT = "explicit";

    private static final String INPUT = "standard deviations of the train stimuli, from their mean";
    private static final double FIGURE_MS = 400;
    private static final double MEMORY_MS = 4000;
    private static final String RANCON = "Rancon et al. 2025 Commun Biol 8:1456";

    private static final List<FeatureEntry> ENTRIES = List.of(
            new FeatureEntry(
                    STRF,
                    "STRF",
                    "The weights of a linear filter as they were fitted; only models with a delay window have one.",
                    "Theunissen et al. 2000 J Neurosci 20:2315",
                    List.of()),
            new FeatureEntry(
                    GRADMAP,
                    "Gradient map",
                    "How the response in the last bin changes with every point of the cochleagram before it, at a base"
                            + " stimulus.",
                    RANCON,
                    join(base("The stimulus at which the gradient is taken."), List.of(duration(FIGURE_MS)))),
            new FeatureEntry(
                    DREAM,
                    "Dream",
                    "The cochleagram that drives the response in its last bin most, found by gradient ascent on the input.",
                    RANCON,
                    dream(FIGURE_MS)),
            new FeatureEntry(
                    MEMORY_HORIZON,
                    "Memory horizon",
                    "How far back the response depends on the sound: the lags within which 50, 90 and 95 % of the energy of"
                            + " a gradient map or of a dream lie.",
                    RANCON,
                    join(
                            List.of(new FeatureSetting(
                                    choice("of", List.of("gradient", OF_DREAM), "Whose energy is summed up."), "")),
                            dream(MEMORY_MS))),
            new FeatureEntry(
                    DREAM_CONTRAST,
                    "Contrast of dreams",
                    "Dreams of two models or of two neurons beside each other, with their correlation.",
                    RANCON,
                    dream(FIGURE_MS)));

    private FeatureCatalogue() {}

    /** Every feature, in the order in which a reader meets them. */
    public static List<FeatureEntry> entries() {
        return ENTRIES;
    }

    /** The feature of this kind. */
    public static Optional<FeatureEntry> find(String kind) {
        return ENTRIES.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    private static FeatureSetting duration(double defaultMs) {
        return new FeatureSetting(
                real("duration_ms", 1, 10_000, defaultMs, "Length, up to and with the bin whose response it drives."),
                "ms");
    }

    private static List<FeatureSetting> base(String meaning) {
        return List.of(
                new FeatureSetting(
                        choice(
                                "base",
                                List.of("mean", SILENCE, CLIP),
                                meaning + " mean: that of the train stimuli;"
                                        + " silence: each band's 1st percentile in them; clip: a real one."),
                        ""),
                new FeatureSetting(
                        whole(
                                "clip",
                                0,
                                1_000_000,
                                0,
                                "Index in the dataset of the stimulus, where the base is a clip."),
                        ""),
                new FeatureSetting(
                        real(
                                "clip_end_ms",
                                0,
                                10_000_000,
                                0,
                                "Where in the clip the last bin lies, where the base is a clip; 0: at its end."),
                        "ms"));
    }

    private static List<FeatureSetting> dream(double defaultMs) {
        return join(
                base("Where the climb starts, and what its penalties are measured from."),
                List.of(
                        duration(defaultMs),
                        new FeatureSetting(
                                whole("driven_bins", 1, 1000, 1, "Last bins over which the response is averaged."),
                                "bins"),
                        new FeatureSetting(whole("steps", 1, 10_000, 1500, "Steps of Adam."), ""),
                        new FeatureSetting(real("learning_rate", 1e-4, 1, 0.05, "Learning rate of Adam."), ""),
                        new FeatureSetting(
                                whole(
                                        "restarts",
                                        1,
                                        10,
                                        2,
                                        "Climbs from different noise; their agreement is reported."),
                                ""),
                        new FeatureSetting(
                                real(
                                        "start_deviation",
                                        0,
                                        1,
                                        0.01,
                                        "Deviation of the noise that is added to the base."),
                                INPUT),
                        new FeatureSetting(
                                choice(
                                        "bounds",
                                        List.of("all_bands", "each_band", EXPLICIT, "none"),
                                        "Between which values it stays. all_bands: from the 1st to the 99th percentile of"
                                                + " the train stimuli, all bands together; each_band: the same in each"
                                                + " band; explicit: bound_low and bound_high; none: anywhere."),
                                ""),
                        new FeatureSetting(
                                real("bound_low", -100, 100, -3, "Least value, where the bounds are explicit."), INPUT),
                        new FeatureSetting(
                                real("bound_high", -100, 100, 3, "Greatest value, where the bounds are explicit."),
                                INPUT),
                        new FeatureSetting(
                                real("largest_norm", 0, 10_000, 0, "Longest distance from the base; 0: no limit."),
                                INPUT),
                        new FeatureSetting(
                                real(
                                        "norm_penalty",
                                        0,
                                        1000,
                                        0.1,
                                        "Weight of the mean squared distance from the base."),
                                ""),
                        new FeatureSetting(
                                real(
                                        "smoothness_penalty",
                                        0,
                                        1000,
                                        0.5,
                                        "Weight of the mean squared difference between neighbouring bins and bands."),
                                ""),
                        new FeatureSetting(
                                real("sparsity_penalty", 0, 1000, 0, "Weight of the mean distance from the base."), ""),
                        new FeatureSetting(
                                real(
                                        "total_variation_penalty",
                                        0,
                                        1000,
                                        0,
                                        "Weight of the mean absolute difference between neighbouring bins and bands."),
                                ""),
                        new FeatureSetting(
                                whole("jitter_bins", 0, 100, 0, "Bins at most by which each step moves it in time."),
                                "bins"),
                        new FeatureSetting(
                                whole("jitter_bands", 0, 100, 0, "Bands at most by which each step moves it."),
                                "bands")));
    }

    private static List<FeatureSetting> join(List<FeatureSetting> first, List<FeatureSetting> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

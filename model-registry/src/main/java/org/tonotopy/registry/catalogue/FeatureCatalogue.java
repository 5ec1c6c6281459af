package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.Hyperparameter.choice;
import static org.tonotopy.registry.catalogue.Hyperparameter.flag;
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

    /** Whether a filter or gradient is over what a prefilter gives, not over the cochleagram. */
    public static final String BEHIND_PREFILTER = "behind_prefilter";

    /** A base that is a real clip. */
    public static final String CLIP = "clip";
    /** A base that is the training stimuli's quietest. */
    public static final String SILENCE = "silence";
    /** A horizon of a dream, not of a gradient. */
    public static final String OF_DREAM = "dream";

    /** Bounds that the request itself gives. */
    public static final String EXPLICIT = "explicit";

    private static final String BASE = "base";
    private static final String BOUNDS = "bounds";
    private static final String INPUT = "standard deviations of the train stimuli, from their mean";
    private static final String RESPONSE = "range of the responses to the train stimuli";
    private static final double FIGURE_MS = 400;
    private static final double MEMORY_MS = 4000;
    private static final String RANCON = "Rancon et al. 2025 Commun Biol 8:1456";

    private static final List<FeatureEntry> ENTRIES = List.of(
            new FeatureEntry(
                    STRF,
                    "STRF",
                    "The weights of a linear filter as they were fitted; only models with a delay window have one.",
                    "Theunissen et al. 2000 J Neurosci 20:2315",
                    List.of(flag(
                            BEHIND_PREFILTER,
                            true,
                            "Of a model behind a prefilter: whether the filter is that over the prefilter's output, which"
                                    + " it was fitted as, or over the cochleagram, as if nothing were rectified."))),
            new FeatureEntry(
                    GRADMAP,
                    "Gradient map",
                    "How the response in the last bin changes with every point of the cochleagram before it, at a base"
                            + " stimulus.",
                    RANCON,
                    join(
                            base("The stimulus at which the gradient is taken."),
                            List.of(duration(FIGURE_MS), slopeBehindPrefilter()))),
            new FeatureEntry(
                    DREAM,
                    "Dream",
                    "The cochleagram that drives the response in its last bin most, found by gradient ascent on the input.",
                    RANCON,
                    dream()),
            new FeatureEntry(
                    MEMORY_HORIZON,
                    "Memory horizon",
                    "How far back the response depends on the sound: the lags within which 50, 90 and 95 % of the energy of"
                            + " a gradient map or of a dream lie.",
                    RANCON,
                    join(
                            List.of(choice("of", List.of("gradient", OF_DREAM), "Whose energy is summed up.")),
                            base("The stimulus at which the gradient is taken, or where the climb starts."),
                            List.of(
                                    duration(MEMORY_MS),
                                    slopeBehindPrefilter().where(Condition.where("of", "gradient"))),
                            climb(Condition.where("of", OF_DREAM)))),
            new FeatureEntry(
                    DREAM_CONTRAST,
                    "Contrast of dreams",
                    "Dreams of two models or of two neurons beside each other, with their correlation.",
                    RANCON,
                    dream()));

    private FeatureCatalogue() {}

    /** Every feature, in the order in which a reader meets them. */
    public static List<FeatureEntry> entries() {
        return ENTRIES;
    }

    /** The feature of this kind. */
    public static Optional<FeatureEntry> find(String kind) {
        return ENTRIES.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    private static Hyperparameter slopeBehindPrefilter() {
        return flag(
                BEHIND_PREFILTER,
                false,
                "Of a model behind a prefilter: whether the gradient is by what the prefilter gives, or by the cochleagram.");
    }

    private static Hyperparameter duration(double defaultMs) {
        return real(
                "duration_ms", 1, 10_000, defaultMs, "ms", "Length, up to and with the bin whose response it drives.");
    }

    private static List<Hyperparameter> base(String meaning) {
        Condition clip = Condition.where(BASE, CLIP);
        return List.of(
                choice(
                        BASE,
                        List.of("mean", SILENCE, CLIP),
                        meaning + " mean: that of the train stimuli;"
                                + " silence: each band's 1st percentile in them; clip: a real one."),
                whole("clip", 0, 1_000_000, 0, "", "Index in the dataset of the stimulus.")
                        .where(clip),
                real("clip_end_ms", 0, 10_000_000, 0, "ms", "Where in the clip the last bin lies; 0: at its end.")
                        .where(clip));
    }

    private static List<Hyperparameter> dream() {
        return join(
                base("Where the climb starts, and what its penalties are measured from."),
                List.of(duration(FIGURE_MS)),
                climb(Condition.ALWAYS));
    }

    private static List<Hyperparameter> climb(Condition applies) {
        Condition explicit = applies.and(BOUNDS, EXPLICIT);
        return Stream.concat(
                        Stream.of(
                                        whole(
                                                "driven_bins",
                                                1,
                                                1000,
                                                1,
                                                "bins",
                                                "Last bins over which the response is averaged."),
                                        whole("steps", 1, 10_000, 1500, "", "Steps of Adam."),
                                        real("learning_rate", 1e-4, 1, 0.05, "", "Learning rate of Adam."),
                                        whole(
                                                "restarts",
                                                1,
                                                10,
                                                2,
                                                "",
                                                "Climbs from different noise; their agreement is reported."),
                                        real(
                                                "start_deviation",
                                                0,
                                                1,
                                                0.01,
                                                INPUT,
                                                "Deviation of the noise that is added to the base."),
                                        choice(
                                                BOUNDS,
                                                List.of("all_bands", "each_band", EXPLICIT, "none"),
                                                "Between which values it stays. all_bands: from the 1st to the 99th"
                                                        + " percentile of the train stimuli, all bands together,"
                                                        + " or of the band where that is wider; each_band: of the"
                                                        + " band; explicit: bound_low and"
                                                        + " bound_high; none: anywhere."),
                                        real(
                                                "largest_norm",
                                                0,
                                                10_000,
                                                0,
                                                INPUT,
                                                "Longest distance from the base; 0: no limit."),
                                        real(
                                                "norm_penalty",
                                                0,
                                                1000,
                                                0.2,
                                                RESPONSE,
                                                "Weight of the mean squared distance from the base."),
                                        real(
                                                "smoothness_penalty",
                                                0,
                                                1000,
                                                1,
                                                RESPONSE,
                                                "Weight of the mean squared difference between neighbouring bins and"
                                                        + " bands."),
                                        real(
                                                "sparsity_penalty",
                                                0,
                                                1000,
                                                0,
                                                RESPONSE,
                                                "Weight of the mean distance from the base."),
                                        real(
                                                "total_variation_penalty",
                                                0,
                                                1000,
                                                0,
                                                RESPONSE,
                                                "Weight of the mean absolute difference between neighbouring bins and"
                                                        + " bands."),
                                        whole(
                                                "jitter_bins",
                                                0,
                                                100,
                                                0,
                                                "bins",
                                                "Bins at most by which each step moves it in time."),
                                        whole(
                                                "jitter_bands",
                                                0,
                                                100,
                                                0,
                                                "bands",
                                                "Bands at most by which each step moves it."))
                                .map(setting -> setting.where(applies)),
                        Stream.of(
                                real("bound_low", -100, 100, -3, INPUT, "Least value.")
                                        .where(explicit),
                                real("bound_high", -100, 100, 3, INPUT, "Greatest value.")
                                        .where(explicit)))
                .toList();
    }

    @SafeVarargs
    private static List<Hyperparameter> join(List<Hyperparameter>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}

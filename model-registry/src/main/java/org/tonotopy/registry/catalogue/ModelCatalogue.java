package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.Hyperparameter.choice;
import static org.tonotopy.registry.catalogue.Hyperparameter.flag;
import static org.tonotopy.registry.catalogue.Hyperparameter.real;
import static org.tonotopy.registry.catalogue.Hyperparameter.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that can be fitted. */
public final class ModelCatalogue {
    static final String LINEAR = "linear";
    static final String LN = "ln";
    static final String NRF = "nrf";
    static final String DNET = "dnet";
    static final String CNN2D = "cnn2d";
    static final String TRANSFORMER = "transformer";
    static final String STATENET = "statenet";

    static final String KERNEL = "kernel";
    static final String FULL = "full";
    static final String SEPARABLE = "separable";
    static final String GAUSSIAN = "gaussian";
    static final String OUTPUT = "output";
    static final String IDENTITY = "identity";
    static final String NON_NEGATIVE = "non_negative";
    static final String PREFILTER = "prefilter";
    static final String NONE = "none";
    static final String IC_ADAPTATION = "ic-adaptation";
    static final String ADAPTRANS = "adaptrans";
    static final String STP = "stp";
    static final String FREQUENCY_NORMALISATION = "frequency-normalisation";
    static final String CONTRAST_GAIN = "contrast_gain";
    static final String CONTRAST_BINS = "contrast_bins";
    static final String ENCODER = "encoder";
    static final String LOCALLY_CONNECTED = "locally-connected";
    static final String CONV = "conv";
    static final String DENSE = "dense";
    static final String RECURRENCE = "recurrence";
    static final String LMU = "lmu";
    static final String S4 = "s4";
    static final String MAMBA = "mamba";

    private static final List<Hyperparameter> DELAY_WINDOW = List.of(
            whole("delay_bins", 1, 400, 40, "bins", "Length of the delay window, the current bin included."),
            choice(
                    KERNEL,
                    List.of(FULL, SEPARABLE, GAUSSIAN),
                    "How the weights of a filter are parametrised: every weight free, a sum of products of a profile"
                            + " over frequency and one over time, or a sum of two-dimensional Gaussians."),
            whole("rank", 1, 64, 1, "", "Products of a separable kernel.").where(Condition.where(KERNEL, SEPARABLE)),
            whole(
                            "gaussians",
                            1,
                            64,
                            3,
                            "",
                            "Gaussians of a filter, in each channel of what it sees; five numbers each.")
                    .where(Condition.where(KERNEL, GAUSSIAN)));

    private static final Condition WITH_AMPLITUDE = Condition.where(OUTPUT, "sigmoid4", "dexp");

    private static final List<Hyperparameter> OUTPUT_STAGE = List.of(
            choice(
                            OUTPUT,
                            List.of("softplus2", IDENTITY, "relu", "softplus", "sigmoid", "sigmoid4", "dexp"),
                            "Output nonlinearity; softplus2, sigmoid4 and dexp have parameters learned per neuron.")
                    .from("softplus2: Rancon et al. 2025 Commun Biol 8:1456; sigmoid4: Willmore et al. 2016 J Neurosci"
                            + " 36:280; dexp: Thorson et al. 2015 PLoS CB 11:e1004228"),
            flag(
                            NON_NEGATIVE,
                            true,
                            "Whether base and amplitude of the output nonlinearity are kept at or above 0, so that no"
                                    + " rate is negative.")
                    .where(WITH_AMPLITUDE));

    private static final Hyperparameter PREFILTER_CHOICE = choice(
                    PREFILTER,
                    List.of(NONE, IC_ADAPTATION, ADAPTRANS, STP, FREQUENCY_NORMALISATION),
                    "What the cochleagram passes first: fixed adaptation to sound level, learned adaptation into an ON"
                            + " and an OFF channel, learned short-term depression of each band, or layer normalisation"
                            + " over the bands of each bin.")
            .from("ic-adaptation: Willmore et al. 2016 J Neurosci 36:280; adaptrans: Rancon et al. 2024 PLoS CB"
                    + " 20:e1012288; stp: Tsodyks and Markram 1997 PNAS 94:719, David et al. 2009 J Neurosci 29:3374");

    private static final List<Hyperparameter> CONTRAST = List.of(
            flag(
                            CONTRAST_GAIN,
                            false,
                            "Whether each parameter of the output nonlinearity moves with the contrast of the sound in the"
                                    + " neuron's receptive field.")
                    .from("Rabinowitz et al. 2011 Neuron 70:1178")
                    .where(WITH_AMPLITUDE.and(PREFILTER, NONE)),
            whole(
                            CONTRAST_BINS,
                            2,
                            400,
                            20,
                            "bins",
                            "Length of the window in which contrast is measured, the current bin included.")
                    .where(Condition.where(CONTRAST_GAIN, true)));

    private static final Condition LEAK_OF_FINITE_LENGTH = Condition.where("leak", "finite");
    private static final Condition WITH_POSITIONS = Condition.where(ENCODER, LOCALLY_CONNECTED, CONV);

    private static final List<CatalogueEntry> ENTRIES = List.of(
            entry(
                    LINEAR,
                    "A linear filter on the cochleagram (STRF).",
                    "Theunissen et al. 2000 J Neurosci 20:2315",
                    DELAY_WINDOW,
                    List.of()),
            entry(
                    LN,
                    "A linear filter on the cochleagram followed by an output nonlinearity.",
                    "Chichilnisky 2001 Network 12:199",
                    DELAY_WINDOW,
                    concat(OUTPUT_STAGE, CONTRAST)),
            entry(
                    NRF,
                    "A network receptive field: hidden linear filters, normalised and bounded, and a linear map to the"
                            + " neurons.",
                    "Harper et al. 2016 PLoS CB 12:e1005113",
                    concat(
                            DELAY_WINDOW,
                            List.of(
                                    // A normalisation over one unit alone would leave nothing.
                                    whole("hidden_units", 2, 512, 20, "", "Hidden filters."),
                                    choice(
                                            "activation",
                                            List.of("tanh", "sigmoid"),
                                            "Nonlinearity of the hidden units."))),
                    OUTPUT_STAGE),
            entry(
                    DNET,
                    "A network receptive field whose hidden units leak, each with a time constant of its own.",
                    "Rahman et al. 2019 PLoS CB 15:e1006618",
                    concat(
                            DELAY_WINDOW,
                            List.of(
                                    whole("hidden_units", 2, 512, 20, "", "Hidden filters, each with a leak."),
                                    choice(
                                            "leak",
                                            List.of("recursive", "finite"),
                                            "Whether a unit leaks by recursion, or by a finite exponential kernel as"
                                                    + " published."),
                                    whole("leak_bins", 2, 400, 20, "bins", "Length of the finite exponential kernel.")
                                            .where(LEAK_OF_FINITE_LENGTH),
                                    flag(
                                            "leaking_output",
                                            false,
                                            "Whether the linear map to each neuron leaks too, in the same way."))),
                    OUTPUT_STAGE),
            entry(
                    CNN2D,
                    "A convolutional network: causal convolutions over bands and bins, a hidden layer for each bin, a"
                            + " linear readout.",
                    "Pennington and David 2023 PLoS CB 19:e1011110",
                    List.of(
                            whole("layers", 1, 8, 3, "", "Convolutions, one above the other."),
                            whole(
                                    "kernel_bands",
                                    1,
                                    64,
                                    3,
                                    "bands",
                                    "Bands that a kernel sees; each convolution leaves that many less one fewer."),
                            whole(
                                    "kernel_bins",
                                    1,
                                    100,
                                    9,
                                    "bins",
                                    "Bins that a kernel sees, the current one included."),
                            whole("channels", 2, 64, 10, "", "Channels of each convolution."),
                            whole("hidden_units", 1, 512, 20, "", "Units of the hidden layer.")),
                    OUTPUT_STAGE),
            entry(
                    TRANSFORMER,
                    "A transformer over a window of the last bins: one patch per bin, one encoder layer, the mean over"
                            + " patches, a linear readout.",
                    "Rancon et al. 2025 Commun Biol 8:1456",
                    List.of(
                            whole("window_bins", 1, 400, 40, "bins", "Length of the window, the current bin included."),
                            whole("embedding_units", 2, 512, 48, "", "Values that each bin is embedded in."),
                            whole("feed_forward_units", 1, 2048, 32, "", "Hidden units of the feed-forward part."),
                            real(
                                    "dropout",
                                    0,
                                    0.95,
                                    0.1,
                                    "",
                                    "Share silenced while training inside the encoder layer; before the readout, the"
                                            + " training's dropout is.")),
                    OUTPUT_STAGE),
            entry(
                    STATENET,
                    "A recurrent network: an encoder of each time bin, one recurrent layer, a linear readout. Its state"
                            + " is all the memory it has.",
                    "Rancon et al. 2025 Commun Biol 8:1456",
                    List.of(
                            choice(
                                    ENCODER,
                                    List.of(LOCALLY_CONNECTED, CONV, DENSE),
                                    "Encoder of a time bin: weights of their own at each position along frequency, the"
                                            + " same weights at all of them, or every unit sees every band."),
                            whole("kernel_bands", 1, 512, 7, "bands", "Bands that each position of the encoder sees.")
                                    .where(WITH_POSITIONS),
                            whole(
                                            "stride_bands",
                                            1,
                                            512,
                                            3,
                                            "bands",
                                            "Bands from one position of the encoder to the next.")
                                    .where(WITH_POSITIONS),
                            whole("channels", 2, 64, 7, "", "Channels of the encoder at each position.")
                                    .where(WITH_POSITIONS),
                            whole("hidden_units", 2, 1024, 70, "", "Units of a dense encoder and of the recurrence.")
                                    .where(Condition.where(ENCODER, DENSE)),
                            choice(
                                            RECURRENCE,
                                            List.of("gru", "lstm", "rnn", LMU, S4, MAMBA),
                                            "Kind of the recurrent layer: gated (gru, lstm), plain (rnn), a memory of"
                                                    + " the last 99 bins that all units share (lmu), a linear state"
                                                    + " space of each unit (s4), or one whose step, input and output"
                                                    + " depend on the sound (mamba).")
                                    .from("gru: Cho et al. 2014 EMNLP; lstm: Hochreiter and Schmidhuber 1997 Neural"
                                            + " Comput 9:1735; rnn: Elman 1990 Cogn Sci 14:179; lmu: Voelker et al."
                                            + " 2019 NeurIPS 32; s4: Gu et al. 2022 NeurIPS 35; mamba: Gu and Dao"
                                            + " 2023 arXiv:2312.00752")),
                    OUTPUT_STAGE));

    private ModelCatalogue() {}

    /** Every model, in the order in which a reader meets them. */
    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }

    /** A model by its kind. */
    public static Optional<CatalogueEntry> find(String kind) {
        return ENTRIES.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    private static CatalogueEntry entry(
            String kind, String meaning, String source, List<Hyperparameter> own, List<Hyperparameter> outputStage) {
        return new CatalogueEntry(kind, meaning, source, concat(concat(List.of(PREFILTER_CHOICE), own), outputStage));
    }

    private static List<Hyperparameter> concat(List<Hyperparameter> first, List<Hyperparameter> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.Hyperparameter.choice;
import static org.tonotopy.registry.catalogue.Hyperparameter.whole;

import java.util.List;
import java.util.Optional;

/** The models that can be fitted. */
public final class ModelCatalogue {
    static final String LINEAR = "linear";
    static final String LN = "ln";
    static final String STATENET = "statenet";

    private static final Hyperparameter DELAY_BINS =
            whole("delay_bins", 1, 400, 40, "Length of the delay window in time bins, the current one included.");

    private static final List<CatalogueEntry> ENTRIES = List.of(
            new CatalogueEntry(
                    LINEAR,
                    "A linear filter on the cochleagram (STRF).",
                    "Theunissen et al. 2000 J Neurosci 20:2315",
                    List.of(DELAY_BINS)),
            new CatalogueEntry(
                    LN,
                    "A linear filter on the cochleagram followed by an output nonlinearity.",
                    "Chichilnisky 2001 Network 12:199",
                    List.of(DELAY_BINS, choice("output", List.of("softplus2", "identity"), "Output nonlinearity."))),
            new CatalogueEntry(
                    STATENET,
                    "A recurrent network: an encoder of each time bin, one recurrent layer, a linear readout.",
                    "Rancon et al. 2025 Commun Biol 8:1456",
                    List.of(
                            whole("kernel_bands", 1, 512, 7, "Bands that each position of the encoder sees."),
                            whole("stride_bands", 1, 512, 3, "Bands from one position of the encoder to the next."),
                            whole("channels", 1, 64, 7, "Channels of the encoder at each position."),
                            choice("recurrence", List.of("gru"), "Kind of the recurrent layer."),
                            choice("output", List.of("softplus2", "identity"), "Output nonlinearity."))));

    private ModelCatalogue() {}

    /** Every model, in the order in which a reader meets them. */
    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }

    static Optional<CatalogueEntry> find(String kind) {
        return ENTRIES.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }
}

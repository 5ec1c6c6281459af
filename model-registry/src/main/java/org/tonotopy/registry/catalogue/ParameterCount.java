package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.ModelCatalogue.ADAPTRANS;
import static org.tonotopy.registry.catalogue.ModelCatalogue.FREQUENCY_NORMALISATION;
import static org.tonotopy.registry.catalogue.ModelCatalogue.PREFILTER;
import static org.tonotopy.registry.catalogue.ModelCatalogue.STP;

/** Number of parameters of a model, from its specification alone: the API refuses what would not fit into a worker. */
public final class ParameterCount {
    private static final int ADAPTRANS_PARAMETERS_PER_BAND = 3;
    private static final int STP_PARAMETERS_PER_BAND = 2;
    private static final int NUMBERS_PER_GAUSSIAN = 5;
    /** Values that the memory of {@code lmu} holds. */
    private static final int LEGENDRE_MEMORY = 128;
    /** Conjugate pairs of modes of a unit of {@code s4}. */
    private static final int MODES_PER_UNIT = 32;

    private static final int NUMBERS_PER_MODE = 4;
    /** Of a unit of {@code mamba}, beside what it has of maps between units and of the rank of its steps. */
    private static final int NUMBERS_PER_SELECTIVE_UNIT = 110;

    private final Specification model;
    private final long bands;
    private final long channels;
    private final long neurons;

    private ParameterCount(Specification model, int bands, int neurons) {
        this.model = model;
        this.bands = bands;
        this.channels = channels(model);
        this.neurons = neurons;
    }

    /**
     * Counts.
     *
     * @param model complete; its encoder or kernels fit the bands
     * @param bands frequency bands of the cochleagram
     * @param neurons neurons that it is fitted to
     */
    public static long of(Specification model, int bands, int neurons) {
        return new ParameterCount(model, bands, neurons).count();
    }

    /** Channels that a model sees of each band: ON and OFF behind {@code adaptrans}. */
    static int channels(Specification model) {
        return model.choice(PREFILTER).equals(ADAPTRANS) ? 2 : 1;
    }

    private long count() {
        return prefilter()
                + switch (model.kind()) {
                    case ModelCatalogue.LINEAR, ModelCatalogue.LN -> filters(neurons) + outputStage() + contrastGain();
                    case ModelCatalogue.NRF -> hiddenFilters();
                    case ModelCatalogue.DNET -> hiddenFilters() + leaks();
                    case ModelCatalogue.CNN2D -> convolutions();
                    case ModelCatalogue.TRANSFORMER -> transformer();
                    case ModelCatalogue.STATENET -> stateNet();
                    default -> throw new IllegalArgumentException("no model " + model.kind());
                };
    }

    private long prefilter() {
        return switch (model.choice(PREFILTER)) {
            case ADAPTRANS -> ADAPTRANS_PARAMETERS_PER_BAND * bands;
            case STP -> STP_PARAMETERS_PER_BAND * bands;
            case FREQUENCY_NORMALISATION -> norm(bands);
            default -> 0;
        };
    }

    private long filters(long filters) {
        long delays = model.whole("delay_bins");
        long weights = switch (model.choice(ModelCatalogue.KERNEL)) {
            case ModelCatalogue.SEPARABLE -> model.whole("rank") * (channels * bands + delays);
            case ModelCatalogue.GAUSSIAN -> NUMBERS_PER_GAUSSIAN * model.whole("gaussians") * channels;
            default -> channels * bands * delays;
        };
        return dense(weights, filters);
    }

    private long hiddenFilters() {
        long hidden = model.whole("hidden_units");
        return filters(hidden) + norm(hidden) + readout(hidden);
    }

    private long leaks() {
        return model.whole("hidden_units") + (model.flag("leaking_output") ? neurons : 0);
    }

    private long convolutions() {
        long layers = model.whole("layers");
        long width = model.whole("channels");
        long kernel = (long) model.whole("kernel_bands") * model.whole("kernel_bins");
        long positions = bands - layers * (model.whole("kernel_bands") - 1);
        long hidden = model.whole("hidden_units");
        return dense(channels * kernel, width)
                + (layers - 1) * dense(width * kernel, width)
                + layers * norm(width)
                + dense(width * positions, hidden)
                + readout(hidden);
    }

    private long transformer() {
        long units = model.whole("embedding_units");
        long hidden = model.whole("feed_forward_units");
        long attention = dense(units, 3 * units) + dense(units, units);
        return dense(channels * bands, units)
                + model.whole("window_bins") * units
                + attention
                + dense(units, hidden)
                + dense(hidden, units)
                + 2 * norm(units)
                + readout(units);
    }

    private long stateNet() {
        String encoder = model.choice(ModelCatalogue.ENCODER);
        boolean oneByOne = !encoder.equals(ModelCatalogue.DENSE);
        long seen = channels * (oneByOne ? model.whole("kernel_bands") : bands);
        long units = model.whole(oneByOne ? "channels" : "hidden_units");
        long positions = oneByOne ? (bands - model.whole("kernel_bands")) / model.whole("stride_bands") + 1 : 1;
        long hidden = units * positions;
        long weights = dense(seen, units) * (encoder.equals(ModelCatalogue.LOCALLY_CONNECTED) ? positions : 1);
        return weights + norm(units) + recurrence(hidden) + readout(hidden);
    }

    private long recurrence(long hidden) {
        return switch (model.choice(ModelCatalogue.RECURRENCE)) {
            case "lstm" -> gates(4, hidden);
            case "gru" -> gates(3, hidden);
            case ModelCatalogue.LMU -> (2 + 2 * hidden + LEGENDRE_MEMORY) * hidden + LEGENDRE_MEMORY;
            case ModelCatalogue.S4 -> (NUMBERS_PER_MODE * MODES_PER_UNIT + 2) * hidden + dense(hidden, hidden);
            case ModelCatalogue.MAMBA -> (6 * hidden + 4 * rankOfSteps(hidden) + NUMBERS_PER_SELECTIVE_UNIT) * hidden;
            default -> gates(1, hidden);
        };
    }

    /** One for sixteen units of {@code mamba}, rounded up. */
    private static long rankOfSteps(long hidden) {
        return (hidden + 15) / 16;
    }

    private static long gates(int gates, long hidden) {
        return gates * 2 * dense(hidden, hidden);
    }

    private long readout(long units) {
        return dense(units, neurons) + outputStage();
    }

    private long outputStage() {
        if (!model.has(ModelCatalogue.OUTPUT)) {
            return 0;
        }
        return neurons
                * switch (model.choice(ModelCatalogue.OUTPUT)) {
                    case "softplus2" -> 2;
                    case "sigmoid4", "dexp" -> 4;
                    default -> 0;
                };
    }

    /** Each parameter of the output has a value at the highest contrast too. */
    private long contrastGain() {
        return model.isOn(ModelCatalogue.CONTRAST_GAIN) ? outputStage() : 0;
    }

    private static long dense(long inputs, long outputs) {
        return (inputs + 1) * outputs;
    }

    private static long norm(long width) {
        return 2 * width;
    }
}

package org.tonotopy.registry.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The metrics of one neuron; the name in lower case is the column, the JSON field and the key of a reason. */
public enum NeuronMetric {
    /** Correlation between prediction and PSTH. */
    CC,
    /** Normalised correlation, Schoppe et al. 2016. */
    CC_NORM,
    /** Normalised correlation, Hsu et al. 2004. */
    CC_NORM_HSU,
    /** Normalised correlation, Pennington and David 2023. */
    CC_TRIAL_NORM,
    /** Noise ceiling of the correlation. */
    CC_MAX,
    /** Fraction of variance explained. */
    FVE,
    /** Fraction of explainable variance explained. */
    FEVE,
    /** Information gain over the mean train rate. */
    BITS_PER_SPIKE,
    /** Mean squared error to the PSTH. */
    MSE,
    /** Poisson loss to the PSTH. */
    POISSON_NLL,
    /** Signal power, Sahani and Linden 2003. */
    SIGNAL_POWER,
    /** Total power less signal power. */
    NOISE_POWER,
    /** Signal power over noise power. */
    SNR;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Its name in the database and in JSON. */
    public String key() {
        return key;
    }

    /** The metric with this key. */
    public static Optional<NeuronMetric> ofKey(String key) {
        return Arrays.stream(values())
                .filter(metric -> metric.key().equals(key))
                .findFirst();
    }
}

package org.tonotopy.encoding.metric;

import java.util.Locale;

/** Every number that is reported for a neuron. Correlations and powers are over the stimuli concatenated. */
public enum Metric {
    /** Pearson correlation of prediction and PSTH. */
    CC,
    /** Correlation normalised by signal power (Schoppe 2016); may exceed 1 and is never clipped. */
    CC_NORM,
    /** Power of the response that repeats (Sahani and Linden 2003). */
    SIGNAL_POWER,
    /** Power of a single repeat that does not repeat. */
    NOISE_POWER,
    /** Signal power over noise power. */
    SNR,
    /** The correlation that a perfect model would reach with the PSTH (Hsu, Borst and Theunissen 2004). */
    CC_MAX,
    /** {@link #CC} over {@link #CC_MAX}. */
    CC_NORM_HSU,
    /** Mean correlation with single repeats over the root of that between repeats (Pennington and David 2023). */
    CC_TRIAL_NORM,
    /** Fraction of the PSTH's variance that is explained. */
    FVE,
    /** Fraction of the explainable variance that is explained, noise taken out of both. */
    FEVE,
    /** Mean squared error against the PSTH. */
    MSE,
    /** Poisson loss against the PSTH, without the term that does not depend on the prediction. */
    POISSON_NLL,
    /** Gain over the mean train rate, in bits for each spike. */
    BITS_PER_SPIKE;

    /** The name outside Java: {@code cc_norm}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

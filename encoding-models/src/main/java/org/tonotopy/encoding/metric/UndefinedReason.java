package org.tonotopy.encoding.metric;

import java.util.Locale;

/** Why a metric has no value for a neuron. */
public enum UndefinedReason {
    NOT_RECORDED("The neuron was not recorded in any of these stimuli."),
    TOO_FEW_BINS("Fewer than two time bins were recorded."),
    CONSTANT_RESPONSE("The response is the same in every bin, so it has no variance."),
    CONSTANT_PREDICTION("The prediction is the same in every bin, so it has no variance."),
    PREDICTION_NOT_FINITE("The prediction holds NaN or infinity in a recorded bin."),
    NO_REPEATS("No stimulus was repeated, so signal and noise cannot be told apart."),
    SIGNAL_POWER_NOT_POSITIVE("The signal power is not positive: the repeats share nothing beyond chance."),
    NOISE_POWER_NOT_POSITIVE("The noise power is not positive: the repeats do not differ."),
    NO_RELIABLE_STIMULUS("In no stimulus do the halves of the repeats correlate positively."),
    REPEATS_UNCORRELATED("The repeats do not correlate positively with each other."),
    NO_EXPLAINABLE_VARIANCE("Noise accounts for all of the PSTH's variance, so there is none to explain."),
    NOT_COUNTS("The responses are not spike counts."),
    NO_SPIKES("The neuron fired no spike in these stimuli."),
    NO_TRAIN_RATE("The mean rate in the train stimuli is not known or not positive."),
    PREDICTION_NOT_POSITIVE("The prediction is zero or negative in a recorded bin.");

    private final String sentence;

    UndefinedReason(String sentence) {
        this.sentence = sentence;
    }

    /** One sentence for people. */
    public String sentence() {
        return sentence;
    }

    /** The name outside Java: {@code constant_response}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

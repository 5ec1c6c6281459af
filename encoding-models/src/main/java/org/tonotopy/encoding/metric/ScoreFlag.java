package org.tonotopy.encoding.metric;

import java.util.Locale;

/** What a reader should know about a neuron's scores. */
public enum ScoreFlag {
    CC_NORM_IS_PLAIN_CC("No stimulus was repeated: cc_norm is cc, not normalised (stimuli: %d)."),
    STIMULI_LEFT_OUT_OF_CC_MAX("Stimuli whose halves do not correlate positively do not enter cc_max: %d."),
    STIMULI_LEFT_OUT_OF_SIGNAL_POWER("Stimuli with fewer than two repeats do not enter signal and noise power: %d.");

    private final String sentence;

    ScoreFlag(String sentence) {
        this.sentence = sentence;
    }

    /**
     * One sentence for people.
     *
     * @param stimuli how many stimuli it is about
     */
    public String sentence(int stimuli) {
        return String.format(Locale.ROOT, sentence, stimuli);
    }

    /** The name outside Java. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

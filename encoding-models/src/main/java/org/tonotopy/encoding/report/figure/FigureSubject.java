package org.tonotopy.encoding.report.figure;

import java.util.OptionalInt;

/**
 * What one picture of a report shows.
 *
 * @param kind of picture
 * @param index of the stimulus or neuron in the recording; empty where the picture is of all
 */
public record FigureSubject(Kind kind, OptionalInt index) {
    /** The kinds of picture. */
    public enum Kind {
        /** How many neurons have which noise ceiling. */
        CEILINGS,
        /** The correlation of responses and sound level at each lag. */
        ALIGNMENT,
        /** The cochleagram of a stimulus above the PSTH of all neurons. */
        STIMULUS,
        /** The repeats of a neuron above its PSTH. */
        NEURON
    }

    static FigureSubject of(Kind kind) {
        return new FigureSubject(kind, OptionalInt.empty());
    }

    static FigureSubject of(Kind kind, int index) {
        return new FigureSubject(kind, OptionalInt.of(index));
    }
}

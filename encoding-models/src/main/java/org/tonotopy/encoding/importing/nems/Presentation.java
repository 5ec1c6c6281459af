package org.tonotopy.encoding.importing.nems;

/**
 * One presentation of a stimulus.
 *
 * @param stimulus its name
 * @param startS seconds from the beginning of the recording
 * @param endS likewise
 */
record Presentation(String stimulus, double startS, double endS) {

    /** The sample with which it begins, in a signal of this rate; rounded, as in NEMS. */
    long firstSample(double rateHz) {
        return Math.round(startS * rateHz);
    }

    /** How many samples it has in a signal of this rate: as many wherever it begins, unlike two rounded ends. */
    long samples(double rateHz) {
        return Math.round((endS - startS) * rateHz);
    }
}

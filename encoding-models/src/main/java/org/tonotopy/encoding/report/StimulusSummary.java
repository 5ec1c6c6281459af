package org.tonotopy.encoding.report;

import java.util.Optional;

/**
 * One stimulus.
 *
 * @param index its index in the recording
 * @param name its name
 * @param kind what sort of sound it is
 * @param bins length in time bins
 * @param durationMs length in milliseconds
 * @param neuronsRecorded neurons with at least one recorded bin
 * @param leastRepeats fewest repeats among those neurons
 * @param mostRepeats most repeats
 */
public record StimulusSummary(
        int index,
        String name,
        Optional<String> kind,
        int bins,
        double durationMs,
        int neuronsRecorded,
        int leastRepeats,
        int mostRepeats) {}

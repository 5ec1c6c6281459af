package org.tonotopy.encoding.importing.nems;

import java.util.Arrays;
import java.util.List;

/**
 * Which sounds a model is fitted to, and which it is tested on. As NEMS splits them ({@code
 * split_using_epoch_occurrence_counts}), those are for validation that were repeated more often than the mean of all different
 * numbers of repeats; where all were repeated equally often, those that were repeated at all. A name that begins with {@code
 * 00} is one for validation whatever its repeats: so the laboratory names them, and its archives of averages have one of each.
 */
final class StimulusKinds {

    private static final String ESTIMATION = "estimation";
    private static final String VALIDATION = "validation";
    private static final String VALIDATION_PREFIX = "00";

    private final int[] repeats;
    private final double threshold;

    /** @param stimuli how many there are */
    StimulusKinds(List<SiteResponses> responses, int stimuli) {
        this.repeats = new int[stimuli];
        for (SiteResponses site : responses) {
            int[] own = new int[stimuli];
            for (int trial = 0; trial < site.trials().size(); trial++) {
                if (site.isComplete(trial)) {
                    own[site.trials().get(trial).stimulus()]++;
                }
            }
            for (int stimulus = 0; stimulus < stimuli; stimulus++) {
                repeats[stimulus] = Math.max(repeats[stimulus], own[stimulus]);
            }
        }
        int[] different =
                Arrays.stream(repeats).filter(count -> count > 0).distinct().toArray();
        this.threshold =
                different.length > 1 ? Arrays.stream(different).average().orElseThrow() : 1;
    }

    /** The kind of a stimulus. */
    String of(int stimulus, String name) {
        return repeats[stimulus] > threshold || name.startsWith(VALIDATION_PREFIX) ? VALIDATION : ESTIMATION;
    }
}

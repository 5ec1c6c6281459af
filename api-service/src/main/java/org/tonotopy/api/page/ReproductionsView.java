package org.tonotopy.api.page;

import java.util.List;
import java.util.UUID;

/**
 * Fits of a model that were made again, as its page shows them: every value is a text already.
 *
 * @param possible whether its fit can be made again
 * @param lines newest first
 * @param more how many older ones there are
 */
record ReproductionsView(boolean possible, List<Line> lines, int more) {
    /**
     * One of them.
     *
     * @param job that makes it
     * @param day when it was asked for
     * @param owner who asked for it
     * @param outcome the verdict, why there is none, or where the job stands
     * @param difference of the predictions; empty where it is not known
     */
    record Line(UUID job, String day, String owner, String outcome, String difference) {}
}

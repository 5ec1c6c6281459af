package org.tonotopy.encoding.report.figure;

import java.util.Locale;

/** What titles say of what is not drawn. */
final class Titles {

    private Titles() {}

    /** For instance {@code  (first 25 s of 60 s)}; empty where all is drawn. */
    static String beginning(Course course, int bins) {
        return course.bins() == bins
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (first %.4g s of %.4g s)",
                        course.durationMs() / 1000,
                        bins * course.dtMs() / 1000);
    }
}

package org.tonotopy.encoding.report.figure;

import java.util.Locale;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.figure.Course;

/** The beginnings of stimuli that are drawn, and what titles say of the rest. */
final class Courses {
    private Courses() {}

    static Course of(Recording recording, int stimulus) {
        return Course.beginning(
                recording.dtMs(),
                recording.stimuli().get(stimulus).bins(),
                recording.responseKind() == ResponseKind.COUNTS);
    }

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

package org.tonotopy.api.lab;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;

/** Reads the cap of a request. */
final class JobCapCheck {
    static final int MOST = 1_000_000;

    private JobCapCheck() {}

    static Optional<Integer> read(@Nullable Integer jobCap, FieldProblems problems) {
        if (jobCap != null && (jobCap < 0 || jobCap > MOST)) {
            problems.add("job_cap", "it is out of range", "It must be from 0 to " + MOST + ", or left out.");
        }
        return Optional.ofNullable(jobCap);
    }
}

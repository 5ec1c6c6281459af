package org.tonotopy.api.job;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tonotopy.registry.job.JobState;

/**
 * Which jobs are listed.
 *
 * @param state only jobs in it
 * @param benchmark only jobs for it, as name@version
 */
public record JobFilter(Optional<JobState> state, Optional<String> benchmark) {
    /** The states that pass. */
    Set<JobState> states() {
        return state.<Set<JobState>>map(EnumSet::of).orElseGet(() -> EnumSet.allOf(JobState.class));
    }

    /** Names the query for page tokens. */
    String query() {
        return "jobs " + state.map(JobState::name).orElse("*") + " " + benchmark.orElse("*");
    }
}

package org.tonotopy.api.job;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;

/**
 * How urgent jobs are and what they need, as a request says it. Everybody may let others go first; before the others go only those
 * whom an admin sends.
 *
 * @param priority higher first
 * @param device what they need to compute on
 */
public record JobUrgency(int priority, JobDevice device) {
    /**
     * Reads what a request says.
     *
     * @param priority 0 where it is left out
     * @param device any where it is left out
     * @param owner who asks
     */
    public static JobUrgency check(
            @Nullable Integer priority, @Nullable String device, Account owner, FieldProblems problems) {
        int asked = priority == null ? 0 : priority;
        if (asked < Job.LOWEST_PRIORITY || asked > Job.HIGHEST_PRIORITY) {
            problems.add(
                    "priority",
                    "it is " + asked,
                    "Use " + Job.LOWEST_PRIORITY + " to " + Job.HIGHEST_PRIORITY + "; 0 where it is left out.");
        } else if (asked > 0 && owner.role() != Role.ADMIN) {
            problems.add(
                    "priority",
                    "only admins send jobs before those of others",
                    "Use 0, or less to let others go first.");
        }
        return new JobUrgency(asked, device(device, problems));
    }

    private static JobDevice device(@Nullable String asked, FieldProblems problems) {
        if (asked == null) {
            return JobDevice.ANY;
        }
        return Stream.of(JobDevice.values())
                .filter(device -> key(device).equals(asked))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(
                            "device",
                            "there is no " + asked,
                            "Use "
                                    + Stream.of(JobDevice.values())
                                            .map(JobUrgency::key)
                                            .collect(Collectors.joining(", "))
                                    + ".");
                    return JobDevice.ANY;
                });
    }

    /** The name of a device in requests and answers. */
    public static String key(JobDevice device) {
        return device.name().toLowerCase(Locale.ROOT);
    }
}

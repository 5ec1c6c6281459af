package org.tonotopy.worker.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run did and found.
 *
 * @param injected faults by kind
 * @param leftOut faults that this machine does not allow, with the reason
 * @param findings of the audit at the end
 * @param noticed from each kill of a worker to the moment at which it counted as lost, while the database was there
 * @param endedByThemselves workers that ended though nobody killed or asked them
 * @param shiftedAttempts attempts that began at a time that the real clock did not show
 * @param seconds of the whole run
 */
record FaultReport(
        FaultPlan plan,
        Map<FaultKind, Integer> injected,
        Map<FaultKind, String> leftOut,
        LabAudit.Findings findings,
        List<Duration> noticed,
        int endedByThemselves,
        int shiftedAttempts,
        long seconds) {
    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%d workers, seed %d, heartbeat %d ms, %d s%n%n",
                plan.workers(), plan.seed(), plan.heartbeat().toMillis(), seconds));
        injected.forEach((kind, number) -> text.append(String.format("%6d  %s%n", number, kind.words())));
        leftOut.forEach((kind, why) -> text.append(String.format("  none  %s: %s%n", kind.words(), why)));
        text.append(String.format("%njobs      %s%nattempts  %s%n", findings.jobs(), findings.attempts()));
        text.append(String.format("lost      %d%ndoubled   %d%n", findings.lost(), findings.doubled()));
        text.append(String.format(
                "fits compared bit for bit with others of their spec  %d, of which %d took more than one attempt%n",
                findings.compared(), findings.comparedDisturbed()));
        text.append(String.format("objects read back  %d%n", findings.objects()));
        if (!noticed.isEmpty()) {
            List<Duration> ascending = noticed.stream().sorted().toList();
            text.append(String.format(
                    "from a kill to its being noticed  %.1f s in the middle, %.1f s at most, %d kills%n",
                    ascending.get(ascending.size() / 2).toMillis() / 1e3,
                    ascending.get(ascending.size() - 1).toMillis() / 1e3,
                    ascending.size()));
        }
        text.append(String.format("attempts begun while the clock of the database was wrong  %d%n", shiftedAttempts));
        text.append(String.format("workers that ended by themselves  %d%n", endedByThemselves));
        text.append(String.format("problems  %d%n", findings.problems().size()));
        findings.problems().forEach(problem -> text.append("  ").append(problem).append('\n'));
        return text.toString();
    }
}

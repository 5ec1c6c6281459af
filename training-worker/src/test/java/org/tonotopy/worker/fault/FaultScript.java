package org.tonotopy.worker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Breaks everything at random moments while a lab works, and reports what became of the jobs; run by name. System properties set
 * how much: {@code workers}, {@code jobs}, {@code submissions.per.change}, {@code kills}, {@code others} (of each other kind), {@code pause} (milliseconds between
 * faults, on average) and {@code seed}.
 */
@Tag("slow")
class FaultScript {
    private static final Path REPORT = Path.of("target", "fault-report.txt");

    @Test
    void nothingIsLostOrDoneTwiceWhateverBreaks() throws IOException, InterruptedException {
        FaultReport report = report(Integer.getInteger("submissions.per.change", 8), faults());

        assertThat(report.findings().problems()).isEmpty();
    }

    /** Nobody cancels or pauses, and nobody asks for more than there is room for. */
    @Test
    void everyJobEndsWithOneSuccessWhateverBreaks() throws IOException, InterruptedException {
        Map<FaultKind, Integer> faults = faults();
        faults.remove(FaultKind.OUT_OF_MEMORY);

        FaultReport report = report(0, faults);

        assertThat(report.findings().problems()).isEmpty();
        assertThat(report.findings().jobs()).containsOnlyKeys("SUCCEEDED");
        assertThat(report.findings().attempts().get("SUCCEEDED"))
                .isEqualTo(report.findings().jobs().get("SUCCEEDED"));
    }

    private static Map<FaultKind, Integer> faults() {
        int kills = Integer.getInteger("kills", 100);
        int others = Integer.getInteger("others", 10);
        Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            faults.put(kind, others);
        }
        faults.put(FaultKind.WORKER_KILLED, kills - kills / 4);
        faults.put(FaultKind.WORKER_KILLED_SAME_NAME, kills / 4);
        return faults;
    }

    private static FaultReport report(int submissionsPerChange, Map<FaultKind, Integer> faults)
            throws IOException, InterruptedException {
        FaultReport report = new FaultRun(new FaultPlan(
                        Integer.getInteger("workers", 4),
                        Integer.getInteger("jobs", 1000),
                        submissionsPerChange,
                        faults,
                        Duration.ofMillis(Integer.getInteger("pause", 1000)),
                        Duration.ofSeconds(1),
                        Long.getLong("seed", 1)))
                .run();
        System.out.print(report.text());
        Files.writeString(REPORT, report.text());
        return report;
    }
}

package org.tonotopy.worker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The short version of {@link FaultScript}. */
class FaultTest {
    @Test
    void nothingIsLostOrDoneTwiceWhileWorkersAndTheDatabaseAreKilled() throws IOException, InterruptedException {
        FaultReport report = new FaultRun(new FaultPlan(
                        2,
                        12,
                        8,
                        Map.of(
                                FaultKind.WORKER_KILLED, 1,
                                FaultKind.WORKER_FROZEN, 1,
                                FaultKind.DATABASE_KILLED, 1),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        1))
                .run();

        System.out.print(report.text());
        assertThat(report.findings().problems()).isEmpty();
        assertThat(report.findings().lost()).isZero();
        assertThat(report.findings().doubled()).isZero();
        assertThat(report.findings().compared()).isPositive();
        assertThat(report.findings().jobs()).containsKey("SUCCEEDED");
    }
}

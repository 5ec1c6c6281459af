package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunbookTest {
    private static final Path RUNBOOK = Path.of("../docs/runbook.md");

    private final List<ObservedMetrics.Alert> alerts = ObservedMetrics.alerts();

    @Test
    void everyAlertHasAnEntryAndEveryEntryAnAlert() throws IOException {
        Set<String> headings = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .collect(Collectors.toSet());
        assertThat(alerts.stream().map(ObservedMetrics.Alert::name))
                .hasSizeGreaterThan(8)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(headings);
    }

    @Test
    void everyAlertPointsToItsEntry() {
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.runbook())
                        .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT)));
    }
}

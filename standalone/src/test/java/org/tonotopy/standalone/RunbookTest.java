package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbookTest {
    private static final Path RUNBOOK = Path.of("../docs/runbook.md");

    /** Where a meter is made. */
    private static final Pattern METER =
            Pattern.compile("(?:builder|counter|timer|summary|gauge)\\(\\s*\"(tonotopy\\.[a-z.]+)\"");

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
    void everyMetricOfOursIsDescribed() throws IOException {
        String described = Files.readString(Path.of("../docs/monitoring.md"));
        assertThat(metersOfTheCode())
                .hasSizeGreaterThan(12)
                .allSatisfy(meter -> assertThat(described).contains("`" + meter.replace('.', '_')));
    }

    private static Set<String> metersOfTheCode() throws IOException {
        Set<String> meters = new TreeSet<>();
        for (String module : List.of("api-service", "training-worker", "model-registry")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    METER.matcher(Files.readString(file)).results().forEach(found -> meters.add(found.group(1)));
                }
            }
        }
        return meters;
    }

    @Test
    void everyAlertPointsToItsEntry() {
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.runbook())
                        .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT)));
    }
}

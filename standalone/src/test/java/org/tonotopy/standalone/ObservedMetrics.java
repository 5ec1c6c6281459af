package org.tonotopy.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard and the alerts ask for. */
public final class ObservedMetrics {
    private static final Path FOLDER = Path.of("../observability");

    /** Selectors and the labels of aggregations name no metrics. */
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\b(by|on)\\s*\\([^)]*\\)");

    /** Every metric has an underscore; a function has a parenthesis behind it. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(_[a-z]+)+\\b(?!\\s*\\()");

    private ObservedMetrics() {}

    /** An alert as it is written. */
    record Alert(String name, String expression, String runbook) {}

    /** All alerts. */
    static List<Alert> alerts() {
        Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(read("alerts.yml"));
        List<Alert> alerts = new ArrayList<>();
        for (Object group : (List<?>) document.get("groups")) {
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                Map<?, ?> alert = (Map<?, ?>) rule;
                Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
                alerts.add(new Alert(
                        (String) alert.get("alert"),
                        (String) alert.get("expr"),
                        String.valueOf(annotations.get("runbook"))));
            }
        }
        return alerts;
    }

    /** Names of the metrics that are asked for. */
    public static Set<String> names() {
        JsonNode dashboard = JsonMapper.shared().readTree(read("grafana/dashboard.json"));
        Stream<String> panels = dashboard.path("panels").findValuesAsString("expr").stream();
        return Stream.concat(panels, alerts().stream().map(Alert::expression))
                .map(expression -> LABELS.matcher(expression).replaceAll(""))
                .flatMap(expression -> METRIC.matcher(expression).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

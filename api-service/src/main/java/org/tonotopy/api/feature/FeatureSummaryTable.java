package org.tonotopy.api.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.registry.feature.FeatureNumber;

/** Features as CSV: one row each; an undefined number is an empty cell, and the last column says why. */
final class FeatureSummaryTable {
    private static final List<String> NUMBERS =
            Arrays.stream(FeatureNumber.values()).map(FeatureNumber::key).toList();

    private FeatureSummaryTable() {}

    static String of(FeatureSummaryResponse summary) {
        List<String> columns = new ArrayList<>(List.of("neuron", "name", "hidden_unit", "kind", "outcome", "reason"));
        columns.addAll(NUMBERS);
        columns.addAll(List.of("undefined", "feature"));
        CsvTable table = new CsvTable(columns);
        for (FeatureSummaryResponse.Row row : summary.features()) {
            List<Object> cells = new ArrayList<>(
                    List.of(row.neuron(), row.name(), row.hiddenUnit(), row.kind(), row.outcome(), row.reason()));
            NUMBERS.forEach(number -> cells.add(row.numbers().getOrDefault(number, Optional.empty())));
            cells.add(row.undefined().entrySet().stream()
                    .map(reason -> reason.getKey() + ": " + reason.getValue())
                    .collect(Collectors.joining("; ")));
            cells.add(row.feature());
            table.row(cells);
        }
        return table.toString();
    }
}

package org.tonotopy.api.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.registry.score.NeuronMetric;

/** Metrics as CSV: one row per neuron; an undefined metric is an empty cell, and the last column says why. */
final class MetricsTable {
    private static final List<String> METRICS =
            Arrays.stream(NeuronMetric.values()).map(NeuronMetric::key).toList();

    private MetricsTable() {}

    static String of(MetricsResponse metrics) {
        List<String> columns = new ArrayList<>(List.of("neuron", "name"));
        columns.addAll(METRICS);
        columns.add("undefined");
        CsvTable table = new CsvTable(columns);
        for (MetricsResponse.Neuron neuron : metrics.neurons()) {
            List<Object> row = new ArrayList<>(List.of(neuron.neuron(), neuron.name()));
            METRICS.forEach(metric -> row.add(neuron.metrics().get(metric)));
            row.add(neuron.undefined().entrySet().stream()
                    .map(reason -> reason.getKey() + ": " + reason.getValue())
                    .collect(Collectors.joining("; ")));
            table.row(row);
        }
        return table.toString();
    }
}

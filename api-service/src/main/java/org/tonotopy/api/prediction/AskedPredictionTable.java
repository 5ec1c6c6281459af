package org.tonotopy.api.prediction;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.api.http.CsvTable;

/** Predictions of sent stimuli as CSV: one row per stimulus and bin, one column per neuron. */
final class AskedPredictionTable {
    private AskedPredictionTable() {}

    /** The table of predictions that have their numbers with them. */
    static String of(AskedPredictionResponse predicted) {
        List<String> columns = new ArrayList<>(List.of("stimulus", "time_ms"));
        predicted.neurons().forEach(neuron -> columns.add("neuron_" + neuron));
        CsvTable table = new CsvTable(columns);
        for (AskedPredictionResponse.Predicted stimulus : predicted.stimuli()) {
            List<List<Float>> values = stimulus.predictions().orElseThrow();
            for (int bin = 0; bin < stimulus.bins(); bin++) {
                List<Object> row = new ArrayList<>(List.of(stimulus.name(), (float) (bin * predicted.dtMs())));
                for (List<Float> neuron : values) {
                    row.add(neuron.get(bin));
                }
                table.row(row);
            }
        }
        return table.toString();
    }
}

package org.tonotopy.api.prediction;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.figure.Course;

/** A prediction as CSV: one row per bin; what was not recorded is an empty cell, and hidden responses have no columns. */
final class PredictionTable {
    private PredictionTable() {}

    static String of(PredictedNeuron predicted) {
        Course course = predicted.course();
        List<String> columns = new ArrayList<>(List.of("time_ms", course.column("prediction")));
        predicted.measured().ifPresent(recorded -> {
            columns.add(course.column("psth"));
            for (int repeat = 0; repeat < recorded.repeats().size(); repeat++) {
                columns.add("repeat_" + repeat);
            }
        });
        CsvTable table = new CsvTable(columns);
        for (int bin = 0; bin < course.bins(); bin++) {
            List<Object> row = new ArrayList<>();
            row.add((float) course.begin(bin));
            row.add((float) course.shown(predicted.prediction()[bin]));
            int t = bin;
            predicted.measured().ifPresent(recorded -> {
                row.add(PredictionResponse.number(course.shown(recorded.psth()[t])));
                recorded.repeats().forEach(repeat -> row.add(PredictionResponse.number(repeat[t])));
            });
            table.row(row);
        }
        return table.toString();
    }
}

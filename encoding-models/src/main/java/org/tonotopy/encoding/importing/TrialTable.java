package org.tonotopy.encoding.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** A table of trials, with or without the times of spikes; its columns stand in any order, and others are passed over. */
final class TrialTable implements Closeable {

    private static final int MOST_COLUMNS = 100;
    private static final String FORM = "Begin the table with the header stimulus,neuron,trial,time_ms.";

    private final CsvReader rows;
    private final int columns;
    private final int stimulus;
    private final int neuron;
    private final int trial;
    private final int time;
    private List<String> row;

    /**
     * @param bytes closed with this table
     * @param timed whether there has to be a column of times
     */
    TrialTable(InputStream bytes, String file, boolean timed) throws IOException, RecordingRejectedException {
        this.rows = new CsvReader(bytes, file, MOST_COLUMNS);
        this.row = rows.next();
        List<String> header =
                row.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        this.columns = header.size();
        this.stimulus = column(header, "stimulus");
        this.neuron = column(header, "neuron");
        this.trial = column(header, "trial");
        this.time = timed ? column(header, "time_ms") : -1;
    }

    private int column(List<String> header, String name) throws RecordingRejectedException {
        if (header.indexOf(name) < 0 || header.indexOf(name) != header.lastIndexOf(name)) {
            String separator =
                    header.size() == 1 && header.get(0).matches(".*[;\\t].*") ? " Separate columns with commas." : "";
            throw rows.refused("There is no column " + name + ", or more than one.", FORM + separator);
        }
        return header.indexOf(name);
    }

    /** Moves to the next row; false at the end. */
    boolean next() throws IOException, RecordingRejectedException {
        row = rows.next();
        if (!row.isEmpty() && row.size() != columns) {
            throw rows.refused(
                    "The row has " + row.size() + " columns, the header " + columns + ".",
                    "Give every row the columns of the header, and put names with commas in quotes.");
        }
        return !row.isEmpty();
    }

    String where() {
        return rows.where();
    }

    String stimulus() {
        return row.get(stimulus).strip();
    }

    String neuron() {
        return row.get(neuron).strip();
    }

    int trial() throws RecordingRejectedException {
        String text = row.get(trial).strip();
        try {
            double number = Double.parseDouble(text);
            if (number == (int) number) {
                return (int) number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal.
        }
        throw rows.refused("The trial is '" + text + "', not a whole number.", "Number trials from 0 or 1.");
    }

    boolean hasTime() {
        return !row.get(time).isBlank();
    }

    /** Milliseconds; NaN where the table says so. */
    double timeMs() throws RecordingRejectedException {
        String text = row.get(time).strip();
        try {
            return text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw rows.refused(
                    "The time is '" + text + "', not a number.",
                    "Write milliseconds with a decimal point; leave the field empty where a trial has no spike.");
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

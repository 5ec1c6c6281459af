package org.tonotopy.encoding.importing.nems;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import org.tonotopy.encoding.importing.CsvReader;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads the presentations out of {@code NAME.SIGNAL.epoch.csv}: a table with the columns {@code name,start,end} in any order
 * among others. A row that is there twice is one presentation; NEMS puts tables of several signals into one.
 */
final class EpochTable {

    /** What the names of epochs of stimuli begin with. */
    static final String PREFIX = "STIM_";

    private static final int MOST_COLUMNS = 100;
    private static final int MOST_ROWS = 1_000_000;
    /** Of epochs that overlap, each costs its own time for every sample. */
    private static final int MOST_AT_ONCE = 100;

    private final CsvReader rows;
    private final Set<Presentation> presentations = new HashSet<>();

    private EpochTable(CsvReader rows) {
        this.rows = rows;
    }

    /**
     * Reads a table.
     *
     * @return the presentations in the order of time
     * @throws RecordingRejectedException where it is no such table, or has too many rows
     */
    static List<Presentation> read(SignalFiles recording, ArchiveEntry entry)
            throws IOException, RecordingRejectedException {
        try (CsvReader rows = new CsvReader(
                new BufferedInputStream(recording.archive().open(entry)), recording.where(entry), MOST_COLUMNS)) {
            return new EpochTable(rows).read(recording.where(entry));
        }
    }

    private List<Presentation> read(String file) throws IOException, RecordingRejectedException {
        List<String> header = rows.next().stream()
                .map(column -> column.strip().toLowerCase(Locale.ROOT))
                .toList();
        int name = column(header, "name");
        int start = column(header, "start");
        int end = column(header, "end");
        int count = 0;
        for (List<String> row = rows.next(); !row.isEmpty(); row = rows.next()) {
            if (++count > MOST_ROWS) {
                throw tooMany(file, "It has more than " + MOST_ROWS + " rows.");
            }
            if (row.size() != header.size()) {
                throw rows.refused(
                        "The row has " + row.size() + " columns, the header " + header.size() + ".",
                        "Save the recording again.");
            }
            if (row.get(name).startsWith(PREFIX)) {
                presentations.add(new Presentation(
                        row.get(name).substring(PREFIX.length()), seconds(row.get(start)), seconds(row.get(end))));
            }
        }
        List<Presentation> inOrder = presentations.stream()
                .sorted(Comparator.comparingDouble(Presentation::startS).thenComparing(Presentation::stimulus))
                .toList();
        requireFewAtOnce(inOrder, file);
        return inOrder;
    }

    private int column(List<String> header, String name) throws RecordingRejectedException {
        if (header.indexOf(name) < 0 || header.indexOf(name) != header.lastIndexOf(name)) {
            throw rows.refused(
                    "There is no column " + name + ", or more than one.",
                    "Begin the table with the header name,start,end.");
        }
        return header.indexOf(name);
    }

    private double seconds(String text) throws RecordingRejectedException {
        try {
            double seconds = Double.parseDouble(text.strip());
            // Far beyond any recording, and far from where samples cannot be counted any more.
            if (Math.abs(seconds) < 1e9) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal.
        }
        throw rows.refused(
                "A stimulus begins or ends at '" + text.strip() + "', which is no time.",
                "Give seconds from the beginning of the recording.");
    }

    private static void requireFewAtOnce(List<Presentation> inOrder, String file) throws RecordingRejectedException {
        PriorityQueue<Double> ends = new PriorityQueue<>();
        for (Presentation presentation : inOrder) {
            while (!ends.isEmpty() && ends.peek() <= presentation.startS()) {
                ends.remove();
            }
            ends.add(presentation.endS());
            if (ends.size() > MOST_AT_ONCE) {
                throw tooMany(file, "More than " + MOST_AT_ONCE + " stimuli are there at once.");
            }
        }
    }

    private static RecordingRejectedException tooMany(String file, String what) {
        return new RecordingRejectedException(
                List.of(Finding.error(Code.TOO_LARGE, file, what, "Keep only the epochs of this recording.")));
    }
}

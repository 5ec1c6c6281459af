package org.tonotopy.encoding.importing.nems;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.tonotopy.encoding.importing.CsvReader;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** Reads {@code NAME.SIGNAL.csv} sample by sample: one value for each channel, NaN where nothing was recorded. */
final class RasterReader implements Closeable {

    /** Columns up to here are counted, so that a person reads how many there are. */
    private static final int MANY = 20_000;

    private final CsvReader rows;
    private final String file;
    private final int mostChannels;
    private double[] values = {};
    private long samples;

    /**
     * @param channels how many there are; more than that are refused, fewer where {@link #next()} finds them unequal
     */
    RasterReader(SignalFiles recording, ArchiveEntry entry, int channels)
            throws IOException, RecordingRejectedException {
        this.file = recording.where(entry);
        this.mostChannels = channels;
        this.rows = new CsvReader(
                new BufferedInputStream(recording.archive().open(entry)), file, Math.max(channels, MANY) + 1);
    }

    /** The samples of a signal of which there is an entry of this kind. */
    static RasterReader open(SignalFiles recording, String signal, int channels)
            throws IOException, RecordingRejectedException {
        String key = signal + ".csv";
        ArchiveEntry entry = recording
                .file(key)
                .orElseThrow(() -> new RecordingRejectedException(List.of(Finding.error(
                        Code.MISSING_FILE,
                        recording.where(key),
                        "The signal is a raster, and the file of its samples is not there.",
                        "Save the whole recording again."))));
        return new RasterReader(recording, entry, channels);
    }

    /** Moves to the next sample; false at the end. */
    boolean next() throws IOException, RecordingRejectedException {
        List<String> row = rows.next();
        if (row.isEmpty()) {
            return false;
        }
        if (rows.line() != samples + 1) {
            throw rows.refused(
                    "A line before this one is empty, so that its samples do not lie at their times.",
                    "Write nan where nothing was recorded.");
        }
        if (samples == 0) {
            values = new double[row.size()];
        }
        if (row.size() != values.length || row.size() > mostChannels) {
            throw wrongShape("Line " + rows.line() + " has " + row.size() + " columns, "
                    + (row.size() > mostChannels ? "more than " + mostChannels : "the first one " + values.length)
                    + ".");
        }
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = number(row.get(channel));
        }
        samples++;
        return true;
    }

    /** Refuses the file for its axes. */
    RecordingRejectedException wrongShape(String what) {
        return new RecordingRejectedException(List.of(Finding.error(
                Code.WRONG_SHAPE, file, what, "Save a line for each sample and a column for each channel.")));
    }

    private double number(String field) throws RecordingRejectedException {
        String text = field.strip();
        try {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "", "nan" -> Double.NaN;
                case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException notANumber) {
            throw rows.refused("'" + shown(text) + "' is no number.", "Save the recording again.");
        }
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("\\p{Cntrl}", "?");
    }

    /** The sample, a value for each channel; the next one takes its place. */
    double[] values() {
        return values;
    }

    /** Where this sample stands, for findings. */
    String where() {
        return rows.where();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

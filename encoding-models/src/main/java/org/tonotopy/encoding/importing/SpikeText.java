package org.tonotopy.encoding.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Spike times as text: one line for each trial, times in milliseconds between blanks; an empty line is a trial without a
 * spike. Reads byte by byte and holds nothing.
 */
final class SpikeText {

    private static final int LONGEST_NUMBER = 64;

    private SpikeText() {}

    /** Hears what a text holds, in its order. */
    interface Listener {

        /** A line begins. */
        void trial(int trial) throws RecordingRejectedException;

        /** A time in the line that began last. */
        void spike(int trial, double timeMs);
    }

    /**
     * Reads to the end, and closes.
     *
     * @throws RecordingRejectedException where something is not a number
     */
    static void read(InputStream source, String file, Listener listener)
            throws IOException, RecordingRejectedException {
        try (InputStream bytes = new BufferedInputStream(source, 1 << 16)) {
            StringBuilder number = new StringBuilder();
            int trial = -1;
            boolean lineBegins = true;
            for (int c = bytes.read(); c >= 0; c = bytes.read()) {
                if (lineBegins) {
                    listener.trial(++trial);
                    lineBegins = false;
                }
                if (c > ' ') {
                    append(number, c, file, trial);
                } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                    end(number, file, trial, listener);
                    lineBegins = c == '\n';
                } else {
                    throw notANumber("a control character", file, trial);
                }
            }
            if (trial >= 0) {
                end(number, file, trial, listener);
            }
        }
    }

    private static void append(StringBuilder number, int c, String file, int trial) throws RecordingRejectedException {
        if (number.length() == LONGEST_NUMBER || c > '~') {
            throw notANumber("something longer, or no ASCII", file, trial);
        }
        number.append((char) c);
    }

    private static void end(StringBuilder number, String file, int trial, Listener listener)
            throws RecordingRejectedException {
        if (number.length() == 0) {
            return;
        }
        String text = number.toString();
        number.setLength(0);
        try {
            listener.spike(trial, text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text));
        } catch (NumberFormatException wrong) {
            throw notANumber("'" + text + "'", file, trial);
        }
    }

    private static RecordingRejectedException notANumber(String what, String file, int trial) {
        return new RecordingRejectedException(List.of(Finding.error(
                Code.UNREADABLE_TABLE,
                file + " line " + (trial + 1),
                "It holds " + what + " where the time of a spike should be.",
                "Write one line for each trial: times in milliseconds with blanks between them.")));
    }
}

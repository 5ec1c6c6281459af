package org.tonotopy.worker.joblog;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The log of an attempt while it grows: all of it in a file up to a limit, and the last lines in memory. Where the file cannot
 * be written or is full, what follows is left out, except for the last lines: how an attempt ended is always there.
 */
final class AttemptLog implements Closeable {
    /** Lines that are shown while an attempt runs. */
    static final int TAIL_LINES = 200;

    /** The same, in bytes. */
    static final int TAIL_BYTES = 32 * 1024;

    private final Optional<RandomAccessFile> spool;
    private final long limitBytes;
    private final Deque<byte[]> tail = new ArrayDeque<>();
    private int tailBytes;
    private long lines;
    private long spooledLines;
    private long spooledBytes;
    private boolean full;
    private long toldLines;

    /**
     * An empty log.
     *
     * @param spool takes the log, and is closed with it; no channel, because a thread that is interrupted closes those; empty: there is no room for one
     * @param limitBytes the most that is written to it
     */
    AttemptLog(Optional<RandomAccessFile> spool, long limitBytes) {
        this.spool = spool;
        this.limitBytes = limitBytes;
    }

    /**
     * The end of a log.
     *
     * @param text the last lines, each ended by a line feed
     * @param lines of the log
     * @param leftOut whether some before them are lost
     */
    record Tail(String text, long lines, boolean leftOut) {}

    /** Adds lines. */
    synchronized void append(List<String> added) {
        for (String line : added) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            spool(bytes);
            lines++;
            tail.addLast(bytes);
            tailBytes += bytes.length;
            while (tail.size() > TAIL_LINES || (tailBytes > TAIL_BYTES && tail.size() > 1)) {
                tailBytes -= tail.removeFirst().length;
            }
        }
    }

    private void spool(byte[] line) {
        if (full) {
            return;
        }
        if (spool.isEmpty() || spooledBytes + line.length > limitBytes || !write(spool.get(), line)) {
            full = true;
            return;
        }
        spooledBytes += line.length;
        spooledLines++;
    }

    /** A full disk ends what is kept of the log, and nothing else. */
    private static boolean write(RandomAccessFile file, byte[] line) {
        try {
            file.write(line);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** The last lines, if there are any that {@link #told} does not know of. */
    synchronized Optional<Tail> news() {
        return lines == toldLines ? Optional.empty() : Optional.of(new Tail(text(0), lines, lost() > 0));
    }

    /** Says that somebody has got these last lines. */
    synchronized void told(Tail told) {
        toldLines = told.lines();
    }

    /** How many lines were logged. */
    synchronized long lines() {
        return lines;
    }

    /** How many of them are neither in the file nor among the last. */
    synchronized long lost() {
        return full ? Math.max(0, firstOfTail() - spooledLines) : 0;
    }

    private long firstOfTail() {
        return lines - tail.size();
    }

    /** The whole log, from its beginning; to be read before anything is added. */
    synchronized InputStream whole() throws IOException {
        InputStream end = new ByteArrayInputStream(end().getBytes(StandardCharsets.UTF_8));
        if (spool.isEmpty()) {
            return end;
        }
        RandomAccessFile file = spool.get();
        // What a disk that became full took of a line is not part of it.
        file.setLength(spooledBytes);
        file.seek(0);
        return new SequenceInputStream(new Reading(file), end);
    }

    /** Reads a file and leaves it open: what could not be stored is read again. */
    private static final class Reading extends InputStream {
        private final RandomAccessFile file;

        Reading(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return file.read(buffer, offset, length);
        }
    }

    /** What is behind the part in the file. */
    private String end() {
        if (!full) {
            return "";
        }
        long lost = lost();
        String note = lost == 0
                ? ""
                : "[" + lost + (lost == 1 ? " line is" : " lines are") + " left out here: no more than " + limitBytes
                        + " bytes and the last lines are kept of a log]\n";
        return note + text(Math.max(0, spooledLines - firstOfTail()));
    }

    /** The last lines without some of them. */
    private String text(long without) {
        StringBuilder text = new StringBuilder();
        tail.stream().skip(without).forEach(line -> text.append(new String(line, StandardCharsets.UTF_8)));
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        if (spool.isPresent()) {
            spool.get().close();
        }
    }
}

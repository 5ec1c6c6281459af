package org.tonotopy.benchmarks.reading;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads and checks an NPZ recording several times and prints a line of JSON for each: megabytes of the file per second,
 * what the recording keeps of the heap, and the most that the heap held while it was read.
 */
public final class ReadingProgram {
    private ReadingProgram() {}

    /**
     * Runs the program.
     *
     * @param arguments the file, its {@code dt_ms}, and how often
     */
    public static void main(String[] arguments) throws IOException, RecordingRejectedException {
        Path file = Path.of(arguments[0]);
        RecordingMetadata metadata = RecordingMetadata.parse("{\"dt_ms\": " + arguments[1] + "}");
        for (int time = Integer.parseInt(arguments[2]); time > 0; time--) {
            System.gc();
            List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long begin = System.nanoTime();
            Recording recording = NpzRecordingReader.read(file, metadata, ReadingLimits.standard());
            double seconds = (System.nanoTime() - begin) / 1e9;
            long peak = heap.stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.gc();
            long kept =
                    heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
            System.out.printf(
                    Locale.ROOT,
                    "{\"stimuli\": %d, \"megabytes\": %.0f, \"seconds\": %.2f, \"megabytes_per_second\": %.0f,"
                            + " \"kept_mebibytes\": %d, \"peak_mebibytes\": %d}%n",
                    recording.stimuli().size(),
                    Files.size(file) / 1e6,
                    seconds,
                    Files.size(file) / 1e6 / seconds,
                    kept >> 20,
                    peak >> 20);
        }
    }
}

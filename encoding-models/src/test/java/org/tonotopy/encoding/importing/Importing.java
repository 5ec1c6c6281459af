package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonotopy.encoding.cochleagram.Compression;
import org.tonotopy.encoding.cochleagram.FrequencyScale;
import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** Runs an importer on bytes that a test made. */
public final class Importing {

    public static final FrontEnd FRONT_END =
            new FrontEnd(FrequencyScale.LOG, 4, 500, 6000, 10, new Compression.Decibel(-60), FrontEnd.Alignment.CAUSAL);

    private final RecordingImporter importer;
    private final Path folder;
    private String metadata = "{\"dt_ms\": 5}";
    private ReadingLimits limits = ReadingLimits.standard();

    public Importing(RecordingImporter importer, Path folder) {
        this.importer = importer;
        this.folder = folder;
    }

    public Importing described(String json) {
        metadata = json;
        return this;
    }

    public Importing within(ReadingLimits other) {
        limits = other;
        return this;
    }

    public Recording read(byte[] bytes) throws IOException, RecordingRejectedException {
        Path file = Files.write(folder.resolve("upload"), bytes);
        return importer.read(file, new ImportSettings(RecordingMetadata.parse(metadata), FRONT_END, limits));
    }

    /** The first error for which bytes are refused. */
    public Finding refusal(byte[] bytes) {
        RecordingRejectedException refused = catchThrowableOfType(RecordingRejectedException.class, () -> read(bytes));
        assertThat(refused).as("refused").isNotNull();
        return refused.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .orElseThrow();
    }

    /** The one notice of a code. */
    public static Finding notice(Recording recording, Code code) {
        return recording.notices().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " among " + recording.notices()));
    }
}

package org.tonotopy.encoding.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.wav.WavLimits;
import org.tonotopy.encoding.wav.WavReader;

/** Reads the sounds of an archive one by one. */
final class ArchivedSounds {

    private static final String SUFFIX = ".wav";

    private final RecordingArchive archive;
    private final WavLimits limits;
    private final FindingLog log;

    /** @param maxBytesInMemory of which samples in 4 bytes may take a quarter */
    ArchivedSounds(RecordingArchive archive, long maxBytesInMemory, FindingLog log) {
        this.archive = archive;
        this.limits = limits(maxBytesInMemory);
        this.log = log;
    }

    /** How much of one sound is believed where so much memory may be taken. */
    static WavLimits limits(long maxBytesInMemory) {
        WavLimits standard = WavLimits.standard();
        return new WavLimits(
                (int) Math.max(1, Math.min(standard.maxSamples(), maxBytesInMemory / 16)), standard.maxChannels());
    }

    /** Whether a file says that it holds sound. */
    static boolean isSound(ArchiveEntry entry) {
        return entry.name().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** A name for what is in the file: its own without {@code .wav}. */
    static String nameOf(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(SUFFIX)
                ? file.substring(0, file.length() - SUFFIX.length())
                : file;
    }

    /** The sound in a file, empty where it cannot be used, which is then logged. */
    Optional<Waveform> read(ArchiveEntry entry) throws IOException {
        try (InputStream bytes = new BufferedInputStream(archive.open(entry))) {
            Waveform sound = WavReader.read(bytes, limits);
            // The checksum of the archive stands at the end, after whatever follows the samples.
            bytes.transferTo(OutputStream.nullOutputStream());
            return Optional.of(sound);
        } catch (SoundRefusedException refused) {
            log.add(refused.finding(entry.name()));
            return Optional.empty();
        }
    }
}

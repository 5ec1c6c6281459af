package org.tonotopy.encoding.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.wav.WavReader;

/** Reads sounds that come without responses, and makes them into cochleagrams as importers of recordings do. */
public final class SoundsImporter {
    private static final String ONLY = "sound";

    private SoundsImporter() {}

    /**
     * Reads one WAV file.
     *
     * @param settings width of a bin, front end and limits
     * @return the sound alone, named {@code sound}
     * @throws RecordingRejectedException if it is no sound that can be used
     * @throws IOException if the file cannot be read at all
     */
    public static List<Stimulus> readWav(Path file, ImportSettings settings)
            throws IOException, RecordingRejectedException {
        RecordingDraft draft = draft(settings, new FindingLog());
        try {
            Waveform sound =
                    WavReader.read(file, ArchivedSounds.limits(settings.limits().maxBytesInMemory()));
            draft.addSound(ONLY, Optional.empty(), sound, ONLY);
            return draft.sounds();
        } catch (SoundRefusedException refused) {
            throw new RecordingRejectedException(List.of(refused.finding(ONLY)));
        }
    }

    /**
     * Reads all WAV files of a zip, a tar or a tar.gz.
     *
     * @param settings width of a bin, front end and limits
     * @return the sounds in the natural order of their names, each named as its file without {@code .wav}
     * @throws RecordingRejectedException if it is no such archive, holds no sound, or one that cannot be used
     * @throws IOException if the file cannot be read at all
     */
    public static List<Stimulus> readArchive(Path file, ImportSettings settings)
            throws IOException, RecordingRejectedException {
        FindingLog log = new FindingLog();
        RecordingDraft draft = draft(settings, log);
        try (RecordingArchive archive = RecordingArchive.open(file, ArchiveLimits.within(settings.limits()))) {
            ArchivedSounds reader =
                    new ArchivedSounds(archive, settings.limits().maxBytesInMemory(), log);
            for (ArchiveEntry entry : archive.entries()) {
                Optional<Waveform> sound = ArchivedSounds.isSound(entry) ? reader.read(entry) : Optional.empty();
                if (sound.isPresent()) {
                    draft.addSound(
                            ArchivedSounds.nameOf(entry.fileName()), Optional.empty(), sound.get(), entry.name());
                }
            }
            List<Stimulus> sounds = draft.sounds();
            if (sounds.isEmpty()) {
                throw log.rejection(Code.NO_STIMULI, "archive", "It holds no sound.", "Add WAV files.");
            }
            return sounds;
        } catch (ArchiveRefusedException refused) {
            throw refused.asRejection();
        }
    }

    private static RecordingDraft draft(ImportSettings settings, FindingLog log) {
        return new RecordingDraft(settings, settings.frontEnd().centerFrequenciesHz(), log);
    }
}

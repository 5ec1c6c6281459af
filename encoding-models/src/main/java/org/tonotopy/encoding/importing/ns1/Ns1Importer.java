package org.tonotopy.encoding.importing.ns1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tonotopy.encoding.cochleagram.Cochleagram;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingDraft;
import org.tonotopy.encoding.importing.RecordingImporter;
import org.tonotopy.encoding.importing.SpikeCounter;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatLimits;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.wav.WavLimits;
import org.tonotopy.encoding.wav.WavReader;

/**
 * Reads the NS1 recording as it lies on OSF (osf.io/ayw2p; Harper et al. 2016): a zip or tar with the metadata MAT, the MAT
 * files of spike times that it names, and the sounds. The units come in the order of the metadata, the sounds in the order of
 * their names.
 *
 * <p>Spikes are counted as the published preparation does: times are rounded to milliseconds, spikes of one repeat in the
 * same millisecond are one, and what comes at 4,995 ms or later is left out.
 */
public final class Ns1Importer implements RecordingImporter {
    private static final double LONGEST_MS = 4995;

    /** The rate of the Tucker-Davis hardware, 25 MHz / 512, which the headers of the sounds give without its fraction. */
    private static final double RATE_HZ = 48_828.125;

    private static final double RATE_IN_HEADER_HZ = 48_828;

    @Override
    public Recording read(Path file, ImportSettings settings) throws IOException, RecordingRejectedException {
        try (RecordingArchive archive = RecordingArchive.open(file, ArchiveLimits.within(settings.limits()))) {
            return new Reading(archive, settings).read();
        } catch (ArchiveRefusedException refused) {
            throw refused.asRejection();
        }
    }

    /** One archive on its way to a recording. */
    private static final class Reading {
        private final RecordingArchive archive;
        private final ImportSettings settings;
        private final FindingLog log = new FindingLog();
        private final RecordingDraft draft;
        private final TreeMap<SoundKey, Integer> stimuli = new TreeMap<>();
        private final List<Trial> trials = new ArrayList<>();
        private long keptSpikes;
        private final LeftOut withoutSound = new LeftOut();

        private record Trial(int stimulus, int neuron, int repeat, double[] times) {}

        private static final class LeftOut {
            private final Set<SoundKey> sounds = new HashSet<>();
            private long repeats;
            private long spikes;
        }

        Reading(RecordingArchive archive, ImportSettings settings) {
            this.archive = archive;
            this.settings = settings;
            this.draft = new RecordingDraft(settings, settings.frontEnd().centerFrequenciesHz(), log);
        }

        Recording read() throws IOException, RecordingRejectedException {
            UnitTable table = table();
            readSounds();
            log.rejectIfWrong();
            readUnits(table);
            SpikeCounter counter = draft.countSpikes();
            count(counter);
            return counter.finish();
        }

        /** A table is small: the smallest file that is one is taken for it. */
        private UnitTable table() throws IOException, RecordingRejectedException {
            List<ArchiveEntry> bySize = archive.entries().stream()
                    .filter(Reading::isMat)
                    .sorted(Comparator.comparingLong(ArchiveEntry::bytes))
                    .toList();
            for (ArchiveEntry entry : bySize) {
                try {
                    MatFile file = open(entry);
                    if (UnitTable.isIn(file)) {
                        UnitTable table =
                                UnitTable.read(file, settings.metadata().area());
                        return table;
                    }
                } catch (MatRefusedException refused) {
                    log.add(refused.finding(entry.name()));
                    log.rejectIfWrong();
                }
            }
            throw log.rejection(
                    Code.MISSING_FILE,
                    "archive",
                    "No MAT file in it has the variable neuron, which lists the units.",
                    "Add MetadataSHEnCneurons.mat.");
        }

        private static boolean isMat(ArchiveEntry entry) {
            return entry.fileName().toLowerCase(java.util.Locale.ROOT).endsWith(".mat");
        }

        private MatFile open(ArchiveEntry entry) throws IOException, MatRefusedException {
            try (InputStream bytes = archive.open(entry)) {
                return MatFile.open(bytes, MatLimits.standard());
            }
        }

        private void readSounds() throws IOException, RecordingRejectedException {
            TreeMap<SoundKey, ArchiveEntry> files = new TreeMap<>();
            for (ArchiveEntry entry : archive.entries()) {
                Optional<SoundKey> key = SoundKey.ofFile(entry.fileName());
                if (key.isPresent() && files.put(key.get(), entry) != null) {
                    log.error(
                            Code.DUPLICATE_NAME,
                            entry.name(),
                            "Two files hold the sound of this name.",
                            "Leave one of them out.");
                }
            }
            int shortened = 0;
            for (var sound : files.entrySet()) {
                ArchiveEntry entry = sound.getValue();
                try {
                    Waveform waveform = waveform(entry);
                    int covered = Cochleagram.bins(waveform, dtMs());
                    int bins = Math.min(covered, (int) Math.floor(LONGEST_MS / dtMs() + 1e-9));
                    shortened += bins < covered ? 1 : 0;
                    float[] levels = Cochleagram.of(waveform, settings.frontEnd(), dtMs(), bins);
                    stimuli.put(
                            sound.getKey(),
                            draft.addCochleagram(sound.getKey().name(), Optional.empty(), bins, levels, entry.name()));
                } catch (SoundRefusedException refused) {
                    log.add(refused.finding(entry.name()));
                }
            }
            if (shortened > 0) {
                log.notice(
                        Code.MISMATCHED_BINS,
                        "stimuli",
                        shortened + " of " + files.size() + " sounds go on after " + LONGEST_MS
                                + " ms; what comes later was left out, as it was when the recording was published.",
                        "Nothing.");
            }
        }

        private Waveform waveform(ArchiveEntry entry) throws IOException, SoundRefusedException {
            try (InputStream bytes = archive.open(entry)) {
                Waveform sound = WavReader.read(bytes, WavLimits.standard());
                // The archive checks a file at its end.
                bytes.transferTo(OutputStream.nullOutputStream());
                return sound.sampleRateHz() == RATE_IN_HEADER_HZ ? new Waveform(RATE_HZ, sound.samples()) : sound;
            }
        }

        private void readUnits(UnitTable table) throws IOException, RecordingRejectedException {
            String root = root(table);
            Set<String> used = new HashSet<>();
            int missing = 0;
            for (UnitTable.Row row : table.rows()) {
                Optional<ArchiveEntry> entry = archive.entry(root + row.path());
                if (entry.isEmpty()) {
                    missing++;
                    continue;
                }
                used.add(entry.get().name());
                try {
                    take(draft.addNeuron(row.neuron()), UnitSpikes.read(open(entry.get())), entry.get());
                } catch (MatRefusedException refused) {
                    log.add(refused.finding(entry.get().name()));
                }
            }
            log.rejectIfWrong();
            report(missing, table.rows().size(), used);
        }

        /** What stands before the paths of the table in the names of the archive. */
        private String root(UnitTable table) throws RecordingRejectedException {
            if (table.rows().size() > settings.limits().maxNeurons()) {
                throw log.rejection(
                        Code.TOO_LARGE,
                        "neuron",
                        "It lists " + table.rows().size() + " units, more than "
                                + settings.limits().maxNeurons() + ".",
                        "Split the recording by units.");
            }
            for (UnitTable.Row row : table.rows()) {
                for (ArchiveEntry entry : archive.entries()) {
                    if (entry.name().equals(row.path()) || entry.name().endsWith("/" + row.path())) {
                        return entry.name()
                                .substring(0, entry.name().length() - row.path().length());
                    }
                }
            }
            throw log.rejection(
                    Code.MISSING_FILE,
                    "neuron.path",
                    "None of the " + table.rows().size() + " files of spikes that it names is in the archive.",
                    "Pack the folder spikesandwav with its folders.");
        }

        private void take(int neuron, UnitSpikes spikes, ArchiveEntry entry) throws RecordingRejectedException {
            Set<SoundKey> heard = new HashSet<>();
            for (UnitSpikes.Heard sound : spikes.sounds()) {
                Integer stimulus = stimuli.get(sound.sound());
                if (stimulus == null) {
                    withoutSound.sounds.add(sound.sound());
                    withoutSound.repeats += sound.repeats().size();
                    withoutSound.spikes += sound.spikes();
                    continue;
                }
                if (!heard.add(sound.sound())) {
                    log.error(
                            Code.DUPLICATE_NAME,
                            entry.name(),
                            "It has two sets of responses to " + sound.sound().name() + ".",
                            "Put the repeats of one sound into one set.");
                    continue;
                }
                keptSpikes += sound.spikes();
                if (keptSpikes > settings.limits().maxBytesInMemory() / (2 * Double.BYTES)) {
                    throw log.rejection(
                            Code.TOO_LARGE,
                            entry.name(),
                            "There are more than " + keptSpikes + " spikes in all.",
                            "Split the recording by units.");
                }
                for (int repeat = 0; repeat < sound.repeats().size(); repeat++) {
                    draft.recordTrial(stimulus, neuron, repeat);
                    trials.add(
                            new Trial(stimulus, neuron, repeat, sound.repeats().get(repeat)));
                }
            }
        }

        private void report(int missing, int units, Set<String> used) {
            if (missing > 0) {
                log.notice(
                        Code.MISSING_FILE,
                        "neuron.path",
                        "The spikes of " + missing + " of " + units + " units are not in the archive.",
                        "Add them, or go on with the others.");
            }
            List<String> unused = archive.entries().stream()
                    .filter(Reading::isMat)
                    .map(ArchiveEntry::name)
                    .filter(name -> !used.contains(name))
                    .toList();
            // The table itself is one of them.
            if (unused.size() > 1) {
                log.notice(
                        Code.UNUSED_FILE,
                        unused.get(0),
                        (unused.size() - 1) + " MAT files are of no unit that the metadata name, and were not read.",
                        "Leave them, or add their units to the metadata.");
            }
            if (!withoutSound.sounds.isEmpty()) {
                log.notice(
                        Code.UNKNOWN_STIMULUS,
                        withoutSound.sounds.stream()
                                .sorted()
                                .findFirst()
                                .orElseThrow()
                                .name(),
                        withoutSound.sounds.size() + " sounds were played that are not in the archive: "
                                + withoutSound.repeats + " repeats with " + withoutSound.spikes
                                + " spikes were left out.",
                        "Add their WAV files, if they are wanted.");
            }
        }

        private void count(SpikeCounter counter) {
            long together = 0;
            for (Trial trial : trials) {
                BitSet taken = new BitSet();
                for (double time : trial.times()) {
                    double millisecond = Math.rint(time);
                    boolean within = millisecond >= 0 && millisecond < LONGEST_MS;
                    if (within && taken.get((int) millisecond)) {
                        together++;
                        continue;
                    }
                    if (within) {
                        taken.set((int) millisecond);
                    }
                    counter.add(trial.stimulus(), trial.neuron(), trial.repeat(), millisecond);
                }
            }
            if (together > 0) {
                log.notice(
                        Code.MERGED_SPIKES,
                        "spikes",
                        together + " spikes came in the same millisecond as another of their repeat, and were counted"
                                + " as one with it.",
                        "Nothing: so it was when the recording was published.");
            }
        }

        private double dtMs() {
            return settings.metadata().dtMs();
        }
    }
}

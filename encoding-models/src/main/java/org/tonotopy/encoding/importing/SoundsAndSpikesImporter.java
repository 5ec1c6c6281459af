package org.tonotopy.encoding.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads an archive with WAV files and one table of spikes, {@code stimulus,neuron,trial,time_ms}.
 *
 * <p>A stimulus is called as its file is, without {@code .wav}. A row without a time is a trial that was recorded and had
 * no spike there; so is every row of an optional table {@code trials.csv} with the columns {@code stimulus,neuron,trial}.
 * A trial of which no row speaks was not recorded. The tables are read twice and never held.
 */
public final class SoundsAndSpikesImporter implements RecordingImporter {

    @Override
    public Recording read(Path file, ImportSettings settings) throws IOException, RecordingRejectedException {
        try (RecordingArchive archive = RecordingArchive.open(file, ArchiveLimits.within(settings.limits()))) {
            return new Reading(archive, settings).read();
        } catch (ArchiveRefusedException refused) {
            throw refused.asRejection();
        }
    }

    private static final class Reading {

        private static final String TRIALS = "trials.csv";

        private final RecordingArchive archive;
        private final ImportSettings settings;
        private final FindingLog log = new FindingLog();
        private final RecordingDraft draft;
        private final Map<String, Integer> stimuli = new HashMap<>();
        private final Map<String, Integer> neurons = new HashMap<>();
        private long rowsOfUnknownStimuli;

        Reading(RecordingArchive archive, ImportSettings settings) {
            this.archive = archive;
            this.settings = settings;
            this.draft = new RecordingDraft(settings, settings.frontEnd().centerFrequenciesHz(), log);
        }

        Recording read() throws IOException, RecordingRejectedException {
            List<ArchiveEntry> spikeTables = new ArrayList<>();
            List<ArchiveEntry> trialTables = new ArrayList<>();
            List<ArchiveEntry> sounds = new ArrayList<>();
            UnusedFiles unused = new UnusedFiles();
            for (ArchiveEntry entry : archive.entries()) {
                String name = entry.fileName().toLowerCase(Locale.ROOT);
                if (ArchivedSounds.isSound(entry)) {
                    sounds.add(entry);
                } else if (name.equals(TRIALS)) {
                    trialTables.add(entry);
                } else if (name.endsWith(".csv")) {
                    spikeTables.add(entry);
                } else {
                    unused.add(entry);
                }
            }
            ArchiveEntry spikes = only(spikeTables);
            readSounds(sounds);
            readTrials(spikes, true);
            for (ArchiveEntry trials : trialTables) {
                readTrials(trials, false);
            }
            if (rowsOfUnknownStimuli > 0) {
                log.rejectIfWrong();
            }
            SpikeCounter counter = draft.countSpikes();
            countSpikes(spikes, counter);
            unused.report(log);
            return counter.finish();
        }

        private ArchiveEntry only(List<ArchiveEntry> tables) throws RecordingRejectedException {
            if (tables.size() != 1) {
                throw log.rejection(
                        Code.MISSING_FILE,
                        tables.isEmpty() ? "archive" : tables.get(1).name(),
                        "There are " + tables.size() + " tables that may hold spikes, not one.",
                        "Put all spikes into one CSV file with the columns stimulus,neuron,trial,time_ms.");
            }
            return tables.get(0);
        }

        private void readSounds(List<ArchiveEntry> sounds) throws IOException, RecordingRejectedException {
            ArchivedSounds reader =
                    new ArchivedSounds(archive, settings.limits().maxBytesInMemory(), log);
            for (ArchiveEntry entry : sounds) {
                Optional<Waveform> sound = reader.read(entry);
                if (sound.isPresent()) {
                    String name = ArchivedSounds.nameOf(entry.fileName());
                    stimuli.put(name, draft.addSound(name, Optional.empty(), sound.get(), entry.name()));
                }
            }
            if (stimuli.isEmpty()) {
                log.error(Code.NO_STIMULI, "archive", "It holds no sound that can be used.", "Add WAV files.");
            }
            log.rejectIfWrong();
        }

        private void readTrials(ArchiveEntry entry, boolean timed) throws IOException, RecordingRejectedException {
            try (TrialTable table = new TrialTable(archive.open(entry), entry.name(), timed)) {
                while (table.next()) {
                    Integer stimulus = stimuli.get(ArchivedSounds.nameOf(table.stimulus()));
                    if (stimulus == null) {
                        if (rowsOfUnknownStimuli++ == 0) {
                            log.error(
                                    Code.UNKNOWN_STIMULUS,
                                    table.where(),
                                    "There is no sound for the stimulus " + table.stimulus() + ".",
                                    "Add a WAV file of this name, or take its rows out; it may not be the only one.");
                        }
                        continue;
                    }
                    Integer neuron = neurons.get(table.neuron());
                    if (neuron == null) {
                        neuron = draft.addNeuron(Neuron.named(table.neuron()));
                        neurons.put(table.neuron(), neuron);
                    }
                    draft.recordTrial(stimulus, neuron, table.trial());
                }
            }
        }

        private void countSpikes(ArchiveEntry entry, SpikeCounter counter)
                throws IOException, RecordingRejectedException {
            try (TrialTable table = new TrialTable(archive.open(entry), entry.name(), true)) {
                while (table.next()) {
                    if (table.hasTime()) {
                        counter.add(
                                index(stimuli, ArchivedSounds.nameOf(table.stimulus())),
                                index(neurons, table.neuron()),
                                table.trial(),
                                table.timeMs());
                    }
                }
            }
        }

        /** Everything that the second reading names was there in the first. */
        private static int index(Map<String, Integer> known, String name) {
            return Optional.ofNullable(known.get(name)).orElseThrow();
        }
    }
}

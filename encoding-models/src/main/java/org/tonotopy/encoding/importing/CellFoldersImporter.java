package org.tonotopy.encoding.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.importing.archive.NaturalOrder;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads folders of cells as CRCNS aa-1 and aa-2 have them: {@code CELL/KIND/spikeN} with one line of spike times in
 * milliseconds for each trial, and beside it {@code stimN}, which holds the name of a WAV file in {@code all_stims}, or
 * {@code stimN.wav}, which is one. Kinds may be missing; a folder above of the name {@code AREA_cells}, or a table
 * {@code cell_regions.csv} of cells and areas, says where cells are.
 *
 * <p>Sounds of identical bytes are one stimulus, whatever their numbers. Trial {@code k} of two cells counts as one
 * presentation; so it was, where cells were recorded together.
 *
 * @see <a href="https://crcns.org/data-sets/aa/aa-2/about">Theunissen et al. (2011), doi:10.6080/K0JW8BSC</a>
 * @see <a href="https://crcns.org/data-sets/aa/aa-1/about">Theunissen et al. (2009), doi:10.6080/K0F769GP</a>
 */
public final class CellFoldersImporter implements RecordingImporter {

    @Override
    public Recording read(Path file, ImportSettings settings) throws IOException, RecordingRejectedException {
        try (RecordingArchive archive = RecordingArchive.open(file, ArchiveLimits.within(settings.limits()))) {
            return new Reading(archive, settings).read();
        } catch (ArchiveRefusedException refused) {
            throw refused.asRejection();
        }
    }

    /** The responses of one cell to one stimulus; a cell that heard it under two numbers has two of these. */
    private record Response(int neuron, int stimulus, ArchiveEntry spikes, int firstTrial) {}

    private static final class Reading {

        private final RecordingArchive archive;
        private final FindingLog log = new FindingLog();
        private final RecordingDraft draft;
        private final SharedSounds sounds;
        private final UnusedFiles unused = new UnusedFiles();
        private final Map<String, Integer> neurons = new HashMap<>();
        private final Map<String, Integer> trials = new HashMap<>();
        private final Map<String, CellFolder> heardIn = new HashMap<>();
        private final List<Response> responses = new ArrayList<>();

        Reading(RecordingArchive archive, ImportSettings settings) {
            this.archive = archive;
            this.draft = new RecordingDraft(settings, settings.frontEnd().centerFrequenciesHz(), log);
            this.sounds = new SharedSounds(
                    archive,
                    draft,
                    new ArchivedSounds(archive, settings.limits().maxBytesInMemory(), log),
                    log);
        }

        Recording read() throws IOException, RecordingRejectedException {
            List<CellFolder> folders = CellFolder.of(archive, unused);
            if (folders.isEmpty()) {
                throw log.rejection(
                        Code.MISSING_FILE,
                        "archive",
                        "There is no folder with files spike1, spike2 and so on.",
                        "Pack one folder for each cell, with spikeN and stimN for each sound.");
            }
            Map<String, String> areas = areas(folders);
            for (CellFolder folder : folders) {
                declare(folder, areas);
            }
            log.rejectIfWrong();
            SpikeCounter counter = draft.countSpikes();
            for (Response response : responses) {
                count(response, counter);
            }
            sounds.reportUnused(unused);
            unused.report(log);
            return counter.finish();
        }

        private void declare(CellFolder folder, Map<String, String> areas)
                throws IOException, RecordingRejectedException {
            Integer neuron = neurons.get(folder.cellPath());
            if (neuron == null) {
                neuron = draft.addNeuron(new Neuron(
                        folder.cell(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        folder.area().or(() -> Optional.ofNullable(areas.get(folder.cell()))),
                        Optional.empty()));
                neurons.put(folder.cellPath(), neuron);
            }
            for (String number :
                    folder.spikes().keySet().stream().sorted(new NaturalOrder()).toList()) {
                ArchiveEntry spikes =
                        Optional.ofNullable(folder.spikes().get(number)).orElseThrow();
                Optional<ArchiveEntry> sound =
                        Optional.ofNullable(folder.sounds().get(number));
                if (sound.isEmpty()) {
                    log.error(
                            Code.UNKNOWN_STIMULUS,
                            spikes.name(),
                            "There is no stim" + number + " beside it.",
                            "Add the sound, or the file that names it.");
                    continue;
                }
                Optional<Integer> stimulus = sounds.stimulus(sound.get(), folder.kind());
                if (stimulus.isPresent()) {
                    requireOneFolder(neuron, stimulus.get(), folder);
                    declare(neuron, stimulus.get(), spikes);
                }
            }
            // A stimN that no spikeN goes with was not recorded; the published data have some.
            folder.sounds().forEach((number, sound) -> {
                if (!folder.spikes().containsKey(number)) {
                    unused.add(sound);
                }
            });
        }

        /** What looks like kinds of sounds may be cells: a cell hears the same sound in one of them. */
        private void requireOneFolder(int neuron, int stimulus, CellFolder folder) {
            CellFolder earlier = heardIn.putIfAbsent(neuron + " " + stimulus, folder);
            if (earlier != null && !earlier.kind().equals(folder.kind())) {
                log.error(
                        Code.DUPLICATE_FILE,
                        folder.path(),
                        "Its cell has heard the same sound in " + earlier.path()
                                + " too: these may be folders of two cells.",
                        "Give every cell a folder of its own name, with the folders of kinds in it.");
            }
        }

        private void declare(int neuron, int stimulus, ArchiveEntry spikes)
                throws IOException, RecordingRejectedException {
            String cell = neuron + " " + stimulus;
            int first = trials.getOrDefault(cell, 0);
            SpikeText.read(archive.open(spikes), spikes.name(), new SpikeText.Listener() {
                @Override
                public void trial(int trial) throws RecordingRejectedException {
                    draft.recordTrial(stimulus, neuron, first + trial);
                    trials.put(cell, first + trial + 1);
                }

                @Override
                public void spike(int trial, double timeMs) {
                    // Counted when it is known that there is room.
                }
            });
            responses.add(new Response(neuron, stimulus, spikes, first));
        }

        private void count(Response response, SpikeCounter counter) throws IOException, RecordingRejectedException {
            ArchiveEntry spikes = response.spikes();
            SpikeText.read(archive.open(spikes), spikes.name(), new SpikeText.Listener() {
                @Override
                public void trial(int trial) {
                    // Declared before.
                }

                @Override
                public void spike(int trial, double timeMs) {
                    counter.add(response.stimulus(), response.neuron(), response.firstTrial() + trial, timeMs);
                }
            });
        }

        /** Areas of cells as aa-2 lists them, without a header; {@code None} says nothing. */
        private Map<String, String> areas(List<CellFolder> folders) throws IOException, RecordingRejectedException {
            Set<String> cells = folders.stream().map(CellFolder::cell).collect(Collectors.toSet());
            Map<String, String> areas = new HashMap<>();
            for (ArchiveEntry entry : archive.entries()) {
                if (entry.fileName().equals(CellFolder.REGIONS)) {
                    try (CsvReader table = new CsvReader(archive.open(entry), entry.name(), 10)) {
                        for (List<String> row = table.next(); !row.isEmpty(); row = table.next()) {
                            if (row.size() > 1
                                    && cells.contains(row.get(0).strip())
                                    && !row.get(1).strip().equals("None")) {
                                areas.put(row.get(0).strip(), row.get(1).strip());
                            }
                        }
                    }
                }
            }
            return areas;
        }
    }
}

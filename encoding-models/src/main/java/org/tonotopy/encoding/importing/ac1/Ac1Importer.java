package org.tonotopy.encoding.importing.ac1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingImporter;
import org.tonotopy.encoding.importing.UnusedFiles;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads CRCNS ac-1: whole-cell and cell-attached recordings of auditory cortex and thalamus of the rat by Wehr (2002 to
 * 2003) and Asari (2005 to 2007), in MAT files.
 *
 * <p>The description in the data set needs a login; the form is known from programs that read it, and this is all that is
 * relied on. A folder of results is a cell. Each of its MAT files has {@code response}, see {@link Trace}, and
 * {@code triggers}, see {@link Presentation}; Asari's have {@code param}, see {@link Setup}. Sounds lie below
 * {@code Stimuli}, see {@link SoundLibrary}. No published file was at hand, so every recording says that the reader is
 * untested.
 *
 * <p>Whole-cell recordings become signed traces in millivolts, with neither drift nor spikes taken out, as the mean over each
 * time bin. Cell-attached ones become counts of the spikes that {@link SpikeDetector} finds. Where an archive holds both, the
 * cell-attached ones are left out, because a recording is of one kind.
 *
 * @see <a href="https://crcns.org/data-sets/ac/ac-1/about">Asari et al. (2009), doi:10.6080/K0KW5CXR</a>
 * @see <a href="https://github.com/urancon/deepSTRF">deepSTRF, which reads both parts and holds a program of the
 *     authors</a>
 * @see <a href="https://doi.org/10.1523/JNEUROSCI.4445-03.2004">Machens, Wehr &amp; Zador (2004)</a>
 * @see <a href="https://doi.org/10.1152/jn.00577.2009">Asari &amp; Zador (2009)</a>
 */
public final class Ac1Importer implements RecordingImporter {

    @Override
    public Recording read(Path file, ImportSettings settings) throws IOException, RecordingRejectedException {
        try (RecordingArchive archive = RecordingArchive.open(file, ArchiveLimits.within(settings.limits()))) {
            FindingLog log = new FindingLog();
            log.notice(
                    Code.UNTESTED_FORMAT,
                    "archive",
                    "The reader of crcns-ac1 was written from descriptions, and has not been tested on a published file.",
                    "Compare some trials with the files before you rely on them.");
            Ac1Files files = new Ac1Files(archive, settings.limits());
            return new SessionReader(files, settings, log).read(ofOneKind(sessions(files, log), log));
        } catch (ArchiveRefusedException refused) {
            throw refused.asRejection();
        }
    }

    private static List<Session> sessions(Ac1Files files, FindingLog log)
            throws IOException, RecordingRejectedException {
        UnusedFiles unused = new UnusedFiles();
        files.others().forEach(unused::add);
        Map<String, Session> sessions = new LinkedHashMap<>();
        for (ArchiveEntry entry : files.results()) {
            try {
                MatFile file = files.open(entry);
                if (Trace.isIn(file) && Presentation.isIn(file)) {
                    Setup setup = Setup.read(file);
                    // A cell may be recorded from outside before it is from inside.
                    String key = entry.folder() + (setup.cellAttached() ? " from outside" : " from inside");
                    sessions.computeIfAbsent(key, first -> new Session(entry.folder(), setup, new ArrayList<>()))
                            .files()
                            .add(entry);
                } else {
                    unused.add(entry);
                }
            } catch (MatRefusedException refused) {
                log.add(refused.finding(entry.name()));
            }
        }
        unused.report(log);
        log.rejectIfWrong();
        if (sessions.isEmpty()) {
            throw log.rejection(
                    Code.MISSING_FILE,
                    "archive",
                    "No MAT file in it has the variables response and triggers.",
                    "Pack a folder of results with the folder Stimuli that belongs to it.");
        }
        return List.copyOf(sessions.values());
    }

    private static List<Session> ofOneKind(List<Session> sessions, FindingLog log) {
        List<Session> wholeCell = sessions.stream()
                .filter(session -> !session.setup().cellAttached())
                .toList();
        if (wholeCell.isEmpty() || wholeCell.size() == sessions.size()) {
            return sessions;
        }
        log.notice(
                Code.MIXED_RESPONSE_KINDS,
                "archive",
                sessions.size() - wholeCell.size() + " of " + sessions.size()
                        + " cells were recorded from outside and have spikes; only the others, which have membrane"
                        + " potentials, were read.",
                "Pack the cell-attached recordings for themselves to have them as counts.");
        return wholeCell;
    }
}

package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.nio.file.Path;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingImporter;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads an archive of NEMS: one recording, or several, each in a folder or in an archive of its own within the archive.
 * Stimuli of one name are one stimulus for all of them; units are put side by side.
 *
 * <p>Sounds come as cochleagrams: the front end of the settings is not used.
 *
 * @see <a href="https://doi.org/10.5281/zenodo.8044773">Pennington and David (2023), NAT4</a>
 * @see <a href="https://doi.org/10.5281/zenodo.3445557">Lopez Espejo, Schwartz and David (2019)</a>
 */
public final class NemsImporter implements RecordingImporter {

    @Override
    public Recording read(Path file, ImportSettings settings) throws IOException, RecordingRejectedException {
        try (NestedArchives archives = NestedArchives.open(file, ArchiveLimits.within(settings.limits()))) {
            return new NemsReading(archives, settings).read();
        } catch (ArchiveRefusedException refused) {
            throw refused.asRejection();
        }
    }
}

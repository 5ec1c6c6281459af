package org.tonotopy.encoding.importing.ac1;

import java.util.List;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;

/**
 * One cell: the files of one folder of results, in the order of their numbers.
 *
 * @param folder its path in the archive
 * @param setup of its first file, where the cell was and how it was recorded
 */
record Session(String folder, Setup setup, List<ArchiveEntry> files) {

    /** The name of the folder, {@code 20020608-mw-002}: date, experimenter, penetration. */
    String cell() {
        return folder.isEmpty() ? "cell" : folder.substring(folder.lastIndexOf('/') + 1);
    }
}

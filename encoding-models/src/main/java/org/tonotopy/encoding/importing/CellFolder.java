package org.tonotopy.encoding.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.RecordingArchive;

/**
 * A folder with the responses of one cell: {@code spikeN} belongs to the sound that {@code stimN} is or names.
 *
 * @param path its path in the archive
 * @param cell the name of the cell
 * @param kind the kind of its sounds, where cells have a folder for each
 * @param area the area of the cell, where a folder above is called {@code AREA_cells}
 * @param spikes the files of spike times by their number
 * @param sounds the files of sounds, or of names of sounds, by their number
 */
record CellFolder(
        String path,
        String cell,
        Optional<String> kind,
        Optional<String> area,
        Map<String, ArchiveEntry> spikes,
        Map<String, ArchiveEntry> sounds) {

    /** The classes of stimuli of CRCNS aa-1 and aa-2. */
    private static final Set<String> PUBLISHED_KINDS = Set.of("conspecific", "flatrip", "songrip", "bengalese");

    /** A table of cells and areas, in which aa-2 says where cells are. */
    static final String REGIONS = "cell_regions.csv";

    private static final Pattern SPIKES = Pattern.compile("spikes?_?(\\d+)(\\.txt)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOUND = Pattern.compile("stim_?(\\d+)(\\.wav|\\.txt)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AREA = Pattern.compile("(.+)_cells", Pattern.CASE_INSENSITIVE);

    /** Files that are called as those of cells are, in the natural order of their folders. */
    static List<CellFolder> of(RecordingArchive archive, UnusedFiles unused) {
        Map<String, CellFolder> folders = new HashMap<>();
        List<CellFolder> inOrder = new ArrayList<>();
        Set<String> kinds = kinds(archive);
        for (ArchiveEntry entry : archive.entries()) {
            Matcher spikes = SPIKES.matcher(entry.fileName());
            Matcher sound = SOUND.matcher(entry.fileName());
            boolean ofSpikes = spikes.matches();
            if (!ofSpikes && !sound.matches()) {
                if (!ArchivedSounds.isSound(entry) && !entry.fileName().equals(REGIONS)) {
                    unused.add(entry);
                }
                continue;
            }
            CellFolder folder = folders.get(entry.folder());
            if (folder == null) {
                folder = named(entry.folder(), kinds);
                folders.put(entry.folder(), folder);
                inOrder.add(folder);
            }
            String number = (ofSpikes ? spikes.group(1) : sound.group(1)).replaceFirst("^0+(?=.)", "");
            ArchiveEntry other = (ofSpikes ? folder.spikes : folder.sounds).putIfAbsent(number, entry);
            if (other != null) {
                unused.add(entry);
            }
        }
        return inOrder.stream().filter(folder -> !folder.spikes.isEmpty()).toList();
    }

    /** The last folder is a kind where it is a published one, or where several cells have a folder of that name. */
    private static Set<String> kinds(RecordingArchive archive) {
        Map<String, Set<String>> parents = new HashMap<>();
        for (ArchiveEntry entry : archive.entries()) {
            if (SPIKES.matcher(entry.fileName()).matches()) {
                String folder = entry.folder();
                parents.computeIfAbsent(lastPart(folder), last -> new HashSet<>())
                        .add(parent(folder));
            }
        }
        Set<String> kinds = new HashSet<>(PUBLISHED_KINDS);
        parents.forEach((last, above) -> {
            if (above.size() > 1) {
                kinds.add(last);
            }
        });
        return kinds;
    }

    private static CellFolder named(String path, Set<String> kinds) {
        boolean hasKind = kinds.contains(lastPart(path)) && !parent(path).isEmpty();
        String cellPath = hasKind ? parent(path) : path;
        Matcher area = AREA.matcher(lastPart(parent(cellPath)));
        return new CellFolder(
                path,
                cellPath.isEmpty() ? "cell" : lastPart(cellPath),
                hasKind ? Optional.of(lastPart(path)) : Optional.empty(),
                area.matches() && !area.group(1).equalsIgnoreCase("all")
                        ? Optional.of(area.group(1))
                        : Optional.empty(),
                new HashMap<>(),
                new HashMap<>());
    }

    /** The path of the cell itself: two cells of one name in different folders are two. */
    String cellPath() {
        return kind.isPresent() ? parent(path) : path;
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}

package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.encoding.importing.UnusedFiles;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.RecordingArchive;

/** The files of one recording: {@code NAME.meta.json}, and those of its signals {@code stim} and {@code resp}. */
final class SignalFiles {

    static final String STIMULUS = "stim";
    static final String RESPONSE = "resp";
    static final String METADATA = "meta.json";

    private static final Pattern FILE =
            Pattern.compile("(.+)\\.(meta\\.json|(?:stim|resp)\\.(?:epoch\\.csv|json|csv|h5))");
    /** What NEMS writes before the names of signals that are another view of the first. */
    private static final Pattern OTHER_VIEW = Pattern.compile("\\d\\d\\..+");

    private final String name;
    private final String path;
    private final RecordingArchive archive;
    private final Map<String, ArchiveEntry> files = new HashMap<>();

    private SignalFiles(String name, String path, RecordingArchive archive) {
        this.name = name;
        this.path = path;
        this.archive = archive;
    }

    /** The recordings of which there is a signal, in the order of the archive. */
    static List<SignalFiles> of(NestedArchives archives, UnusedFiles unused) {
        List<SignalFiles> recordings = new ArrayList<>();
        for (int i = 0; i < archives.all().size(); i++) {
            recordings.addAll(of(archives.all().get(i), archives.path(i), i == 0, unused));
        }
        return recordings;
    }

    private static Collection<SignalFiles> of(
            RecordingArchive archive, String path, boolean outermost, UnusedFiles unused) {
        Map<String, SignalFiles> found = new LinkedHashMap<>();
        for (ArchiveEntry entry : archive.entries()) {
            Matcher file = FILE.matcher(entry.fileName());
            if (file.matches() && !OTHER_VIEW.matcher(file.group(1)).matches()) {
                String recording = file.group(1);
                found.computeIfAbsent(
                                entry.folder() + "/" + recording, key -> new SignalFiles(recording, path, archive))
                        .files
                        .put(file.group(2), entry);
            } else if (!outermost || !NestedArchives.isArchive(entry)) {
                unused.add(entry);
            }
        }
        found.values().removeIf(recording -> !recording.hasSignal());
        return found.values();
    }

    private boolean hasSignal() {
        return files.keySet().stream().anyMatch(key -> !key.equals(METADATA));
    }

    /** The name of the recording. */
    String name() {
        return name;
    }

    /** Whether any file of a signal is there. */
    boolean has(String signal) {
        return files.keySet().stream().anyMatch(key -> key.startsWith(signal + "."));
    }

    /** One file: {@link #METADATA}, or a signal and what comes after it, such as {@code resp.epoch.csv}. */
    Optional<ArchiveEntry> file(String key) {
        return Optional.ofNullable(files.get(key));
    }

    /** The archive that holds the files. */
    RecordingArchive archive() {
        return archive;
    }

    /** How findings call a file. */
    String where(ArchiveEntry entry) {
        return path + entry.name();
    }

    /** How findings call a file, whether it is there or not. */
    String where(String key) {
        return file(key).map(this::where).orElse(path + name + "." + key);
    }

    /** Everything in the names of the recording that could say what made its cochleagrams. */
    String names() {
        return path
                + files.values().stream().map(ArchiveEntry::folder).findFirst().orElse("") + "/" + name;
    }

    /** The bytes of a file that has to fit into memory. */
    byte[] bytes(ArchiveEntry entry, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.min(entry.bytes(), most)];
        archive.bytes(entry, most).get(bytes);
        return bytes;
    }
}

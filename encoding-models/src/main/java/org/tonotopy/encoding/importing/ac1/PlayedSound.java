package org.tonotopy.encoding.importing.ac1;

import java.util.List;
import java.util.stream.Collectors;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;

/**
 * What was played: one file of sound, or several in a sequence.
 *
 * @param parts in their order
 */
record PlayedSound(List<ArchiveEntry> parts) {

    /** {@code fragments/13}, or {@code class6/2 class6/1 class6/2} for a sequence. */
    String name() {
        return parts.stream()
                .map(part -> SoundLibrary.path(part).orElseThrow())
                .map(path -> path.substring(0, path.length() - SoundLibrary.SUFFIX.length()))
                .collect(Collectors.joining(" "));
    }

    /** The folder of its first part: {@code fragments}, {@code class6}. */
    String kind() {
        String path = SoundLibrary.path(parts.get(0)).orElseThrow();
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "sound";
    }
}

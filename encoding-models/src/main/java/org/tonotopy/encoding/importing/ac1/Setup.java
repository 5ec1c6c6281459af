package org.tonotopy.encoding.importing.ac1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;
import org.tonotopy.encoding.importing.mat.MatValue;

/**
 * How a file was recorded, from {@code param}, of which Asari's files have more than Wehr's.
 *
 * @param area where the cell was, as far as the file says
 * @param cellAttached whether the electrode was outside of the cell, where it sees spikes and no membrane potential
 * @param sounds paths below {@code Stimuli} of the sounds that a sequence names by their numbers, from 1; empty texts where
 *     there is none
 */
record Setup(Optional<String> area, boolean cellAttached, List<String> sounds) {

    private static final String VARIABLE = "param";
    private static final int LONGEST_AREA = 60;

    static Setup read(MatFile file) throws MatRefusedException {
        Optional<MatStructs> parameters = file.names().contains(VARIABLE) ? structs(file) : Optional.empty();
        Optional<MatStructs> recording = parameters.flatMap(of -> PublishedFields.structs(of, 0, "recording"));
        List<String> sounds = new ArrayList<>();
        // Structures without fields take no room in a file, however many it claims.
        Optional<MatStructs> listed = parameters
                .flatMap(of -> PublishedFields.structs(of, 0, "stimulus"))
                .filter(of -> of.fields().contains("file"));
        for (int i = 0; i < listed.map(MatStructs::size).orElse(0); i++) {
            sounds.add(PublishedFields.text(listed.orElseThrow(), i, "file").orElse(""));
        }
        return new Setup(
                recording.flatMap(of -> PublishedFields.text(of, 0, "site")).map(Setup::area),
                recording
                        .flatMap(of -> PublishedFields.text(of, 0, "type"))
                        .filter(type -> type.toLowerCase(Locale.ROOT).contains("attached"))
                        .isPresent(),
                List.copyOf(sounds));
    }

    private static Optional<MatStructs> structs(MatFile file) throws MatRefusedException {
        MatValue value = file.read(VARIABLE);
        return value instanceof MatStructs structs ? Optional.of(structs) : Optional.empty();
    }

    /** The published sites are the auditory cortex, which is A1, and the medial geniculate body. */
    private static String area(String site) {
        String lower = site.toLowerCase(Locale.ROOT);
        if (lower.contains("cortex")) {
            return "A1";
        }
        if (lower.contains("thalam") || lower.contains("geniculate")) {
            return "MGB";
        }
        return site.substring(0, Math.min(LONGEST_AREA, site.length()));
    }
}

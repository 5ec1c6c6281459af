package org.tonotopy.api.deletion;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.deletion.DeletedKind;
import org.tonotopy.registry.deletion.Tombstone;
import org.tonotopy.registry.deletion.Tombstones;
import org.tonotopy.registry.reference.VersionedName;

/** Tells apart what was deleted from what never was. */
@Component
public class DeletedThings {
    private final Tombstones tombstones;

    DeletedThings(Tombstones tombstones) {
        this.tombstones = tombstones;
    }

    /**
     * The refusal of a reference that names nothing.
     *
     * @param kind what it should name
     * @param reference as a client wrote it
     * @param never what to say where it never named anything
     */
    public ProblemException missing(DeletedKind kind, String reference, ProblemException never) {
        Optional<Tombstone> tombstone = VersionedName.parse(reference).flatMap(parsed -> tombstones.find(kind, parsed));
        return tombstone
                .map(left -> new ProblemException(ProblemType.DELETED, sentence(left)))
                .orElse(never);
    }

    private static String sentence(Tombstone tombstone) {
        String what = "The " + tombstone.kind().name().toLowerCase(Locale.ROOT) + " " + tombstone.reference()
                + " was deleted by " + tombstone.deletedBy() + " at " + tombstone.deletedAt();
        String together = tombstone.kind() == DeletedKind.DATASET
                ? counts(tombstone.wentWithIt())
                : tombstone
                        .dataset()
                        .map(dataset -> ", with the dataset " + dataset)
                        .orElse("");
        return what + together + ". Its number is not given again.";
    }

    private static String counts(Map<String, Integer> wentWithIt) {
        String counts = wentWithIt.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ", with what stood on it (" + counts + ")";
    }
}

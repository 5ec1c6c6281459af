package org.tonotopy.api.upload;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;

/** The files that were uploaded before a request refers to them. */
@Component
public class UploadedFiles {
    private final StoredObjectRepository objects;

    UploadedFiles(StoredObjectRepository objects) {
        this.objects = objects;
    }

    /**
     * The file that a field names by its hash.
     *
     * @param field where the hash stands
     * @param sent what stands there
     * @param problems takes why there is no such file
     */
    public Optional<StoredObject> find(String field, @Nullable String sent, FieldProblems problems) {
        String sha256 = Objects.requireNonNullElse(sent, "");
        if (!ContentHash.isHash(sha256)) {
            problems.add(
                    field,
                    sha256.isEmpty() ? "it is missing" : "it is not a SHA-256",
                    "Send the hash of the uploaded file as 64 lower-case hexadecimal digits.");
            return Optional.empty();
        }
        Optional<StoredObject> stored = objects.find(ObjectKey.ofContent(sha256));
        if (stored.isEmpty()) {
            problems.add(
                    field, "no upload has this hash", "Send the file first, by PUT /api/v1/uploads/" + sha256 + ".");
        }
        return stored;
    }
}

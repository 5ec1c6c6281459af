package org.tonotopy.api.visibility;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.visibility.Visibility;

/** Who may read something, in the words of requests and answers. */
public final class VisibilityName {
    /** Of a field of a request that makes something. */
    public static final String ASKED =
            "Who may read it besides its owner, admins and those whom it is shared with, of those who may read what"
                    + " it stands on: everybody, the accounts of its owner's lab, or nobody. As the server's setting says where it is left"
                    + " out.";

    /** Of a field of an answer. */
    public static final String TOLD =
            "Who may read it besides its owner, admins and those whom it is shared with, of those who may read what"
                    + " it stands on: everybody, the accounts of its owner's lab, or nobody.";

    private VisibilityName() {}

    /** The word. */
    public static String of(Visibility visibility) {
        return visibility.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Visibility> parse(String word) {
        return Arrays.stream(Visibility.values())
                .filter(visibility -> of(visibility).equals(word))
                .findFirst();
    }
}

package org.tonotopy.api.visibility;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.visibility.Visibility;

/** Reads from requests who may read what they make. */
@Component
public class AskedVisibility {
    private static final String FIELD = "visibility";

    private final VisibilitySettings settings;

    AskedVisibility(VisibilitySettings settings) {
        this.settings = settings;
    }

    /**
     * What was asked for, or what the server's setting says.
     *
     * @param sent null: nothing
     * @param owner of what is made
     */
    public Visibility of(@Nullable String sent, Account owner, FieldProblems problems) {
        return sent == null ? settings.defaultVisibility() : read(sent, owner, problems);
    }

    /**
     * The same of what is made of other things and names them: no wider than they are, and no wider may be asked for.
     *
     * @param narrowest of those things
     */
    public Visibility of(@Nullable String sent, Account owner, Visibility narrowest, FieldProblems problems) {
        Visibility asked = of(sent, owner, problems);
        if (sent != null && asked.compareTo(narrowest) < 0) {
            problems.add(
                    FIELD,
                    "it would name what is " + VisibilityName.of(narrowest),
                    "Ask for " + VisibilityName.of(narrowest) + ", or have that made more visible first.");
        }
        return asked.compareTo(narrowest) < 0 ? narrowest : asked;
    }

    /**
     * What was asked for.
     *
     * @param sent a word
     * @param owner of the thing
     */
    public static Visibility read(String sent, Account owner, FieldProblems problems) {
        Optional<Visibility> asked = VisibilityName.parse(sent);
        if (asked.isEmpty()) {
            problems.add(FIELD, "there is no " + sent, "Use public, lab or private.");
        } else if (asked.get() == Visibility.LAB && owner.lab().isEmpty()) {
            problems.add(
                    FIELD,
                    owner.name() + " belongs to no lab",
                    "Use private and share it, or have an admin put the account into a lab.");
        }
        return asked.orElse(Visibility.PRIVATE);
    }
}

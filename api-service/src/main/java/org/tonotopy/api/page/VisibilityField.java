package org.tonotopy.api.page;

import java.util.List;
import org.tonotopy.api.problem.FieldProblem;

/** Who may read what a form makes. */
final class VisibilityField {
    private static final String NAME = "visibility";

    private VisibilityField() {}

    /** As it was left. */
    static FormField of(TypedForm typed, List<FieldProblem> problems) {
        return FormField.choice(
                NAME,
                "Who may read it",
                "Of those who may read what it stands on. You and admins may in any case, and you can share it later.",
                List.of(
                        new FormOption("public", "everybody"),
                        new FormOption("lab", "my lab"),
                        new FormOption("private", "nobody else")),
                "default of this server",
                typed,
                problems);
    }
}

package org.tonotopy.api.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tonotopy.registry.reference.VersionedName;

/** Gathers what is wrong with a request, so that one answer names it all. */
public final class FieldProblems {
    private static final int NAMED_IN_REMEDY = 20;

    private final List<FieldProblem> problems = new ArrayList<>();

    /** Adds one. */
    public void add(String field, String problem, String remedy) {
        problems.add(new FieldProblem(field, problem, remedy));
    }

    /** Adds that a field does not hold a name, where it does not. */
    public void requireName(String field, String name) {
        if (!VersionedName.isName(name)) {
            add(
                    field,
                    name.isEmpty() ? "it is missing" : "it is not a name",
                    "Use lower-case letters, digits, dots and hyphens, at most 100, and begin with a letter or digit.");
        }
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /**
     * Refuses the request if anything is wrong with it.
     *
     * @throws ProblemException of {@link ProblemType#INVALID_REQUEST}
     */
    public void refuse() {
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, problems);
        }
    }

    /** Indices as a remedy names them: the first of many, and how many there are. */
    public static String listed(List<Integer> indices) {
        String some =
                indices.stream().limit(NAMED_IN_REMEDY).map(String::valueOf).collect(Collectors.joining(", "));
        return indices.size() <= NAMED_IN_REMEDY ? some : some + ", ... (" + indices.size() + " of them)";
    }
}

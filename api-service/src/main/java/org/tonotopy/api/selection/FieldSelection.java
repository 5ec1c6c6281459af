package org.tonotopy.api.selection;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which fields of the elements of a list are wanted, for instance {@code name,version,score.mean}. */
final class FieldSelection {
    /** Characters of a selection at most. */
    static final int LONGEST = 1000;

    private static final int MOST = 50;
    private static final Pattern PATH = Pattern.compile("[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+){0,5}");

    /** By name, what is wanted of each; empty: all of it. */
    private final SortedMap<String, FieldSelection> within = new TreeMap<>();

    private FieldSelection() {}

    /**
     * Reads a selection.
     *
     * @param text as the client sent it
     * @param known what there is to be selected
     * @throws ProblemException of {@link ProblemType#INVALID_PARAMETER} if it is none, or names what is not there
     */
    static FieldSelection parse(String text, KnownFields known) {
        if (text.length() > LONGEST) {
            throw refused("it is longer than " + LONGEST + " characters", "Leave it out to get all fields.");
        }
        List<String> paths = Arrays.asList(text.split(",", -1));
        if (paths.size() > MOST) {
            throw refused("there are more than " + MOST + " of them", "Leave it out to get all fields.");
        }
        FieldSelection selection = new FieldSelection();
        for (String path : paths) {
            if (!PATH.matcher(path).matches()) {
                throw refused(
                        path.isEmpty() ? "a name is empty" : "\"" + path + "\" is no name of a field",
                        "Write names with commas between them, as in name,version,score.mean, or leave it out.");
            }
            List<String> names = Arrays.asList(path.split("\\.", -1));
            require(names, known);
            selection.add(names);
        }
        return selection;
    }

    private static void require(List<String> names, KnownFields known) {
        KnownFields there = known;
        for (int depth = 0; depth < names.size(); depth++) {
            if (there.open()) {
                return;
            }
            KnownFields next = there.fields().get(names.get(depth));
            if (next == null) {
                String place = depth == 0 ? "" : " in " + String.join(".", names.subList(0, depth));
                throw refused(
                        "there is no field " + names.get(depth) + place,
                        there.fields().isEmpty()
                                ? "It has no fields: leave out what stands behind the last dot."
                                : "Use " + String.join(", ", there.fields().keySet()) + ".");
            }
            there = next;
        }
    }

    private static ProblemException refused(String problem, String remedy) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, new FieldProblem(SelectableList.PARAMETER, problem, remedy));
    }

    private void add(List<String> names) {
        FieldSelection at = this;
        for (int depth = 0; depth < names.size(); depth++) {
            boolean last = depth == names.size() - 1;
            FieldSelection before = at.within.get(names.get(depth));
            if (before != null && before.within.isEmpty()) {
                // All of it is wanted already.
                return;
            }
            FieldSelection next = before == null ? new FieldSelection() : before;
            at.within.put(names.get(depth), next);
            if (last) {
                next.within.clear();
            }
            at = next;
        }
    }

    /** Takes everything else out of a value; of a list, out of each of its elements. */
    void keepIn(JsonNode value) {
        if (within.isEmpty()) {
            return;
        }
        if (value.isArray()) {
            value.forEach(this::keepIn);
        } else if (value instanceof ObjectNode object) {
            object.retain(within.keySet());
            within.forEach((name, wanted) -> wanted.keepIn(object.path(name)));
        }
    }
}

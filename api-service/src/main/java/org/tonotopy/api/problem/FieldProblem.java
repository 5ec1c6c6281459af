package org.tonotopy.api.problem;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field, for instance {@code split.test}
 * @param problem what is wrong with it
 * @param remedy what to do about it
 */
@Schema(description = "What is wrong with one field of a request.")
public record FieldProblem(
        @Schema(description = "Path of the field.", example = "split.test")
        String field,

        @Schema(description = "What is wrong with it.", example = "it is empty")
        String problem,

        @Schema(description = "What to do about it.", example = "Name at least one stimulus.")
        String remedy) {
    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_SENTENCES = 1500;

    /** Cuts off what nobody would read: a name or value of the request's can be as long as the request. */
    public FieldProblem {
        field = beginning(field, LONGEST_FIELD);
        problem = beginning(problem, LONGEST_SENTENCES);
        remedy = beginning(remedy, LONGEST_SENTENCES);
    }

    private static String beginning(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** All of it in one line. */
    public String inWords() {
        return field + ": " + problem + ". " + remedy;
    }
}

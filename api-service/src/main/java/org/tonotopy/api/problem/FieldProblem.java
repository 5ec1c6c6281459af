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
    /** All of it in one line. */
    public String inWords() {
        return field + ": " + problem + ". " + remedy;
    }
}

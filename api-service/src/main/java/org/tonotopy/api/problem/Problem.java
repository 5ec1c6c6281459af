package org.tonotopy.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * The body of every error (RFC 9457).
 *
 * @param type identifies the kind of error
 * @param title what the kind means
 * @param status of the answer
 * @param detail what happened this time
 * @param field the first field that is wrong, where one is
 * @param remedy what to do about that field
 * @param problems all fields that are wrong, where several are
 * @param requestId by which the service's log can be searched
 */
@Schema(description = "Every error is told in this form (RFC 9457, application/problem+json).")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "field", "remedy", "problems", "request_id"})
public record Problem(
        @Schema(
                description = "Identifies the kind of error.",
                example = "https://tonotopy.org/problems/invalid-request")
        URI type,

        @Schema(description = "What the kind means.", example = "The request cannot be carried out as it is")
        String title,

        @Schema(description = "Status of the answer.", example = "422")
        int status,

        @Schema(description = "What happened this time.", example = "split.test: it is empty.")
        String detail,

        @Schema(description = "The first field that is wrong, where one is.", example = "split.test")
        Optional<String> field,

        @Schema(description = "What to do about that field.", example = "Name at least one stimulus.")
        Optional<String> remedy,

        @Schema(description = "All fields that are wrong, where several are.")
        List<FieldProblem> problems,

        @Schema(description = "By which the service's log can be searched; also in the header X-Request-Id.")
        Optional<String> requestId) {
    /** Copies the list. */
    public Problem {
        problems = List.copyOf(problems);
    }

    /** An error that is about some fields, or about none. */
    static Problem of(ProblemType type, String detail, List<FieldProblem> fields) {
        Optional<FieldProblem> first = fields.stream().findFirst();
        return new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                detail,
                first.map(FieldProblem::field),
                first.map(FieldProblem::remedy),
                fields.size() > 1 ? fields : List.of(),
                Optional.ofNullable(MDC.get(RequestIdFilter.LOG_KEY)));
    }

    /** An error that is about the request as a whole. */
    static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }
}

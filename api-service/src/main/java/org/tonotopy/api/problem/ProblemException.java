package org.tonotopy.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request is refused; the answer says why and what to do. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldProblem> fields;
    private transient Optional<Duration> retryAfter = Optional.empty();

    /**
     * A refusal that is about the request as a whole.
     *
     * @param type what went wrong
     * @param detail this time, in a sentence
     */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /**
     * A refusal that is about a field.
     *
     * @param type what went wrong
     * @param field which field, what is wrong with it, and what to do
     */
    public ProblemException(ProblemType type, FieldProblem field) {
        this(type, sentence(List.of(field)), List.of(field));
    }

    /**
     * A refusal that is about several fields.
     *
     * @param type what went wrong
     * @param fields at least one
     */
    public ProblemException(ProblemType type, List<FieldProblem> fields) {
        this(type, sentence(fields), List.copyOf(fields));
    }

    private ProblemException(ProblemType type, String detail, List<FieldProblem> fields) {
        super(detail);
        this.type = type;
        this.fields = fields;
    }

    private static String sentence(List<FieldProblem> fields) {
        FieldProblem first = fields.get(0);
        String sentence = first.field() + ": " + first.problem() + ".";
        return switch (fields.size()) {
            case 1 -> sentence;
            case 2 -> sentence + " There is one more problem.";
            default -> sentence + " There are " + (fields.size() - 1) + " more problems.";
        };
    }

    /** Says when the same request may succeed. */
    public ProblemException retryAfter(Duration time) {
        retryAfter = Optional.of(time);
        return this;
    }

    /** When the same request may succeed; empty where nothing was said. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What is wrong with each field; empty where the request as a whole is refused. */
    public List<FieldProblem> fields() {
        return fields;
    }

    /** The answer's body. */
    public Problem problem() {
        return Problem.of(type, String.valueOf(getMessage()), fields);
    }
}

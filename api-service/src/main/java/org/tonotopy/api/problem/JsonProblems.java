package org.tonotopy.api.problem;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with a JSON body, in the words of the request and not of the parser. */
public final class JsonProblems {
    private static final String UNREADABLE = "The body is missing or cannot be read as JSON.";

    private JsonProblems() {}

    static ProblemException of(HttpMessageNotReadableException unreadable) {
        return unreadable.getCause() instanceof JacksonException cause
                ? of(cause)
                : new ProblemException(ProblemType.MALFORMED_JSON, UNREADABLE);
    }

    /**
     * Reads a request that did not come as a body.
     *
     * @throws ProblemException if it is not what such a request is
     */
    public static <T> T read(JsonMapper json, JsonNode request, Class<T> type) {
        try {
            return json.treeToValue(request, type);
        } catch (JacksonException unlike) {
            throw of(unlike);
        }
    }

    /** A text or a tree that is not what a request is. */
    public static ProblemException of(JacksonException cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown);
        }
        if (cause instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        if (cause instanceof StreamReadException malformed) {
            return new ProblemException(
                    ProblemType.MALFORMED_JSON,
                    "The body is not JSON from line "
                            + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr() + " on.");
        }
        return new ProblemException(ProblemType.MALFORMED_JSON, UNREADABLE);
    }

    private static ProblemException unknown(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        String remedy = known == null || known.isEmpty()
                ? "Leave it out."
                : "Leave it out; known here are "
                        + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ")) + ".";
        return new ProblemException(
                ProblemType.UNKNOWN_FIELD, new FieldProblem(path(unknown), "there is no such field", remedy));
    }

    private static ProblemException mismatch(MismatchedInputException mismatch) {
        if (mismatch.getPath().isEmpty()) {
            return new ProblemException(
                    ProblemType.WRONG_TYPE, "The body must be one JSON object, as the API's description shows it.");
        }
        return new ProblemException(
                ProblemType.WRONG_TYPE,
                new FieldProblem(
                        path(mismatch),
                        "its value is of the wrong type",
                        "Send " + inWords(mismatch.getTargetType()) + "."));
    }

    private static String inWords(Class<?> type) {
        if (type == null) {
            return "a value of the type that the API's description names";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** For instance {@code split.train[3]}. */
    private static String path(JacksonException failure) {
        List<JacksonException.Reference> references = failure.getPath();
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}

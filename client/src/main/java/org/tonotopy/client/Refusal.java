package org.tonotopy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.tonotopy.client.TonotopyException.Kind;

/** Makes a sentence of an answer that is an error: problem+json where it is one of Tonotopy's. */
final class Refusal {
    private static final String PROBLEMS = "/problems/";
    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    private Refusal() {}

    /**
     * What an answer says.
     *
     * @param wait how long it asks to wait before the next try
     */
    static TonotopyException of(int status, Optional<Duration> wait, String body, ObjectMapper json) {
        JsonNode problem = read(body, json);
        if (problem.path("title").asText().isEmpty()) {
            return notTonotopy(status, wait);
        }
        String type = problem.path("type").asText();
        String name = type.substring(type.lastIndexOf(PROBLEMS) + 1).replaceFirst("^problems/", "");
        return switch (name) {
            case "unauthenticated" ->
                refusal(
                        Kind.NOT_ALLOWED,
                        "The server takes no such token: it is missing, revoked or expired. Get a new one and run"
                                + " \"tonotopy login\".",
                        wait,
                        problem);
            case "forbidden", "unknown-host" -> refusal(Kind.NOT_ALLOWED, sentence(problem), wait, problem);
            case "not-found", "method-not-allowed" ->
                refusal(
                        Kind.NOT_UNDERSTOOD,
                        "The server does not know this request. It is of another version than this client: use the"
                                + " client that came with it.",
                        wait,
                        problem);
            case "unknown-field" ->
                refusal(
                        Kind.REFUSED,
                        sentence(problem) + " If the field is right, the server is older than this client.",
                        wait,
                        problem);
            default ->
                refusal(
                        status == 404 || status == 410 ? Kind.NOT_FOUND : Kind.REFUSED,
                        sentence(problem),
                        wait,
                        problem);
        };
    }

    private static TonotopyException notTonotopy(int status, Optional<Duration> wait) {
        if (GATEWAY.contains(status)) {
            return new TonotopyException(
                    Kind.UNREACHABLE,
                    "The server does not answer: what stands before it says so (status " + status
                            + "). It may be starting; try again." + inWords(wait));
        }
        return new TonotopyException(
                Kind.NOT_UNDERSTOOD,
                "What answers there (with status " + status
                        + ") is not Tonotopy. Check --url, and any proxy on the way." + inWords(wait));
    }

    private static TonotopyException refusal(Kind kind, String sentence, Optional<Duration> wait, JsonNode problem) {
        return new TonotopyException(kind, sentence + inWords(wait), problem);
    }

    private static String inWords(Optional<Duration> wait) {
        return wait.map(asked -> " The server asks to wait " + asked.toSeconds() + " s before the next try.")
                .orElse("");
    }

    private static String sentence(JsonNode problem) {
        List<String> parts = new ArrayList<>();
        parts.add(problem.path("title").asText() + ":");
        parts.add(problem.path("detail").asText());
        parts.add(problem.path("remedy").asText());
        // Of several the first already stands in the detail.
        JsonNode all = problem.path("problems");
        for (int further = 1; further < all.size(); further++) {
            JsonNode one = all.get(further);
            parts.add("And " + one.path("field").asText() + ": "
                    + one.path("problem").asText() + ". " + one.path("remedy").asText());
        }
        StringJoiner sentence = new StringJoiner(" ");
        parts.stream().filter(part -> !part.isBlank()).forEach(sentence::add);
        return sentence.toString();
    }

    private static JsonNode read(String body, ObjectMapper json) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}

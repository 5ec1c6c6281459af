package org.tonotopy.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.api.fuzz.FuzzedRequests.Request;
import org.tonotopy.registry.account.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for everything that the API's description names, in ways that nobody means well with, as nobody, viewer, member and admin. No
 * answer is a failure of the service, every answer is as described, and errors are problems that tell nothing of the inside.
 */
class FuzzTest extends ApiTest {
    private static final int MOST_TOLD = 25;
    private static final int REQUESTS_OF_A_CALLER = 500;
    private static final Pattern INSIDE = Pattern.compile(
            "[a-z]+\\.[A-Za-z.]*Exception|\\bat (org|java|com|jakarta|tools)\\.|\\borg\\.(postgresql|hibernate|springframework|tonotopy\\.[a-z])"
                    + "|\\bjava\\.(lang|util|io)|\\bSQL\\b|(?i:select .{1,40} from )|(?i:insert into)|/tmp/|/work/|/root/|\\.java\\b");
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})");

    private final KnownThings known = new KnownThings();
    private final List<String> wrong = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void someRequestsOfEveryKindBreakNothing() throws IOException {
        fuzz(900, 1);
    }

    @Test
    @Tag("slow")
    void manyRequestsBreakNothing() throws IOException {
        fuzz(Integer.getInteger("fuzz.requests", 50_000), Long.getLong("fuzz.seed", 2));
        System.out.println("Answers by status (0: the connection was closed): " + statuses);
    }

    private void fuzz(int count, long seed) throws IOException {
        Random random = new Random(seed);
        learn(random);
        FuzzedRequests requests = new FuzzedRequests(
                JsonMapper.shared().readTree(Files.readString(Path.of("../docs/openapi.json"))),
                viewer.get("/api/v1/model-kinds").json().path("models"),
                known,
                random);
        assertThat(count).isGreaterThan(requests.operations());
        List<Client> callers = callers();
        for (int number = 0; number < count && wrong.size() < MOST_TOLD; number++) {
            if (number % REQUESTS_OF_A_CALLER == REQUESTS_OF_A_CALLER - 1) {
                callers = callers();
            }
            if (random.nextInt(40) == 0) {
                raw(random);
            } else {
                send(requests.request(number), callers.get(random.nextInt(callers.size())), random);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(statuses).containsKeys(200, 201, 202, 400, 401, 403, 404, 422);
    }

    /** Nobody often, a bad token sometimes, and accounts that have not used up what they may ask for. */
    private List<Client> callers() {
        Client another = Client.as(server(), fixture.token(Role.VIEWER));
        Client maker = Client.as(server(), fixture.token(Role.MEMBER));
        Client ruler = Client.as(server(), fixture.token(Role.ADMIN));
        Client stranger = Client.as(server(), "tono_no");
        return List.of(nobody, stranger, another, another, maker, maker, maker, ruler, ruler, ruler);
    }

    private void send(Request request, Client caller, Random random) {
        HttpRequest.Builder builder;
        try {
            builder = caller.request("/")
                    .uri(URI.create(server() + request.path()))
                    .timeout(Duration.ofSeconds(60))
                    .method(request.method(), BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach(builder::header);
        } catch (IllegalArgumentException impossible) {
            // No client can send it; raw connections do.
            return;
        }
        try {
            Answer answer = caller.send(builder);
            statuses.merge(answer.status(), 1, Integer::sum);
            check(request, answer);
            remember(answer, random);
        } catch (AssertionError | RuntimeException unexpected) {
            wrong.add(request + "\n    -> " + unexpected);
        }
    }

    private static void check(Request request, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(500);
        assertThat(answer.header("X-Injected")).isEmpty();
        if (answer.status() >= 400 && !request.method().equals("HEAD")) {
            assertThat(answer.problem()).isNotBlank();
            requireNothingInside(
                    answer.text(), decoded(request.path()) + new String(request.body(), StandardCharsets.UTF_8));
        }
    }

    /** What the request itself said may be repeated. */
    private static void requireNothingInside(String text, String said) {
        Matcher inside = INSIDE.matcher(text);
        while (inside.find()) {
            assertThat(said).as("told in " + text).contains(inside.group());
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    private void raw(Random random) throws IOException {
        String head = RawConnection.head(random, member.token().orElseThrow());
        String answer;
        try {
            answer = RawConnection.exchange(server(), head);
        } catch (SocketException closed) {
            // A server may hang up on somebody who talks like that.
            answer = "";
        }
        Matcher status = STATUS.matcher(answer);
        int code = status.find() ? Integer.parseInt(status.group(1)) : 0;
        statuses.merge(code, 1, Integer::sum);
        boolean injected = answer.contains("\r\nX-Injected:");
        // A protocol that is not known has a status of its own among those of servers.
        if ((code >= 500 && code != 505 && code != 501)
                || injected
                || (code >= 400 && INSIDE.matcher(answer).find())) {
            wrong.add(head.substring(0, Math.min(300, head.length())) + "\n    -> " + answer);
        }
    }

    /** What a request made, later ones may name. */
    private void remember(Answer answer, Random random) {
        boolean made = answer.status() == 201 || answer.status() == 202;
        String[] place = made ? answer.header("Location").orElse("").split("/") : new String[0];
        if (place.length == 5) {
            String kind = place[3].replaceFirst("s$", "");
            known.add(kind, place[4], random);
        } else if (place.length == 7 && place[5].equals("tokens")) {
            known.add("token", place[6], random);
        }
        if (answer.status() == 200 && answer.header("Content-Type").orElse("").equals("application/json")) {
            JsonNode page = answer.json().path("next_page_token");
            if (page.isString()) {
                known.add("page", page.stringValue(), random);
            }
        }
    }

    /** Things of every kind for requests to name. */
    private void learn(Random random) {
        String name = freshName("fuzzed");
        String dataset = fixture.dataset(name, 3, 5);
        String benchmark = made("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, dataset))
                .path("reference")
                .stringValue();
        String fit = "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"statenet\"}, \"seed\": %d}";
        for (int seed = 0; seed < 3; seed++) {
            JsonNode job = made("/api/v1/jobs", fit.formatted(benchmark, seed));
            known.add("job", job.path("id").stringValue(), random);
            if (seed > 0) {
                known.add("model", fixture.fit(id(job), 0.5).reference().toString(), random);
            }
        }
        JsonNode features = made(
                "/api/v1/jobs",
                "{\"kind\": \"feature\", \"model\": \"%s\", \"feature\": \"dream\"}"
                        .formatted(known.any("model", random).orElseThrow()));
        fixture.makeFeatures(id(features))
                .forEach(feature -> known.add("feature", feature.id().toString(), random));
        known.add("feature-job", features.path("id").stringValue(), random);
        JsonNode sweep = made("/api/v1/sweeps", """
                {"benchmark": "%s", "model": {"kind": "ln"}, "seed_count": 2}""".formatted(benchmark));
        JsonNode submission = made("/api/v1/benchmarks/" + benchmark + "/submissions", """
                {"model_name": "%s", "predictions": {"sha256": "%s", "format": "npz"}}""".formatted(
                        freshName("fuzzed"), fixture.upload("predictions of " + name)));
        String elsewhere = made(
                        "/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted("too-" + name, fixture.dataset("too-" + name, 2, 5)))
                .path("reference")
                .stringValue();
        JsonNode suite = made(
                "/api/v1/suites",
                "{\"name\": \"%s\", \"benchmarks\": [\"%s\", \"%s\"]}".formatted(name, benchmark, elsewhere));
        known.add("suite", suite.path("reference").stringValue(), random);
        known.add("dataset", dataset, random);
        known.add("benchmark", benchmark, random);
        known.add("sweep", sweep.path("id").stringValue(), random);
        known.add("submission", submission.path("id").stringValue(), random);
        known.add("sha256", fixture.upload(name), random);
        viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries")
                .forEach(entry -> known.add("entry", entry.path("spec_sha256").asString(), random));
        viewer.get("/api/v1/datasets/" + dataset + "/figures")
                .json()
                .findValuesAsString("id")
                .forEach(figure -> known.add("figure", figure, random));
        viewer.get("/api/v1/feature-kinds")
                .json()
                .findValuesAsString("kind")
                .forEach(kind -> known.add("feature-kind", kind, random));
        String account = freshName("fuzzed");
        put("/api/v1/accounts/" + account, "{\"role\": \"member\"}");
        put("/api/v1/labs/" + account, "{}");
        known.add("account", account, random);
        known.add("lab", account, random);
        Answer token = admin.post("/api/v1/accounts/" + account + "/tokens", "{}");
        known.add("token", token.json().path("id").stringValue(), random);
    }

    private JsonNode made(String path, String json) {
        Answer answer = member.post(path, json);
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.json();
    }

    private void put(String path, String json) {
        assertThat(admin.send(admin.request(path)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(json)))
                        .status())
                .isEqualTo(201);
    }

    private static UUID id(JsonNode job) {
        return UUID.fromString(job.path("id").stringValue());
    }
}

package org.tonotopy.standalone.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tonotopy.standalone.StandaloneException;
import org.tonotopy.standalone.demo.ApiClient;
import org.tonotopy.standalone.demo.BenchmarkPreparation;
import org.tonotopy.standalone.demo.Terminal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits every model to a benchmark and reads the board. The fits are sweeps under a key of their content: a study that was cut off
 * finds them as they are and goes on, and one that is over fits nothing again.
 */
final class Study {
    private static final long POLL_MILLISECONDS = 1000;
    private static final long SAY_MILLISECONDS = 15_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient api;
    private final Terminal terminal;

    Study(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /**
     * Runs a plan on a benchmark.
     *
     * @return its board, with a comparison of all that is on it
     */
    StudyBoard run(StudyPlan plan, String benchmark) throws InterruptedException {
        List<String> kinds = kinds(plan);
        List<String> sweeps = new ArrayList<>();
        for (String units : plan.units()) {
            sweeps.add(ask(benchmark, kinds, units, plan.seeds()));
        }
        await(benchmark, sweeps);
        List<String> failures = new ArrayList<>();
        for (String sweep : sweeps) {
            failures.addAll(failures(sweep));
        }
        String board = "benchmarks/" + benchmark + "/leaderboard";
        return StudyBoard.of(
                awaitComparison(board),
                api.get(board + "/pairs").body(),
                api.get(board + "/groups").body(),
                failures);
    }

    private List<String> kinds(StudyPlan plan) throws InterruptedException {
        List<String> known = api.get("model-kinds")
                .body()
                .path("models")
                .valueStream()
                .map(model -> model.path("kind").asString(""))
                .toList();
        List<String> unknown =
                plan.models().stream().filter(kind -> !known.contains(kind)).toList();
        if (!unknown.isEmpty()) {
            throw new StandaloneException(
                    "--models names " + String.join(", ", unknown) + "; there are " + String.join(", ", known) + ".");
        }
        return plan.models().isEmpty() ? known : plan.models();
    }

    private String ask(String benchmark, List<String> kinds, String units, int seeds) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("benchmark", benchmark);
        body.put("units", units);
        body.put("seed_count", seeds);
        ArrayNode models = body.putArray("models");
        kinds.forEach(kind -> models.addObject().putObject("model").put("kind", kind));
        String path = BenchmarkPreparation.locationOf(api.create("sweeps", body, 0));
        JsonNode sweep = api.get(path).body();
        if (sweep.path("over").asBoolean(false)
                && sweep.path("counts").path("FAILED").asInt(0) > 0) {
            // What failed the last time may have had a reason that is gone by now.
            api.act(path + ":retry");
        }
        return path;
    }

    private void await(String benchmark, List<String> sweeps) throws InterruptedException {
        long nextWord = System.currentTimeMillis();
        while (true) {
            int done = 0;
            int all = 0;
            boolean over = true;
            for (String path : sweeps) {
                JsonNode sweep = api.get(path).body();
                over &= sweep.path("over").asBoolean(false);
                all += sweep.path("size").asInt(0);
                for (String state : List.of("SUCCEEDED", "FAILED", "CANCELLED")) {
                    done += sweep.path("counts").path(state).asInt(0);
                }
            }
            if (over || System.currentTimeMillis() >= nextWord) {
                terminal.line(String.format(Locale.ROOT, "%s: %d of %d fits are over.", benchmark, done, all));
                nextWord = System.currentTimeMillis() + SAY_MILLISECONDS;
            }
            if (over) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
        }
    }

    private List<String> failures(String sweep) throws InterruptedException {
        return api.get(sweep + "/jobs?state=FAILED&limit=200")
                .body()
                .path("items")
                .valueStream()
                .map(job -> job.path("values").toString() + ": "
                        + job.path("failure").path("message").asString("failed"))
                .toList();
    }

    private JsonNode awaitComparison(String path) throws InterruptedException {
        JsonNode board = api.get(path).body();
        while (!board.path("entries").isEmpty()
                && !board.path("comparison").path("current").asBoolean(false)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
            board = api.get(path).body();
        }
        return board;
    }
}

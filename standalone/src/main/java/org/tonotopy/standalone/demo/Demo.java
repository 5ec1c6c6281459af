package org.tonotopy.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tonotopy.standalone.StandaloneException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a recording to the board, step by step over HTTP. Every step is safe to repeat: what is there already is used,
 * so a second run of the demo fits nothing and creates nothing.
 */
final class Demo {
    private static final List<String> MODELS = List.of("linear", "ln", "statenet");
    private static final long POLL_MILLISECONDS = 400;
    private static final int MOST_REPETITIONS = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient api;
    private final URI server;
    private final Terminal terminal;

    Demo(ApiClient api, URI server, Terminal terminal) {
        this.api = api;
        this.server = server;
        this.terminal = terminal;
    }

    /**
     * Runs it to the end.
     *
     * @param seeds fits of each model, with seeds 0, 1, ...
     * @throws StandaloneException with a sentence for people, as soon as a step fails
     */
    void run(DemoRecording recording, int seeds) throws InterruptedException, IOException {
        upload(recording);
        String dataset = createDataset(recording);
        String benchmark = createBenchmark(recording, dataset);
        fit(benchmark, seeds);
        showBoard(benchmark);
    }

    private void upload(DemoRecording recording) throws InterruptedException, IOException {
        String path = "uploads/" + recording.sha256();
        String size = String.format(Locale.ROOT, "%.1f MB", Files.size(recording.arrays()) / 1e6);
        if (api.exists(path)) {
            terminal.line("Recording " + recording.arrays().getFileName() + " (" + size + ") is there already.");
        } else {
            api.put(path, recording.arrays());
            terminal.line("Uploaded " + recording.arrays().getFileName() + " (" + size + ").");
        }
    }

    private String createDataset(DemoRecording recording) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("name", recording.datasetName());
        body.putObject("recording").put("sha256", recording.sha256()).put("format", "npz");
        body.set("metadata", recording.metadata());
        ApiResponse answer = api.create("datasets", body, 0);
        JsonNode dataset = settled(answer);
        // An earlier run's rejection may have had a reason that is gone by now.
        for (int repetition = 1;
                isRejected(dataset) && !answer.created() && repetition < MOST_REPETITIONS;
                repetition++) {
            answer = api.create("datasets", body, repetition);
            dataset = settled(answer);
        }
        String path = locationOf(answer);
        String reference = referenceOf(path);
        if (isRejected(dataset)) {
            terminal.line(terminal.red("Dataset " + reference + " is rejected:"));
            for (JsonNode finding : dataset.path("findings")) {
                terminal.line("  " + finding.path("where").asString("") + ": "
                        + finding.path("what").asString("") + " "
                        + finding.path("remedy").asString(""));
            }
            throw new StandaloneException("The recording cannot be used as it is. Its report: " + server.resolve(path));
        }
        terminal.line("Dataset " + reference + " is ready.");
        return reference;
    }

    private JsonNode settled(ApiResponse answer) throws InterruptedException {
        String path = locationOf(answer);
        JsonNode dataset = api.get(path).body();
        while (!isSettled(dataset)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
            dataset = api.get(path).body();
        }
        return dataset;
    }

    private static boolean isRejected(JsonNode dataset) {
        return dataset.path("state").asString("").equalsIgnoreCase("REJECTED");
    }

    private static boolean isSettled(JsonNode dataset) {
        String state = dataset.path("state").asString("").toUpperCase(Locale.ROOT);
        return state.equals("READY") || state.equals("REJECTED");
    }

    private String createBenchmark(DemoRecording recording, String dataset) throws InterruptedException {
        JsonNode split = recording.metadata().path("split");
        if (!split.isObject()) {
            throw new StandaloneException("The metadata has no \"split\": add one that names the stimuli by index, for"
                    + " example {\"train\": [0, 1, 2], \"val\": [3], \"test\": [4]}.");
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("name", recording.benchmarkName());
        body.put("dataset", dataset);
        ObjectNode stimuli = body.putObject("split");
        stimuli.set("train", split.path("train"));
        stimuli.set("validation", split.has("validation") ? split.path("validation") : split.path("val"));
        stimuli.set("test", split.path("test"));
        body.put("smoothing", "hanning_21ms_peak_one");
        body.putObject("neuron_filter");
        body.put("ranking_metric", "cc_norm");
        String reference = referenceOf(locationOf(api.create("benchmarks", body, 0)));
        terminal.line("Benchmark " + reference + " is defined.");
        return reference;
    }

    private void fit(String benchmark, int seeds) throws InterruptedException {
        List<FitJob> jobs = new ArrayList<>();
        for (String model : MODELS) {
            for (int seed = 0; seed < seeds; seed++) {
                jobs.add(post(benchmark, model, seed));
            }
        }
        terminal.line("Fitting " + jobs.size() + " models:");
        FitProgressDisplay display = new FitProgressDisplay(terminal);
        display.show(jobs);
        while (!jobs.stream().allMatch(FitJob::isOver)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
            for (int index = 0; index < jobs.size(); index++) {
                FitJob job = jobs.get(index);
                if (!job.isOver()) {
                    jobs.set(index, job.withReport(api.get(job.path()).body()));
                }
            }
            display.show(jobs);
        }
        jobs.stream().filter(FitJob::hasFailed).findFirst().ifPresent(job -> {
            throw new StandaloneException("The fit of " + job.label() + " failed: " + job.failure());
        });
    }

    /** A fit that an earlier run already posted comes back as it is, unless it failed: then a new one is asked for. */
    private FitJob post(String benchmark, String model, int seed) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("kind", "fit");
        body.put("benchmark", benchmark);
        body.putObject("model").put("kind", model);
        body.put("seed", seed);
        for (int repetition = 0; repetition < MOST_REPETITIONS; repetition++) {
            String path = locationOf(api.create("jobs", body, repetition));
            FitJob job = new FitJob(model, seed, path, api.get(path).body());
            if (!job.hasFailed()) {
                return job;
            }
        }
        throw new StandaloneException("The fit of " + model + " failed in each of " + MOST_REPETITIONS
                + " earlier runs. Start on a new folder with --data.");
    }

    private void showBoard(String benchmark) throws InterruptedException {
        Board board =
                new Board(api.get("benchmarks/" + benchmark + "/leaderboard").body());
        if (board.isEmpty()) {
            throw new StandaloneException("The board of " + benchmark + " is empty although every fit is done.");
        }
        List<String> lines = board.lines();
        terminal.line("");
        terminal.line("Board of " + benchmark + ", test stimuli only:");
        terminal.line(terminal.bold(lines.get(0)));
        lines.subList(1, lines.size()).forEach(terminal::line);
        terminal.line("");
        terminal.line("The board as a page: " + server);
    }

    private static String locationOf(ApiResponse response) {
        return response.location()
                .map(location -> URI.create(location).getRawPath())
                .orElseThrow(() -> new StandaloneException("The server did not say where it put what it created."));
    }

    /** {@code ns1@1} of {@code /api/v1/datasets/ns1@1}. */
    private static String referenceOf(String path) {
        return URI.create(path).getPath().substring(path.lastIndexOf('/') + 1);
    }
}

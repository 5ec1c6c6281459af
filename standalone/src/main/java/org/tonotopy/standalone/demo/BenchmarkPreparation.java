package org.tonotopy.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tonotopy.standalone.StandaloneException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From a recording to a benchmark on it, step by step over HTTP; what is there already is used. */
public final class BenchmarkPreparation {
    private static final long POLL_MILLISECONDS = 400;
    private static final int MOST_REPETITIONS = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient api;
    private final URI server;
    private final Terminal terminal;

    /** Prepares on a server, and tells what it does. */
    public BenchmarkPreparation(ApiClient api, URI server, Terminal terminal) {
        this.api = api;
        this.server = server;
        this.terminal = terminal;
    }

    /**
     * Uploads a recording, and defines a benchmark by the split in its metadata.
     *
     * @return reference of the benchmark
     * @throws StandaloneException with a sentence for people, as soon as a step fails
     */
    public String prepare(DemoRecording recording) throws InterruptedException, IOException {
        upload(recording);
        return createBenchmark(recording, createDataset(recording));
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

    /** Path of what an answer created. */
    public static String locationOf(ApiResponse response) {
        return response.location()
                .map(location -> URI.create(location).getRawPath())
                .orElseThrow(() -> new StandaloneException("The server did not say where it put what it created."));
    }

    /** {@code ns1@1} of {@code /api/v1/datasets/ns1@1}. */
    private static String referenceOf(String path) {
        return URI.create(path).getPath().substring(path.lastIndexOf('/') + 1);
    }
}

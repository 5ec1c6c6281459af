package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.standalone.ChildJvm;
import org.tonotopy.standalone.ObservedMetrics;
import org.tonotopy.standalone.ServerInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API and a worker as the two processes of a server installation: they share a database and a folder, no more. */
class TwoProcessesIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path temporary;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aRecordingPostedToOneProcessIsFittedByTheOtherAndComesOntoTheBoard() throws Exception {
        ServerInstallation server = new ServerInstallation(temporary);
        try (ChildJvm api = server.startApi();
                ChildJvm worker = server.startWorker()) {
            ApiClient client = new ApiClient(server.api(), server.token());
            DemoRecording recording = DemoRecording.bundled(temporary);
            client.put("uploads/" + recording.sha256(), recording.arrays());

            ObjectNode dataset = JSON.createObjectNode();
            dataset.put("name", "simulated");
            dataset.putObject("recording").put("sha256", recording.sha256()).put("format", "npz");
            dataset.set("metadata", recording.metadata());
            String datasetPath =
                    client.create("datasets", dataset, 0).location().orElseThrow();
            await(client, datasetPath, report -> report.path("state").asString().equals("READY"));

            ObjectNode benchmark = JSON.createObjectNode();
            benchmark.put("name", "short");
            benchmark.put("dataset", "simulated@1");
            ObjectNode split = benchmark.putObject("split");
            split.set("train", recording.metadata().path("split").path("train"));
            split.set("validation", recording.metadata().path("split").path("val"));
            split.set("test", recording.metadata().path("split").path("test"));
            benchmark.put("smoothing", "hanning_21ms_peak_one");
            benchmark.putObject("neuron_filter");
            benchmark.put("ranking_metric", "cc_norm");
            client.create("benchmarks", benchmark, 0);

            ObjectNode fit = JSON.createObjectNode();
            fit.put("kind", "fit");
            fit.put("benchmark", "short@1");
            fit.putObject("model").put("kind", "statenet");
            fit.putObject("training").put("kind", "gradient").put("max_epochs", 2);
            fit.put("seed", 3);
            String jobPath = client.create("jobs", fit, 0).location().orElseThrow();
            JsonNode job = await(
                    client, jobPath, report -> report.path("state").asString().equals("SUCCEEDED"));
            assertThat(job.path("model").asString("")).isEqualTo("statenet-short@1");

            JsonNode board = client.get("benchmarks/short@1/leaderboard").body();
            assertThat(new Board(board).lines()).hasSize(2).last().asString().startsWith("statenet");
            assertThat(board.path("entries").path(0).path("seeds").path(0).asInt())
                    .isEqualTo(3);
            assertPredictionIsWhatWasScored(
                    client, recording.metadata().path("split").path("test"));
            assertThat(healthOf(server.api())).isEqualTo(200);
            assertThat(healthOf(server.worker())).isEqualTo(200);

            JsonNode line = JSON.readTree(
                    worker.awaitLine(written -> written.contains("Begins: FIT")).orElseThrow());
            assertThat(jobPath)
                    .as("each line of a log that programs read is an object with the ids of job and attempt")
                    .endsWith(line.path("job").asString());
            assertThat(line.path("attempt").asString()).isEqualTo("1");
            Set<String> exported = new HashSet<>(metricsOf(server.api(), server.token()));
            exported.addAll(metricsOf(server.worker(), "none"));
            assertThat(ObservedMetrics.names()).hasSizeGreaterThan(10).isSubsetOf(exported);
        }
    }

    /** What the API shows of a neuron is what the worker computed its correlation of. */
    private static void assertPredictionIsWhatWasScored(ApiClient client, JsonNode testStimuli) throws Exception {
        List<Double> predicted = new ArrayList<>();
        List<Double> measured = new ArrayList<>();
        double correlation = Double.NaN;
        for (JsonNode stimulus : testStimuli) {
            JsonNode shown = client.get("models/statenet-short@1/prediction?neuron=0&stimulus=" + stimulus.intValue())
                    .body();
            shown.path("prediction").forEach(value -> predicted.add(value.doubleValue()));
            shown.path("psth").forEach(value -> measured.add(value.doubleValue()));
            correlation = shown.path("cc").doubleValue();
        }
        assertThat(predicted).hasSizeGreaterThan(100).hasSameSizeAs(measured);
        assertThat(new PearsonsCorrelation().correlation(numbers(predicted), numbers(measured)))
                .isCloseTo(correlation, within(1e-4));
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Asks again until the answer is as wanted. */
    private static JsonNode await(ApiClient client, String path, Predicate<JsonNode> wanted) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            while (true) {
                JsonNode report = clock.schedule(() -> client.get(path).body(), 200, TimeUnit.MILLISECONDS)
                        .get();
                if (wanted.test(report)) {
                    return report;
                }
                assertThat(report.path("state").asString())
                        .as(report.toString())
                        .isNotIn("FAILED", "CANCELLED", "REJECTED");
            }
        } finally {
            clock.shutdownNow();
        }
    }

    /** Names of what a service exports. */
    private static Set<String> metricsOf(URI service, String token) throws IOException, InterruptedException {
        String text = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("actuator/prometheus"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static int healthOf(URI service) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

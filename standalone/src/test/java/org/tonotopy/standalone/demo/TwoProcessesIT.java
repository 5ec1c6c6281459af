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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.standalone.ChildJvm;
import org.tonotopy.standalone.ObservedMetrics;
import org.tonotopy.standalone.ServerInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API and a worker as the two processes of a server installation: they share a database and a folder, no more. */
@Tag("slow")
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
            SimulatedLab lab = new SimulatedLab(client);
            DemoRecording recording = DemoRecording.bundled(temporary);
            lab.prepare(recording);
            String jobPath = lab.fit(2, 3);
            JsonNode job = lab.await(jobPath, "SUCCEEDED");
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

package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What tests do with a server by way of its API: the demo's recording, the benchmark {@code short@1} on it, and fits. */
final class SimulatedLab {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient client;

    SimulatedLab(ApiClient client) {
        this.client = client;
    }

    /**
     * Sends the recording.
     *
     * @return path of the dataset
     */
    String send(DemoRecording recording) throws Exception {
        client.put("uploads/" + recording.sha256(), recording.arrays());

        ObjectNode dataset = JSON.createObjectNode();
        dataset.put("name", "simulated");
        dataset.putObject("recording").put("sha256", recording.sha256()).put("format", "npz");
        dataset.set("metadata", recording.metadata());
        return client.create("datasets", dataset, 0).location().orElseThrow();
    }

    /** Sends recording and benchmark, and waits until the recording can be used. */
    void prepare(DemoRecording recording) throws Exception {
        await(send(recording), "READY");

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
    }

    /**
     * Asks for a StateNet.
     *
     * @return path of the job
     */
    String fit(int maxEpochs, int seed) throws Exception {
        ObjectNode fit = JSON.createObjectNode();
        fit.put("kind", "fit");
        fit.put("benchmark", "short@1");
        fit.putObject("model").put("kind", "statenet");
        fit.putObject("training").put("kind", "gradient").put("max_epochs", maxEpochs);
        fit.put("seed", seed);
        return client.create("jobs", fit, 0).location().orElseThrow();
    }

    /** Asks again until the state is the wanted one. */
    JsonNode await(String path, String state) throws Exception {
        return await(path, report -> report.path("state").asString("").equals(state));
    }

    /** Asks again until the answer is as wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            while (true) {
                JsonNode report = clock.schedule(() -> client.get(path).body(), 200, TimeUnit.MILLISECONDS)
                        .get();
                if (wanted.test(report)) {
                    return report;
                }
                assertThat(report.path("state").asString(""))
                        .as(report.toString())
                        .isNotIn("FAILED", "CANCELLED", "REJECTED");
            }
        } finally {
            clock.shutdownNow();
        }
    }
}

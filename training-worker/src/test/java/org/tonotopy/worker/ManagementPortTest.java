package org.tonotopy.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class ManagementPortTest {
    @Test
    void aWorkerProcessServesHealthAndMetricsAndNothingElse() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                ConfigurableApplicationContext worker = WorkerApplication.builder()
                        .properties(new HashMap<>(lab.settings("served")))
                        .run()) {
            int port = Optional.ofNullable(worker.getEnvironment().getProperty("local.server.port", Integer.class))
                    .orElseThrow();

            HttpResponse<String> health = get(port, "/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"UP\"");
            assertThat(get(port, "/actuator/metrics/jvm.memory.used").statusCode())
                    .isEqualTo(200);
            for (String probe : List.of("liveness", "readiness")) {
                assertThat(get(port, "/actuator/health/" + probe).statusCode()).isEqualTo(200);
            }
            assertThat(get(port, "/actuator/prometheus").body())
                    .contains(
                            "tonotopy_worker_slots 1.0",
                            "tonotopy_worker_slots_busy 0.0",
                            "tonotopy_leases_lost_total 0.0");
            assertThat(get(port, "/").statusCode()).isEqualTo(404);
            assertThat(get(port, "/actuator/env").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

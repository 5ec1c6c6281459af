package org.tonotopy.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A worker that cannot be started says in one sentence which setting is to be written how. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTest {
    private static Map<String, Object> settings() {
        return new HashMap<>(Map.of(
                "TONOTOPY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
                "TONOTOPY_DATABASE_USER", "nobody",
                "TONOTOPY_DATABASE_PASSWORD", "not-to-be-shown",
                "TONOTOPY_STORE_FOLDER", "target/no-store",
                "TONOTOPY_MANAGEMENT_PORT", "0"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "TONOTOPY_WORKER_THREADS", "many", "TONOTOPY_WORKER_THREADS is \"many\": use a whole number."),
                Arguments.of(
                        "TONOTOPY_WORKER_THREADS", "-1", "tonotopy.worker.threads is -1: use 0 for one per processor"),
                Arguments.of("TONOTOPY_WORKER_DEVICE", "tpu", "TONOTOPY_WORKER_DEVICE is \"tpu\": use CPU or GPU."),
                Arguments.of(
                        "TONOTOPY_QUEUE_HEARTBEAT_INTERVAL",
                        "soon",
                        "TONOTOPY_QUEUE_HEARTBEAT_INTERVAL is \"soon\": use a time such as 15s or 2h."),
                Arguments.of(
                        "TONOTOPY_WORKER_LOG_LIMIT",
                        "2GB",
                        "tonotopy.worker.log.limit is 2147483648B: use a size up to 1GB"),
                Arguments.of(
                        "TONOTOPY_DATABASE_USER",
                        "nobody",
                        "The database that TONOTOPY_DATABASE_URL names cannot be used: Connection to 127.0.0.1:1 refused."));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(String variable, String value, String sentence, CapturedOutput output) {
        Map<String, Object> settings = settings();
        settings.put(variable, value);
        refuses(settings, sentence, output);
    }

    @Test
    void missing(CapturedOutput output) {
        Map<String, Object> settings = settings();
        settings.remove("TONOTOPY_DATABASE_URL");
        refuses(settings, "TONOTOPY_DATABASE_URL is not set.", output);
    }

    private static void refuses(Map<String, Object> settings, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> WorkerApplication.builder()
                        .web(WebApplicationType.NONE)
                        .properties(settings)
                        .run())
                .isInstanceOf(Exception.class);
        assertThat(output.getAll())
                .contains(sentence)
                .contains("docs/settings.md")
                .doesNotContain("not-to-be-shown");
    }
}

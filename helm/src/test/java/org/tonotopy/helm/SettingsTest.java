package org.tonotopy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every setting of the code can be given to the services of the chart and of docker compose, and none that does not exist. */
class SettingsTest {
    private static final Set<String> DATABASE =
            Set.of("TONOTOPY_DATABASE_URL", "TONOTOPY_DATABASE_USER", "TONOTOPY_DATABASE_PASSWORD");

    /** The chart has values of its own for these. */
    private static final Set<String> BY_THE_CHART = union(
            DATABASE,
            Set.of(
                    "TONOTOPY_STORE_ENDPOINT",
                    "TONOTOPY_STORE_REGION",
                    "TONOTOPY_STORE_BUCKET",
                    "TONOTOPY_STORE_PREFIX",
                    "TONOTOPY_STORE_PATH_STYLE",
                    "TONOTOPY_STORE_CHECKSUMS",
                    "TONOTOPY_STORE_CREATE_BUCKET",
                    "TONOTOPY_STORE_ACCESS_KEY",
                    "TONOTOPY_STORE_SECRET_KEY",
                    "TONOTOPY_ANONYMOUS_ROLE",
                    "TONOTOPY_FORWARDED_HEADERS",
                    "TONOTOPY_METRICS_TOKEN_FILE",
                    "TONOTOPY_OPENID_ISSUER",
                    "TONOTOPY_OPENID_CLIENT_ID",
                    "TONOTOPY_OPENID_CLIENT_SECRET",
                    "TONOTOPY_OPENID_NAME",
                    "TONOTOPY_OPENID_NEW_ACCOUNTS",
                    "TONOTOPY_OPENID_ADDRESS",
                    "TONOTOPY_OPENID_HOSTS",
                    "TONOTOPY_WORKER_NAME",
                    "TONOTOPY_WORKER_DEVICE",
                    "TONOTOPY_MANAGEMENT_ADDRESS"));

    /** Probes and services of a cluster look for other ports in vain, and no folder is seen by all its pods. */
    private static final Set<String> NOT_ON_A_CLUSTER =
            Set.of("SERVER_ADDRESS", "SERVER_PORT", "TONOTOPY_MANAGEMENT_PORT", "TONOTOPY_STORE_FOLDER");

    /** Compose itself says what these are: they lead to its own containers and files. */
    private static final Set<String> BY_COMPOSE = union(
            DATABASE,
            Set.of(
                    "TONOTOPY_STORE_ENDPOINT",
                    "TONOTOPY_STORE_BUCKET",
                    "TONOTOPY_STORE_CREATE_BUCKET",
                    "TONOTOPY_STORE_ACCESS_KEY",
                    "TONOTOPY_STORE_SECRET_KEY",
                    "TONOTOPY_ADMIN_TOKEN_FILE",
                    "TONOTOPY_METRICS_TOKEN_FILE"));

    /** Fixed by the images, or different for each container, or of another store than the one that is composed. */
    private static final Set<String> NOT_IN_COMPOSE = Set.of(
            "SERVER_ADDRESS",
            "SERVER_PORT",
            "TONOTOPY_MANAGEMENT_ADDRESS",
            "TONOTOPY_MANAGEMENT_PORT",
            "TONOTOPY_WORKER_NAME",
            "TONOTOPY_WORKER_DEVICE",
            "TONOTOPY_STORE_FOLDER",
            "TONOTOPY_STORE_REGION",
            "TONOTOPY_STORE_PREFIX",
            "TONOTOPY_STORE_PATH_STYLE",
            "TONOTOPY_STORE_CHECKSUMS");

    @Test
    void theChartTakesEverySettingThatItDoesNotSetItself() throws IOException {
        JsonObject definitions = JsonParser.parseString(Files.readString(Path.of("tonotopy/values.schema.json")))
                .getAsJsonObject()
                .getAsJsonObject("definitions");
        Map.of(
                        "settingsOfAll",
                        SettingsTable.SHARED,
                        "settingsOfApi",
                        SettingsTable.API,
                        "settingsOfWorkers",
                        SettingsTable.WORKER)
                .forEach((definition, table) -> assertThat(
                                words(definitions.getAsJsonObject(definition).getAsJsonArray("enum")))
                        .as("%s of values.schema.json", definition)
                        .containsExactlyElementsOf(without(table.names(), union(BY_THE_CHART, NOT_ON_A_CLUSTER))));
    }

    private static Set<String> words(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(word -> word.getAsString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theChartSetsWhatItDoesNotTake() {
        Set<String> set = Chart.render(Choice.EVERYTHING).stream()
                .filter(manifest -> manifest.kind().equals("Deployment"))
                .flatMap(manifest -> manifest.containers().stream())
                .flatMap(container -> Manifest.list(container, "env").stream())
                .map(variable -> String.valueOf(variable.get("name")))
                .collect(Collectors.toSet());
        assertThat(set).containsAll(BY_THE_CHART).doesNotContainAnyElementsOf(NOT_ON_A_CLUSTER);
    }

    @Test
    void composeTakesEverySettingThatItDoesNotSetItself() throws IOException {
        assertThat(environment("api").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        without(union(SettingsTable.SHARED.names(), SettingsTable.API.names()), NOT_IN_COMPOSE));
        Set<String> worker = without(union(SettingsTable.SHARED.names(), SettingsTable.WORKER.names()), NOT_IN_COMPOSE);
        assertThat(environment("worker").keySet()).containsExactlyInAnyOrderElementsOf(worker);
        assertThat(environment("worker-gpu").keySet())
                .containsExactlyInAnyOrderElementsOf(union(worker, Set.of("TONOTOPY_WORKER_DEVICE")));
        assertThat(environment("migrations").keySet()).containsExactlyInAnyOrderElementsOf(DATABASE);
    }

    /** A variable without a value has that of {@code .env}, and is not set at all where it has none: defaults are the code's. */
    @Test
    void composeRepeatsNoDefault() throws IOException {
        for (String service : Set.of("api", "worker")) {
            environment(service)
                    .forEach((variable, value) -> assertThat(value == null)
                            .as(service + " " + variable)
                            .isNotEqualTo(BY_COMPOSE.contains(variable)));
        }
    }

    private static Map<String, Object> environment(String service) throws IOException {
        Map<?, ?> environment = Manifest.all(Files.readString(Path.of("../docker-compose.yml")))
                .get(0)
                .map("services", service, "environment");
        Map<String, Object> named = new HashMap<>();
        environment.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(others);
        return left;
    }
}

package org.tonotopy.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.marcnuri.helm.LintResult;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes is what Kubernetes takes, and keeps to the rules of a restricted namespace. */
class ChartTest {
    private static final Set<String> OPERATORS = Set.of("keda.sh/v1alpha1", "monitoring.coreos.com/v1");

    /** Variables that are not ours: of the JVM, of OpenMP and of PostgreSQL's image. */
    private static final Set<String> OTHERS = Set.of(
            "JAVA_TOOL_OPTIONS", "OMP_NUM_THREADS", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "PGDATA");

    @Test
    void helmFindsNothingToSay() {
        LintResult lint = Chart.lint();
        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectIsWhatKubernetesTakes(Choice choice) throws Exception {
        List<Manifest> manifests = Chart.render(choice);
        assertThat(manifests).hasSizeGreaterThan(2);
        assertThat(manifests.stream().map(Manifest::toString)).doesNotHaveDuplicates();
        for (Manifest manifest : manifests) {
            assertThat(manifest.name()).as(manifest.toString()).matches("lab-[a-z0-9-]{1,59}");
            if (OPERATORS.contains(manifest.apiVersion())) {
                assertThat(manifest.map("spec")).as(manifest.toString()).isNotEmpty();
            } else {
                validate(manifest);
            }
        }
    }

    /** Refuses fields that Kubernetes does not know, also nested ones, and values of another type. */
    private static void validate(Manifest manifest) throws Exception {
        String[] version = manifest.apiVersion().split("/", 2);
        Class<?> type = ModelMapper.getApiTypeClass(
                version.length == 1 ? "" : version[0], version[version.length - 1], manifest.kind());
        assertThat(type).as(manifest.toString()).isNotNull();
        JsonElement json = new Gson().toJsonTree(manifest.content());
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        } catch (InvocationTargetException refused) {
            throw new AssertionError(manifest + ": " + refused.getCause().getMessage(), refused);
        }
        assertThat(Yaml.load(JSON.getGson().toJson(json))).isInstanceOf(type);
    }

    @ParameterizedTest
    @EnumSource
    void everyPodMayRunInARestrictedNamespace(Choice choice) {
        for (Manifest manifest : workloads(choice)) {
            Map<?, ?> pod = manifest.pod();
            Map<?, ?> security = Manifest.map(pod, "securityContext");
            assertThat(security.get("runAsNonRoot")).as(manifest.toString()).isEqualTo(true);
            assertThat((Integer) security.get("runAsUser"))
                    .as(manifest.toString())
                    .isPositive();
            assertThat(Manifest.map(security, "seccompProfile").get("type")).isEqualTo("RuntimeDefault");
            assertThat(pod.get("automountServiceAccountToken"))
                    .as(manifest.toString())
                    .isEqualTo(false);
            assertThat(pod.get("enableServiceLinks")).as(manifest.toString()).isEqualTo(false);
            for (Map<?, ?> container : manifest.containers()) {
                Map<?, ?> own = Manifest.map(container, "securityContext");
                String what = manifest + " " + container.get("name");
                assertThat(own.get("allowPrivilegeEscalation")).as(what).isEqualTo(false);
                assertThat(own.get("readOnlyRootFilesystem")).as(what).isEqualTo(true);
                assertThat(Manifest.map(own, "capabilities").get("drop"))
                        .as(what)
                        .isEqualTo(List.of("ALL"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerIsBoundedAndPinned(Choice choice) {
        for (Manifest manifest : workloads(choice)) {
            for (Map<?, ?> container : manifest.containers()) {
                String what = manifest + " " + container.get("name");
                for (String bound : List.of("requests", "limits")) {
                    assertThat(Manifest.map(container, "resources", bound).keySet().stream()
                                    .map(String::valueOf))
                            .as(what)
                            .contains("cpu", "memory");
                }
                assertThat((String) container.get("image"))
                        .as(what)
                        .matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})")
                        .doesNotEndWith(":latest");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatStaysIsProbedAndStopsInTime(Choice choice) {
        List<Manifest> staying = workloads(choice).stream()
                .filter(manifest -> Set.of("Deployment", "StatefulSet").contains(manifest.kind()))
                .toList();
        assertThat(staying).isNotEmpty();
        for (Manifest manifest : staying) {
            for (Map<?, ?> container : Manifest.list(manifest.pod(), "containers")) {
                assertThat(container.keySet().stream().map(String::valueOf))
                        .as(manifest.toString())
                        .contains("startupProbe", "livenessProbe", "readinessProbe");
            }
            if (manifest.name().contains("worker")) {
                assertThat((Integer) manifest.pod().get("terminationGracePeriodSeconds"))
                        .isGreaterThanOrEqualTo(60);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySelectorFindsPods(Choice choice) {
        List<Manifest> manifests = Chart.render(choice);
        List<Map<?, ?>> pods = manifests.stream()
                .<Map<?, ?>>map(manifest -> manifest.map("spec", "template", "metadata", "labels"))
                .filter(labels -> !labels.isEmpty())
                .toList();
        manifests.stream()
                .filter(manifest -> Set.of("Service", "PodDisruptionBudget", "Deployment", "StatefulSet")
                        .contains(manifest.kind()))
                .forEach(manifest -> {
                    Map<?, ?> selector = manifest.kind().equals("Service")
                            ? manifest.map("spec", "selector")
                            : manifest.map("spec", "selector", "matchLabels");
                    assertThat(selector).as(manifest.toString()).isNotEmpty();
                    assertThat(pods)
                            .as(manifest.toString())
                            .anyMatch(labels -> labels.entrySet().containsAll(selector.entrySet()));
                });
    }

    @ParameterizedTest
    @EnumSource
    void everyMountHasItsVolume(Choice choice) {
        for (Manifest manifest : workloads(choice)) {
            Set<Object> volumes = new HashSet<>();
            Manifest.list(manifest.pod(), "volumes").forEach(volume -> volumes.add(volume.get("name")));
            Manifest.list(manifest.map("spec"), "volumeClaimTemplates")
                    .forEach(
                            claim -> volumes.add(Manifest.map(claim, "metadata").get("name")));
            for (Map<?, ?> container : manifest.containers()) {
                assertThat(Manifest.list(container, "volumeMounts"))
                        .as(manifest.toString())
                        .allMatch(mount -> volumes.contains(mount.get("name")));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyVariableIsASetting(Choice choice) {
        Set<String> known = Arrays.stream(SettingsTable.values())
                .flatMap(table -> table.names().stream())
                .collect(Collectors.toSet());
        assertThat(known).hasSizeGreaterThan(40);
        known.addAll(OTHERS);
        for (Manifest manifest : workloads(choice)) {
            for (Map<?, ?> container : manifest.containers()) {
                assertThat(Manifest.list(container, "env").stream()
                                .map(variable -> String.valueOf(variable.get("name"))))
                        .as(manifest + " " + container.get("name"))
                        .doesNotHaveDuplicates()
                        .isSubsetOf(known);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noSecretIsWrittenAnywhereButInASecret(Choice choice) {
        for (Manifest manifest : workloads(choice)) {
            for (Map<?, ?> container : manifest.containers()) {
                assertThat(Manifest.list(container, "env"))
                        .as(manifest.toString())
                        .filteredOn(
                                variable -> String.valueOf(variable.get("name")).matches(".*(PASSWORD|_KEY|USER)"))
                        .allMatch(
                                variable -> Manifest.map(variable, "valueFrom").containsKey("secretKeyRef"));
            }
        }
    }

    @Test
    void secretsAreMadeByChanceAndOnlyWhereThereIsNone() {
        assertThat(secret(Choice.DEFAULTS)).isNotEqualTo(secret(Choice.DEFAULTS));
        assertThat(Chart.render(Choice.EXTERNAL))
                .noneMatch(manifest -> manifest.kind().equals("Secret"));
    }

    private static Map<?, ?> secret(Choice choice) {
        List<Manifest> secrets = Chart.render(choice).stream()
                .filter(manifest -> manifest.kind().equals("Secret"))
                .toList();
        assertThat(secrets).hasSize(1);
        assertThat(secrets.get(0).map("data").keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "username", "password", "access-key", "secret-key", "s3.json", "metrics-token");
        return secrets.get(0).map("data");
    }

    @Test
    void migrationsComeBeforeEverythingElse() {
        assertThat(hook(Choice.EXTERNAL)).isEqualTo("pre-install,pre-upgrade");
        // The database of a trial is not there before the installation: the API's pod migrates it first.
        assertThat(hook(Choice.DEFAULTS)).isEqualTo("pre-upgrade");
        assertThat(Chart.render(Choice.DEFAULTS))
                .filteredOn(manifest -> manifest.toString().equals("Deployment lab-tonotopy-api"))
                .singleElement()
                .satisfies(api ->
                        assertThat(Manifest.list(api.pod(), "initContainers")).hasSize(1));
    }

    private static Object hook(Choice choice) {
        return Chart.render(choice).stream()
                .filter(manifest -> manifest.kind().equals("Job"))
                .map(job -> job.map("metadata", "annotations").get(Chart.HOOK))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGpuIsAskedForByTheWorkersThatNeedOne() {
        assertThat(Chart.render(Choice.EXTERNAL))
                .filteredOn(manifest -> manifest.kind().equals("Deployment"))
                .allSatisfy(manifest -> assertThat(
                                Manifest.map(manifest.containers().get(0), "resources", "limits")
                                        .containsKey("nvidia.com/gpu"))
                        .as(manifest.toString())
                        .isEqualTo(manifest.name().endsWith("-gpu")));
    }

    @Test
    void anUpgradeNeedsNoGpuBesideThoseInUse() {
        assertThat(Chart.render(Choice.EXTERNAL))
                .filteredOn(manifest -> manifest.name().endsWith("-worker-gpu")
                        && manifest.kind().equals("Deployment"))
                .singleElement()
                .satisfies(workers -> assertThat(workers.map("spec", "strategy", "rollingUpdate"))
                        .isEqualTo(Map.of("maxSurge", 0, "maxUnavailable", 1)));
    }

    @Test
    void aWorkersTemporaryFolderHoldsTheLongestUpload() {
        for (Manifest workers : Chart.render(Choice.EVERYTHING)) {
            if (workers.kind().equals("Deployment") && workers.name().contains("-worker-")) {
                Object room = workers.name().endsWith("-gpu") ? "64Gi" : "200Gi";
                assertThat(Manifest.list(workers.pod(), "volumes"))
                        .as(workers.toString())
                        .contains(Map.of("name", "tmp", "emptyDir", Map.of("sizeLimit", room)));
                assertThat(Manifest.map(workers.containers().get(0), "resources", "requests")
                                .containsKey("ephemeral-storage"))
                        .as(workers.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void kedaFindsTheDatabaseFromItsOwnNamespace() {
        assertThat(askedByKeda(Choice.EVERYTHING))
                .containsOnly("lab-tonotopy-postgresql.science.svc")
                .hasSize(2);
        assertThat(askedByKeda(Choice.EXTERNAL)).containsOnly("db.example.org").hasSize(2);
    }

    private static List<String> askedByKeda(Choice choice) {
        return Chart.render(choice).stream()
                .filter(manifest -> manifest.kind().equals("ScaledObject"))
                .flatMap(manifest -> Manifest.list(manifest.map("spec"), "triggers").stream())
                .map(trigger -> String.valueOf(Manifest.map(trigger, "metadata").get("host")))
                .toList();
    }

    @Test
    void theStoreOfATrialTakesWhatItsDiskHolds() throws IOException {
        List<?> chart = (List<?>) Chart.render(Choice.DEFAULTS).stream()
                .filter(manifest -> manifest.toString().equals("StatefulSet lab-tonotopy-seaweedfs"))
                .findFirst()
                .orElseThrow()
                .containers()
                .get(0)
                .get("args");
        Map<?, ?> compose = Manifest.all(Files.readString(Path.of("../docker-compose.yml")))
                .get(0)
                .map("services", "seaweedfs");
        for (List<?> command : List.of(chart, (List<?>) compose.get("command"))) {
            assertThat(command.stream().map(String::valueOf))
                    .contains("-master.volumeSizeLimitMB=1024", "-volume.max=0");
        }
    }

    @Test
    void everythingCanBeTurnedOnAndOff() {
        assertThat(kinds(Choice.EVERYTHING))
                .contains(
                        "Ingress",
                        "HorizontalPodAutoscaler",
                        "ScaledObject",
                        "TriggerAuthentication",
                        "ServiceMonitor",
                        "PodMonitor",
                        "PrometheusRule",
                        "ConfigMap",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "StatefulSet");
        assertThat(kinds(Choice.LEAST)).containsExactlyInAnyOrder("Deployment", "Service", "Job", "Pod");
    }

    private static Set<String> kinds(Choice choice) {
        return Chart.render(choice).stream().map(Manifest::kind).collect(Collectors.toSet());
    }

    @Test
    void dashboardAndAlertsAreThoseOfTheProject() throws IOException {
        List<Manifest> manifests = Chart.render(Choice.EVERYTHING);
        String dashboard = Files.readString(Path.of("../observability/grafana/dashboard.json"));
        assertThat(manifests)
                .filteredOn(manifest -> manifest.kind().equals("ConfigMap"))
                .singleElement()
                .satisfies(map -> assertThat(map.map("data").get("tonotopy.json"))
                        .asString()
                        .isEqualToIgnoringWhitespace(dashboard));
        assertThat(manifests)
                .filteredOn(manifest -> manifest.kind().equals("PrometheusRule"))
                .singleElement()
                .satisfies(rule -> assertThat(Manifest.list(rule.map("spec"), "groups"))
                        .isEqualTo(Manifest.list(
                                Manifest.all(Files.readString(Path.of("../observability/alerts.yml")))
                                        .get(0)
                                        .content(),
                                "groups")));
    }

    @Test
    void alertsAndDashboardFindTheApiWhateverTheReleaseIsCalled() throws IOException {
        for (String file : List.of("alerts.yml", "grafana/dashboard.json")) {
            Set<String> jobs = Pattern.compile("\\bjob(!?[=~]+\\\\?\"[^\"\\\\]*)")
                    .matcher(Files.readString(Path.of("../observability", file)))
                    .results()
                    .map(found -> found.group(1).replace("\\", ""))
                    .collect(Collectors.toSet());
            assertThat(jobs).as(file).containsExactly("=\"tonotopy-api");
        }
        assertThat(watchedAs("ServiceMonitor", "endpoints")).isEqualTo("tonotopy-api");
        assertThat(watchedAs("PodMonitor", "podMetricsEndpoints")).isEqualTo("tonotopy-worker");
        Map<?, ?> prometheus = Manifest.all(Files.readString(Path.of("../observability/prometheus.yml")))
                .get(0)
                .content();
        assertThat(Manifest.list(prometheus, "scrape_configs").stream().map(job -> String.valueOf(job.get("job_name"))))
                .containsExactlyInAnyOrder("tonotopy-api", "tonotopy-worker");
    }

    /** The label of a monitor's targets that names their job. */
    private static Object watchedAs(String kind, String endpoints) {
        Map<?, ?> monitor = Chart.render(Choice.EVERYTHING).stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .map("spec");
        return Manifest.list(monitor, endpoints).stream()
                .flatMap(endpoint -> Manifest.list(endpoint, "relabelings").stream())
                .filter(relabeling -> "job".equals(relabeling.get("targetLabel")))
                .map(relabeling -> relabeling.get("replacement"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql.enabled=false",
                "seaweedfs.enabled=false",
                "ingress.enabled=true",
                "api.image.tag=latest",
                "api.replica=2",
                "worker.gracePeriodSeconds=5",
                "worker.temporarySize=much",
                "api.anonymousRole=ADMIN",
                "postgresql.image=docker.io/library/postgres:latest",
                // Images would be looked for at registry.example.orgtonotopy/api.
                "image.registry=registry.example.org",
                "image.tag=latest",
                "database.host=jdbc:postgresql://db.example.org/tonotopy",
                "ingress.host=https://tonotopy.example.org",
                "api.autoscaling.minReplicas=0",
                // A setting that is written otherwise would be ignored in silence.
                "api.env.TONOTOPY_UPLOAD_LIMT=50GB",
                "settings.TONOTOPY_UPLOAD_LIMT=50GB",
                "worker.env.TONOTOPY_UPLOAD_LIMIT=50GB",
                // Kubernetes takes the last of two, or neither.
                "settings.TONOTOPY_DATABASE_URL=jdbc:postgresql://db.example.org/tonotopy",
                "worker.env.JAVA_TOOL_OPTIONS=-Xmx2g",
                // Nothing would look there.
                "api.env.SERVER_PORT=9000"
            })
    void valuesThatCannotWorkAreRefused(String setting) {
        assertThat(Chart.render()).contains("kind: Deployment");
        assertThatThrownBy(() -> Chart.render(setting)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void variablesOfOthersAreTaken() {
        assertThat(Chart.render("settings.TZ=Europe/Berlin", "api.env.SERVER_FORWARDHEADERSSTRATEGY=none"))
                .contains("name: TZ", "name: SERVER_FORWARDHEADERSSTRATEGY");
    }

    @Test
    void aLargeNumberStaysANumberThatTheServiceReads() {
        assertThat(Chart.render(Choice.EVERYTHING))
                .filteredOn(manifest -> manifest.toString().equals("Deployment lab-tonotopy-api"))
                .singleElement()
                .satisfies(api -> assertThat(Manifest.list(api.containers().get(1), "env"))
                        .contains(Map.of("name", "TONOTOPY_LIMIT_JOBS", "value", "1000000")));
    }

    @ParameterizedTest
    @CsvSource({"EVERYTHING,NATIVE", "LEAST,NONE"})
    void aProxyIsBelievedWithAnIngressAlone(Choice choice, String believed) {
        assertThat(Chart.render(choice))
                .filteredOn(manifest -> manifest.toString().equals("Deployment lab-tonotopy-api"))
                .singleElement()
                .satisfies(api -> assertThat(api.containers())
                        .anySatisfy(container -> assertThat(Manifest.list(container, "env"))
                                .contains(Map.of("name", "TONOTOPY_FORWARDED_HEADERS", "value", believed))));
    }

    @Test
    void oneTagNamesAllImagesOfARelease() {
        String rendered = Chart.render("image.tag=0.2.0", "workerGpu.enabled=true", "workerGpu.image.tag=0.2.0-cuda12");
        assertThat(Pattern.compile("image: (tonotopy/\\S+)")
                        .matcher(rendered)
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "tonotopy/api:0.2.0",
                        "tonotopy/migrations:0.2.0",
                        "tonotopy/worker:0.2.0",
                        "tonotopy/worker-cuda:0.2.0-cuda12");
    }

    @Test
    void theApiHearsRequestsUntilNobodySendsItAny() {
        assertThat(Chart.render(Choice.DEFAULTS))
                .filteredOn(manifest -> manifest.toString().equals("Deployment lab-tonotopy-api"))
                .singleElement()
                .satisfies(api -> {
                    Map<?, ?> container = Manifest.list(api.pod(), "containers").get(0);
                    assertThat(Manifest.map(container, "lifecycle", "preStop", "exec")
                                    .get("command"))
                            .isEqualTo(List.of("sleep", "5"));
                    // Those that have begun are given 30 s by the service.
                    assertThat((Integer) api.pod().get("terminationGracePeriodSeconds"))
                            .isGreaterThan(5 + 30);
                });
    }

    @Test
    void kedaIsLetToTheDatabaseOfATrialFromItsNamespace() {
        assertThat(Chart.render("worker.keda.enabled=true", "networkPolicy.kedaNamespace=scaling"))
                .contains("kubernetes.io/metadata.name: scaling");
    }

    @Test
    void whoeverAsksTheDatabaseHasItsAuthority() {
        List<Map<?, ?>> asking = workloads(Choice.EXTERNAL).stream()
                .flatMap(manifest -> manifest.containers().stream())
                .filter(container -> Manifest.list(container, "env").stream()
                        .anyMatch(variable -> "TONOTOPY_DATABASE_URL".equals(variable.get("name"))
                                && String.valueOf(variable.get("value"))
                                        .endsWith("sslmode=verify-full&sslrootcert=/run/secrets/database/ca.crt")))
                .toList();
        // The API, both kinds of workers, the migrations, and the migrations of the test.
        assertThat(asking)
                .hasSize(5)
                .allMatch(container -> Manifest.list(container, "volumeMounts").stream()
                        .anyMatch(mount -> "/run/secrets/database".equals(mount.get("mountPath"))));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Chart.render(
                        "postgresql.enabled=false",
                        "database.host=db.example.org",
                        "database.existingSecret=lab-database",
                        "database.sslmode=verify-ca"))
                .hasMessageContaining("Set database.caSecret");
        assertThatThrownBy(() -> Chart.render("postgresql.enabled=false"))
                .hasMessageContaining("or postgresql.enabled to true");
        assertThatThrownBy(() -> Chart.render("ingress.enabled=true")).hasMessageContaining("Set ingress.host");
    }

    private static List<Manifest> workloads(Choice choice) {
        List<Manifest> workloads = Chart.render(choice).stream()
                .filter(manifest -> !manifest.containers().isEmpty())
                .toList();
        assertThat(workloads).hasSizeGreaterThan(2);
        return workloads;
    }
}

package org.tonotopy.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.api.problem.ProblemWriter;

class AccessTest extends ApiTest {
    private static final PathPatternParser PATTERNS = new PathPatternParser();

    @Autowired
    private Collection<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    private ProblemWriter problems;

    @Test
    void everyHandlerDeclaresWhoMayUseIt() {
        List<String> undeclared = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(handler -> !isDeclared(handler.getKey(), handler.getValue()))
                .map(handler -> handler.getKey() + " " + handler.getValue())
                .toList();
        assertThat(undeclared)
                .as("handlers without @PreAuthorize whose path is not in OpenPath")
                .isEmpty();
        assertThat(mappings.stream()
                        .mapToInt(mapping -> mapping.getHandlerMethods().size())
                        .sum())
                .isGreaterThan(20);
    }

    private static boolean isDeclared(RequestMappingInfo mapping, HandlerMethod handler) {
        return AnnotatedElementUtils.hasAnnotation(handler.getMethod(), PreAuthorize.class)
                || mapping.getPatternValues().stream().allMatch(AccessTest::isOpenPath);
    }

    private static boolean isOpenPath(String path) {
        return Arrays.stream(OpenPath.values())
                .anyMatch(open -> PATTERNS.parse(open.pattern()).matches(PathContainer.parsePath(path)));
    }

    @Test
    void nobodyGetsAnythingFromTheApi() {
        Map<RequestMappingInfo, HandlerMethod> handlers = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(handler -> handler.getValue().getBeanType().getName().startsWith("org.tonotopy."))
                .filter(handler -> !handler.getKey().getPatternValues().contains("/error"))
                .filter(handler -> !handler.getKey().getPatternValues().stream().allMatch(AccessTest::isOpenPath))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(handlers).hasSizeGreaterThan(15);
        handlers.keySet().forEach(mapping -> {
            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
            String path = mapping.getPatternValues().iterator().next().replaceAll("\\{[^}]*}", "x");
            methods.forEach(method -> assertThat(
                            nobody.send(nobody.request(path).method(method.name(), BodyPublishers.noBody()))
                                    .status())
                    .as(method + " " + path)
                    .isEqualTo(401));
        });
    }

    @Test
    void nobodyIsToldToSendAToken() {
        Answer answer = nobody.get("/api/v1/datasets");
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"tonotopy\"");
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedEvenWhereNoneIsNeeded() {
        Client liar = Client.as(server(), "tono_" + "x".repeat(43));
        assertThat(liar.get("/v3/api-docs").status()).isEqualTo(401);
        assertThat(liar.get("/api/v1/datasets").header("WWW-Authenticate").orElse(""))
                .contains("invalid_token");
        assertThat(nobody.get("/api/v1/datasets", "Authorization", "Basic YTpi").status())
                .isEqualTo(401);
    }

    @Test
    void aServerThatHasANameIsWatchedByAddressAndReadByNameAlone() throws Exception {
        HostFilter filter = new HostFilter(
                new AccessSettings(AnonymousRole.VIEWER, "", "", 0, List.of("lab.example.org")), problems);
        assertThat(statusAt(filter, "10.0.0.7", "/actuator/health/readiness")).isEqualTo(200);
        assertThat(statusAt(filter, "10.0.0.7", "/actuator/prometheus")).isEqualTo(200);
        assertThat(statusAt(filter, "10.0.0.7", "/api/v1/datasets")).isEqualTo(403);
        assertThat(statusAt(filter, "lab.example.org", "/api/v1/datasets")).isEqualTo(200);
    }

    private static int statusAt(HostFilter filter, String name, String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setServerName(name);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    @Test
    void aViewerReadsButDoesNotCreate() {
        assertThat(viewer.get("/api/v1/datasets").status()).isEqualTo(200);
        for (String path :
                List.of("/api/v1/datasets", "/api/v1/benchmarks", "/api/v1/suites", "/api/v1/jobs", "/api/v1/sweeps")) {
            Answer answer = viewer.post(path, "{}");
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("forbidden");
        }
        assertThat(viewer.put("/api/v1/uploads/" + "a".repeat(64), BodyPublishers.ofString("x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyAnAdminSeesTheInnerWorkings() {
        assertThat(nobody.get("/actuator/metrics").status()).isEqualTo(401);
        assertThat(member.get("/actuator/metrics").status()).isEqualTo(403);
        assertThat(admin.get("/actuator/metrics").status()).isEqualTo(200);
    }

    @Test
    void metricsAreForAdminsAndForWhoeverCollectsThem() throws IOException {
        Client collector = Client.as(server(), Files.readString(metricsTokenFile));
        Answer metrics = collector.get("/actuator/prometheus");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("http_server_requests_seconds_bucket", "tonotopy_queue_slots{device=\"cpu\"}")
                .contains("tonotopy_queue_jobs{kind=\"fit\",needs=\"any\",state=\"waiting\"}");
        assertThat(collector.get("/actuator/metrics").status()).isEqualTo(401);
        assertThat(collector.get("/api/v1/datasets").status()).isEqualTo(401);
        assertThat(admin.get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(member.get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(nobody.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(Client.as(server(), "tono_" + "x".repeat(43))
                        .get("/actuator/prometheus")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void healthIsOpenAndSaysNothingMore() {
        assertThat(nobody.get("/actuator/health/readiness").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(nobody.get("/actuator/health/liveness").text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void answersCarryTheHeadersThatBrowsersNeed() {
        Answer answer = viewer.get("/");
        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void theFirstTokenIsInAFileThatOnlyItsOwnerReads() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(adminTokenFile)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(adminTokenFile)).matches("tono_[A-Za-z0-9_-]{43}\n");
    }
}

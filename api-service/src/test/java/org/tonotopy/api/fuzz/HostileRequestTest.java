package org.tonotopy.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;

/** Known ways to attack a service like this one, each by name; random ones are {@link FuzzTest}'s. */
class HostileRequestTest extends ApiTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    void aSweepOfAnotherIsNotMoved() {
        String name = freshName("swept");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 2, 5)))
                .json()
                .path("reference")
                .stringValue();
        String sweep = member.post("/api/v1/sweeps", """
                        {"benchmark": "%s", "model": {"kind": "statenet"}, "seed_count": 2}""".formatted(benchmark)).location();
        Client other = Client.as(server(), fixture.token(Role.MEMBER));
        for (String verb : List.of(":cancel", ":retry")) {
            Answer refused = other.post(sweep + verb, "");
            assertThat(refused.status()).as(verb).isEqualTo(403);
            assertThat(refused.json().path("detail").stringValue()).contains("belongs to");
        }
    }

    @Test
    void aTokenOfAnotherIsNotReachedThroughOnesOwnName() {
        String mine = own();
        String theirs = "/api/v1/accounts/" + freshName("other");
        admin.send(admin.request(theirs)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"role\": \"member\"}")));
        String id = admin.post(theirs + "/tokens", "{}").json().path("id").stringValue();
        assertThat(member.send(member.request(mine + "/tokens/" + id).DELETE()).problem())
                .isEqualTo("no-such-token");
        assertThat(admin.get(theirs + "/tokens")
                        .json()
                        .get(0)
                        .path("revoked_at")
                        .isNull())
                .isTrue();
    }

    private String own() {
        return "/api/v1/accounts/"
                + member.get("/api/v1/account")
                        .json()
                        .path("account")
                        .path("name")
                        .stringValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/jobs | {\"kind\": \"fit\", \"owner\": \"admin\"}",
                "/api/v1/jobs | {\"kind\": \"fit\", \"owner_id\": \"00000000-0000-0000-0000-000000000000\"}",
                "/api/v1/datasets | {\"name\": \"a\", \"state\": \"READY\"}",
                "/api/v1/benchmarks | {\"name\": \"a\", \"owner\": \"admin\"}",
                "/api/v1/sweeps | {\"id\": \"00000000-0000-0000-0000-000000000000\"}",
                "tokens | {\"account\": \"admin\"}",
                "tokens | {\"revoked_at\": null}",
                "tokens | {\"__proto__\": {\"scope\": \"admin\"}}",
                "tokens | {\"@class\": \"java.net.URL\"}"
            })
    void whatIsNotTheirsToSayIsRefusedByName(String path, String body) {
        Answer refused = member.post(path.equals("tokens") ? own() + "/tokens" : path, body);
        assertThat(refused.problem()).as(body).isEqualTo("unknown-field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/xml",
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/x-java-serialized-object",
                "application/yaml",
                "multipart/form-data; boundary=x"
            })
    void onlyJsonIsRead(String type) {
        String body = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        Answer refused = member.send(
                member.request("/api/v1/jobs").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertThat(refused.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void jsonThatIsMadeToBeSlowIsRefusedAtOnce() {
        List<String> bodies = List.of(
                "[".repeat(30_000),
                "{\"kind\":".repeat(7000) + "1",
                "{\"seed\": " + "9".repeat(60_000) + "}",
                "{\"seed\": 1e1000000000}",
                "{\"seed\": 0." + "0".repeat(50_000) + "1}",
                "{\"seed\": -1e-999999999}",
                "{\"" + "k".repeat(60_000) + "\": 1}",
                "{\"kind\": \"" + "\\u0000".repeat(10_000) + "\"}");
        for (String body : bodies) {
            Instant begin = Instant.now();
            Answer refused = member.post("/api/v1/jobs", body);
            assertThat(refused.status()).as(refused.text()).isIn(400, 422);
            assertThat(refused.text().length())
                    .as("what was sent is not sent back whole")
                    .isLessThan(30_000);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(AT_ONCE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../api-service.yml",
                "/assets/..%2fapi-service.yml",
                "/assets/%2e%2e/api-service.yml",
                "/assets/..%5capi-service.yml",
                "/assets/..%252fapi-service.yml",
                "/assets/....//api-service.yml",
                "/assets/..;/api-service.yml",
                "/webjars/../../api-service.yml",
                "/webjars/htmx.org/..%2f..%2f..%2f..%2fapi-service.yml",
                "/swagger-ui/..%2f..%2f..%2fapi-service.yml",
                "/assets/file:///etc/passwd",
                "/api-service.yml",
                "/templates/sign-in.html",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF"
            })
    void noFileOfTheServersIsServed(String path) throws Exception {
        for (String token : List.of("nobody", member.token().orElseThrow())) {
            String answer = RawConnection.exchange(
                    server(),
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close"
                            + (token.equals("nobody") ? "" : "\r\nAuthorization: Bearer " + token));
            assertThat(answer).doesNotContain("TONOTOPY_DATABASE", "root:", "th:action", "Manifest-Version");
            assertThat(answer).startsWith("HTTP/1.1 4");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/datasets?name=a%00b",
                "/api/v1/benchmarks?dataset=%00",
                "/api/v1/audit?account=%00",
                "/api/v1/audit?object=%00",
                "/api/v1/jobs?page_token=%00",
                "/sign-in?refused=%00"
            })
    void whatTheDatabaseCannotLookForIsRefused(String path) {
        assertThat(admin.get(path).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001 /jobs HTTP/1.1",
                " ",
                "GET",
                "PUT",
                "PUT \u0001",
                "POST /jobs HTTP/9.9\r\nContent-Length: 9"
            })
    @ExtendWith(OutputCaptureExtension.class)
    void aHeadThatIsNoneIsRefusedAndNoDefect(String head, CapturedOutput output) throws Exception {
        assertThat(RawConnection.exchange(server(), head)).startsWith("HTTP/1.1 ");
        assertThat(output).doesNotContain("Error processing request");
    }

    @Test
    void whereOneIsSentIsNotForHeadersToSay() throws Exception {
        String answer = RawConnection.exchange(
                server(),
                "GET /jobs HTTP/1.1\r\nHost: localhost:" + server().getPort()
                        + "\r\nAccept: text/html\r\nConnection: close\r\nX-Forwarded-Host: evil.example"
                        + "\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nX-Original-URL: /actuator/env");
        assertThat(answer).startsWith("HTTP/1.1 302").doesNotContain("evil.example");
    }

    @Test
    void aMethodIsWhatTheRequestLineSays() {
        String path = own() + "/tokens";
        int before = member.get(path).json().size();
        member.get(path + "?_method=POST");
        member.get(path, "X-HTTP-Method-Override", "POST");
        assertThat(member.get(path).json().size()).isEqualTo(before);
    }
}

package org.tonotopy.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;

/** What a page of another site may do with the API; one site is named by the settings of these tests. */
class CrossOriginTest extends ApiTest {
    private static final String DATASETS = "/api/v1/datasets";
    private static final String NAMED = "https://dashboard.example.org";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private Answer preflight(String origin, String method, String headers) {
        return nobody.send(nobody.request(DATASETS)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers));
    }

    @Test
    void aNamedSiteMayAskWithATokenAndWithoutCookies() {
        Answer answer = preflight(NAMED, "POST", "authorization, content-type, idempotency-key");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(ALLOWED)).contains(NAMED);
        assertThat(answer.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
        assertThat(answer.header("Access-Control-Allow-Headers").orElse("").toLowerCase(Locale.ROOT))
                .contains("authorization", "idempotency-key");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("X-Request-Id")).isPresent();
    }

    @Test
    void aHeaderOrMethodThatTheApiDoesNotKnowIsRefused() {
        assertThat(preflight(NAMED, "POST", "x-anything").status()).isEqualTo(403);
        assertThat(preflight(NAMED, "TRACE", "authorization").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dashboard.example.org.evil.example",
                "http://dashboard.example.org",
                "https://dashboard.example.org:8443",
                "https://DASHBOARD.example.org",
                "null",
                "*"
            })
    void noOtherSiteIs(String origin) {
        Answer asked = preflight(origin, "GET", "authorization");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.header(ALLOWED)).isEmpty();
        Answer read = viewer.get(DATASETS, "Origin", origin);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header(ALLOWED)).isEmpty();
        assertThat(read.header("Vary").orElse("")).containsIgnoringCase("Origin");
    }

    @Test
    void aPageReadsAnswersAndRefusalsWithTheirHeaders() {
        for (Client somebody : new Client[] {viewer, nobody}) {
            Answer answer = somebody.get(DATASETS, "Origin", NAMED);
            assertThat(answer.header(ALLOWED)).contains(NAMED);
            assertThat(answer.header("Access-Control-Expose-Headers").orElse(""))
                    .contains("Location", "ETag", "Retry-After", "X-Request-Id", "Deprecation", "Sunset", "Link");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
        Answer tooLong = member.post(DATASETS, "\"" + "x".repeat(100_000) + "\"", "Origin", NAMED);
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.header(ALLOWED)).contains(NAMED);
    }

    @Test
    void pagesAreForThisServersBrowserWindowsAlone() {
        assertThat(viewer.get("/boards", "Origin", NAMED).header(ALLOWED)).isEmpty();
        assertThat(viewer.get(DATASETS).header(ALLOWED)).isEmpty();
    }
}

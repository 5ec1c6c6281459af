package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;

/** What a proxy with TLS, on an address of this machine, tells of those it speaks for. */
@TestPropertySource(properties = "TONOTOPY_FORWARDED_HEADERS=NATIVE")
class BehindAProxyTest extends ApiTest {
    private static final String PERSON = "203.0.113.7";

    @Autowired
    private JdbcClient database;

    private final HttpClient proxy = HttpClient.newHttpClient();

    private List<String> cookies(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server() + "/sign-in"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return proxy.send(request.build(), BodyHandlers.ofString()).headers().allValues("Set-Cookie");
    }

    @Test
    void theCookieOfWhoeverUsesHttpsIsForHttpsAlone() throws Exception {
        assertThat(cookies("X-Forwarded-Proto", "https"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("tonotopy=").contains("Secure"));
        assertThat(cookies())
                .isNotEmpty()
                .noneSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }

    @Test
    void theLogOfChangesHasTheAddressOfWhoeverAsks() throws Exception {
        proxy.send(
                HttpRequest.newBuilder(URI.create(server() + "/api/v1/accounts"))
                        .header("X-Forwarded-For", PERSON)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        // It is written when the answer may be here already.
        await().until(() -> database.sql("select exists (select 1 from audit_entry where address = :person)")
                .param("person", PERSON)
                .query(Boolean.class)
                .single());
    }
}

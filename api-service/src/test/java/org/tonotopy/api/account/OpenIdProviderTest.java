package org.tonotopy.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is made of descriptions of providers, and of none. */
class OpenIdProviderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> description = new TreeMap<>();
    private HttpServer server;
    private String issuer = "";

    @BeforeEach
    void provider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        description.put("issuer", issuer);
        description.put("authorization_endpoint", issuer + "/authorize");
        description.put("token_endpoint", issuer + "/token");
        description.put("jwks_uri", issuer + "/keys");
        server.createContext("/.well-known/openid-configuration", asked -> {
            Map<String, Object> said = new TreeMap<>(description);
            said.put("subject_types_supported", List.of("public"));
            byte[] text = JsonMapper.shared().writeValueAsString(said).getBytes(StandardCharsets.UTF_8);
            asked.getResponseHeaders().add("Content-Type", "application/json");
            asked.sendResponseHeaders(200, text.length);
            asked.getResponseBody().write(text);
            asked.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static OpenIdProvider look(String issuer, Duration patience) {
        OpenIdSettings settings = new OpenIdSettings(
                issuer, "id", "secret", "the Institute", NewAccounts.NONE, "https://lab.example.org", List.of());
        OpenIdProvider provider = new OpenIdProvider(settings, patience);
        provider.look();
        return provider;
    }

    @Test
    void aProviderIsAsItsDescriptionSays() {
        description.put("userinfo_endpoint", "https://graph.example.org/userinfo");
        OpenIdProvider provider = look(issuer, PATIENCE);
        assertThat(provider.isThere()).isTrue();
        assertThat(provider.registration().getRedirectUri()).isEqualTo("https://lab.example.org/sign-in/openid/return");
        assertThat(provider.registration().getClientSettings().isRequireProofKey())
                .isTrue();
        assertThat(provider.registration()
                        .getProviderDetails()
                        .getUserInfoEndpoint()
                        .getUri())
                .as("of a host that nobody named")
                .isEmpty();
    }

    @Test
    void aDescriptionThatLeadsElsewhereIsNoProviders() {
        for (String field : List.of("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")) {
            String before = String.valueOf(description.put(field, "http://169.254.169.254/" + field));
            assertThat(look(issuer, PATIENCE).isThere()).as(field).isFalse();
            description.remove(field);
            assertThat(look(issuer, PATIENCE).isThere()).as("without " + field).isFalse();
            description.put(field, before);
        }
        assertThat(look(issuer, PATIENCE).isThere()).isTrue();
    }

    @Test
    void whoeverDoesNotAnswerIsAwayAndNobodyWaits() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Instant begin = Instant.now();
            OpenIdProvider provider = look("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(100));
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(provider.isThere()).isFalse();
            assertThatThrownBy(provider::registration)
                    .isInstanceOfSatisfying(
                            SignInRefused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(SignInRefusal.AWAY));
        }
        server.stop(0);
        assertThat(look(issuer, PATIENCE).isThere()).isFalse();
    }

    @Test
    void aProviderThatGoesAwayComesBack() {
        OpenIdProvider provider = look(issuer, PATIENCE);
        assertThat(provider.isThere()).isTrue();
        description.put("issuer", "https://elsewhere.example.org");
        provider.look();
        assertThat(provider.isThere()).isFalse();
        description.put("issuer", issuer);
        provider.look();
        assertThat(provider.isThere()).isTrue();
    }
}

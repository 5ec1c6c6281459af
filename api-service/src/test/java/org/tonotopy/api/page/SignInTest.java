package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.account.TokenSecret;

/** How a browser signs in, stays signed in and signs out, seen from its side of the connection. */
class SignInTest extends ApiTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    private JdbcClient database;

    @Autowired
    private ServletWebServerApplicationContext context;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(server() + path))
                .header("Accept", path.startsWith("/api") ? "*/*" : "text/html"));
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(server() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static String csrf(String page) {
        Matcher found = CSRF.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return "_csrf=" + URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> signIn(String token) throws Exception {
        return post("/sign-in", csrf(get("/sign-in").body()) + "&token=" + token);
    }

    private static String place(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElse("")).getPath();
    }

    @Test
    void whoeverIsNotKnownIsSentToTheFormAndThenToWhereTheyWanted() throws Exception {
        HttpResponse<String> sent = get("/");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(place(sent)).isEqualTo("/sign-in");

        HttpResponse<String> in = signIn(fixture.token(Role.VIEWER));
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(place(in)).isEqualTo("/");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("tonotopy=").contains("HttpOnly", "SameSite=Lax"));
        assertThat(get("/").body()).contains("Sign out");
    }

    @Test
    void whatAnyoneCanSayMakesNoCookieSecure() throws Exception {
        HttpResponse<String> form = send(HttpRequest.newBuilder(URI.create(server() + "/sign-in"))
                .header("Accept", "text/html")
                .header("X-Forwarded-Proto", "https"));
        assertThat(form.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .noneSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }

    @Test
    void aPageThatIsAskedForTwiceLeadsToTheFormTwice() throws Exception {
        for (int visit = 0; visit < 3; visit++) {
            assertThat(place(get("/jobs"))).as("visit " + visit).isEqualTo("/sign-in");
        }
    }

    @Test
    void nobodyIsSentElsewhereByACookieOfSomebodyElses() throws Exception {
        String elsewhere = Base64.getEncoder().encodeToString("https://evil.example/".getBytes(StandardCharsets.UTF_8));
        HttpCookie planted = new HttpCookie("REDIRECT_URI", elsewhere);
        planted.setPath("/");
        cookies.getCookieStore().add(server(), planted);
        HttpResponse<String> in = signIn(fixture.token(Role.VIEWER));
        assertThat(in.headers().firstValue("Location").orElseThrow()).doesNotContain("evil.example");
    }

    @Test
    void signingInChangesTheCookie() throws Exception {
        get("/sign-in");
        String before = session();
        signIn(fixture.token(Role.VIEWER));
        assertThat(session()).isNotEqualTo(before);
    }

    @Test
    void aSessionThatNobodySignedInOnIsKeptForMinutes() throws Exception {
        get("/sign-in");
        assertThat(secondsKept()).isEqualTo(600);
        signIn(fixture.token(Role.VIEWER));
        get("/");
        assertThat(secondsKept()).isEqualTo(12 * 3600);
    }

    private int secondsKept() throws Exception {
        return ((Context) ((TomcatWebServer) context.getWebServer())
                        .getTomcat()
                        .getHost()
                        .findChildren()[0])
                .getManager()
                .findSession(session())
                .getMaxInactiveInterval();
    }

    private String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("tonotopy"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutAProviderTokensAreTheOnlyWay() throws Exception {
        assertThat(get("/sign-in").body()).contains("name=\"token\"").doesNotContain("/sign-in/openid");
        for (String path : List.of("/sign-in/openid", "/sign-in/openid/return?code=a&state=b")) {
            assertThat(place(get(path))).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedInWords() throws Exception {
        HttpResponse<String> refused = signIn("tono_" + "x".repeat(43));
        assertThat(place(refused)).isEqualTo("/sign-in");
        assertThat(get("/sign-in?refused=true").body()).contains("unknown, has expired or was revoked");
        assertThat(get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyInOrOut() throws Exception {
        assertThat(post("/sign-in", "token=" + fixture.token(Role.VIEWER)).statusCode())
                .isEqualTo(302);
        assertThat(get("/").statusCode()).isEqualTo(302);
        signIn(fixture.token(Role.VIEWER));
        post("/sign-out", "_csrf=guessed");
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionReadsTheApiAndChangesNothingThere() throws Exception {
        assertThat(get("/api/v1/datasets").statusCode()).isEqualTo(401);
        signIn(fixture.token(Role.ADMIN));
        assertThat(get("/api/v1/datasets").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/accounts").headers().allValues("Cross-Origin-Resource-Policy"))
                .containsExactly("same-origin");
        HttpRequest.Builder change = HttpRequest.newBuilder(URI.create(server() + "/api/v1/labs/of-a-session"))
                .header("Content-Type", "application/json");
        assertThat(send(change.copy().PUT(BodyPublishers.ofString("{}"))).statusCode())
                .isEqualTo(401);
        assertThat(send(change.DELETE()).statusCode()).isEqualTo(401);
        assertThat(get("/actuator/metrics").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionReadsNothingForAPageOfAnotherSite() throws Exception {
        signIn(fixture.token(Role.VIEWER));
        URI datasets = URI.create(server() + "/api/v1/datasets");
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(send(HttpRequest.newBuilder(datasets).header("Sec-Fetch-Site", site))
                            .statusCode())
                    .as(site)
                    .isEqualTo(401);
        }
        assertThat(send(HttpRequest.newBuilder(datasets).header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(datasets).header("Origin", "https://evil.example"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aRevokedTokenReadsNothingThroughItsSession() throws Exception {
        String token = fixture.token(Role.VIEWER);
        signIn(token);
        database.sql("update api_token set revoked_at = now() where token_sha256 = :hash")
                .param("hash", new TokenSecret(token).sha256())
                .update();
        assertThat(get("/api/v1/datasets").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsBySignOutAndWithItsToken() throws Exception {
        signIn(fixture.token(Role.VIEWER));
        assertThat(place(post("/sign-out", csrf(get("/").body())))).isEqualTo("/sign-in");
        assertThat(get("/").statusCode()).isEqualTo(302);

        String token = fixture.token(Role.VIEWER);
        signIn(token);
        assertThat(get("/").statusCode()).isEqualTo(200);
        database.sql("update api_token set revoked_at = now() where token_sha256 = :hash")
                .param("hash", new TokenSecret(token).sha256())
                .update();
        assertThat(get("/").statusCode()).isEqualTo(302);
    }
}

package org.tonotopy.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.account.AccountIdentityRepository;
import tools.jackson.databind.JsonNode;

/** Signing in by a real provider, from a browser's side of the connections. */
@TestPropertySource(
        properties = {
            "tonotopy.access.openid.client-id=" + IdentityProvider.CLIENT,
            "tonotopy.access.openid.client-secret=" + IdentityProvider.SECRET,
            "tonotopy.access.openid.name=the Institute",
            "tonotopy.access.openid.new-accounts=VIEWER"
        })
class OpenIdSignInTest extends ApiTest {
    private static final IdentityProvider institute = IdentityProvider.start();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final String BEGIN = "/sign-in/openid";
    private static final String BACK = "/sign-in/openid/return";

    @Autowired
    private OpenIdProvider provider;

    @Autowired
    private IdentityAccounts accounts;

    @Autowired
    private AccountIdentityRepository identities;

    private HttpClient browser = HttpClient.newHttpClient();
    private String subject = "";
    private String name = "";

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("tonotopy.access.openid.issuer", institute::issuer);
    }

    @BeforeEach
    void somebodyNew() {
        institute.sendBackTo(server() + BACK);
        institute.habits().away(false);
        institute.habits().otherNonce(false);
        institute.habits().namesInTokens(true);
        provider.look();
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        subject = UUID.randomUUID().toString();
        name = freshName("ida");
        institute.habits().name(subject, name);
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return send(HttpRequest.newBuilder(address)
                .header("Accept", address.getPath().startsWith("/api") ? "*/*" : "text/html"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(server().resolve(path));
    }

    private HttpResponse<String> post(URI address, String form) throws Exception {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static URI next(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(302);
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String csrf(HttpResponse<String> page) {
        Matcher found = CSRF.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return "_csrf=" + encoded(found.group(1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Goes to the provider, signs in there, and says where it sends one back to. */
    private URI sentBack() throws Exception {
        URI asked = next(get(BEGIN));
        assertThat(asked.toString())
                .startsWith(institute.issuer())
                .contains("code_challenge_method=S256", "nonce=", "state=");
        URI form = next(get(asked));
        if (form.toString().startsWith(server() + BACK)) {
            // Signed in there from the time before.
            return form;
        }
        URI again =
                next(post(form, csrf(get(form)) + "&username=" + subject + "&password=" + IdentityProvider.PASSWORD));
        URI back = next(get(again));
        assertThat(back.toString()).startsWith(server() + BACK);
        return back;
    }

    private HttpResponse<String> signIn() throws Exception {
        return get(sentBack());
    }

    private void assertRefused(HttpResponse<String> answer, String why) throws Exception {
        assertThat(next(answer)).hasToString(server() + "/sign-in?openid=refused");
        assertThat(get("/sign-in?openid=refused").body()).contains("role=\"alert\"", why);
        assertThat(get("/").statusCode()).isEqualTo(302);
    }

    private JsonNode account() {
        return admin.get("/api/v1/accounts/" + name).json();
    }

    private void putAccount(String role) {
        admin.send(admin.request("/api/v1/accounts/" + name)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"role\": \"" + role + "\"}")));
    }

    private int putIdentity() {
        return admin.send(admin.request("/api/v1/accounts/" + name + "/identity")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"subject\": \"" + subject + "\"}")))
                .status();
    }

    @Test
    void aFirstSignInMakesAnAccountThatReads() throws Exception {
        assertThat(get("/sign-in").body()).contains("Sign in by the Institute", "href=\"/sign-in/openid\"");
        HttpResponse<String> before = get("/queue");
        assertThat(next(before).getPath()).isEqualTo("/sign-in");

        HttpResponse<String> in = signIn();
        assertThat(next(in).getPath()).isEqualTo("/queue");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("tonotopy=").contains("HttpOnly", "SameSite=Lax"));
        assertThat(get("/account").body()).contains(name);
        assertThat(account().path("role").stringValue()).isEqualTo("viewer");
        assertThat(admin.get("/api/v1/accounts/" + name + "/identity")
                        .json()
                        .path("subject")
                        .stringValue())
                .isEqualTo(subject);
        JsonNode entry =
                admin.get("/api/v1/audit?account=" + name).json().path("items").path(0);
        assertThat(entry.path("operation").stringValue()).isEqualTo("signInByProvider");
        assertThat(entry.path("outcome").stringValue()).isEqualTo("DONE");
        assertThat(entry.path("object").stringValue()).isEqualTo("/accounts/" + name);

        assertThat(get("/api/v1/datasets").statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(server().resolve("/api/v1/accounts/" + name + "/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
        post(server().resolve("/sign-out"), csrf(get("/")));
        assertThat(get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void anAccountThatIsThereIsGivenToNobodyUntilAnAdminLinksIt() throws Exception {
        putAccount("member");
        assertRefused(signIn(), "another one has the name");
        assertThat(admin.get("/api/v1/accounts/" + name + "/identity").status()).isEqualTo(404);

        assertThat(putIdentity()).isEqualTo(201);
        assertThat(next(signIn()).getPath()).isEqualTo("/");
        assertThat(get("/").body()).contains("Sign out");
    }

    @Test
    void aNameThatNoAccountCouldHaveIsRefusedAndTheSubjectIsSaid() throws Exception {
        institute.habits().name(subject, "ada@example.org");
        HttpResponse<String> refused = signIn();
        assertThat(next(refused).getQuery()).isEqualTo("openid=refused");
        assertThat(get("/sign-in?openid=refused").body()).contains("gives no name that one could have", subject);
        assertThat(get("/sign-in?openid=refused").body()).doesNotContain(subject);
        assertThat(admin.get("/api/v1/audit?operation=signInByProvider&outcome=DENIED")
                        .json()
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    void aNameThatIsInNoTokenIsAskedFor() throws Exception {
        institute.habits().namesInTokens(false);
        assertThat(next(signIn()).getPath()).isEqualTo("/");
        assertThat(account().path("role").stringValue()).isEqualTo("viewer");
    }

    @Test
    void aLinkThatIsTakenAwayEndsTheSessionAndMakesNothingNew() throws Exception {
        signIn();
        assertThat(get("/").statusCode()).isEqualTo(200);
        admin.send(admin.request("/api/v1/accounts/" + name + "/identity").DELETE());
        assertThat(get("/api/v1/datasets").statusCode()).isEqualTo(401);
        assertThat(get("/").statusCode()).isEqualTo(302);

        String other = freshName("renamed");
        institute.habits().name(subject, other);
        assertRefused(signIn(), "took the way from you to your account away");
        assertThat(admin.get("/api/v1/accounts/" + other).status()).isEqualTo(404);

        assertThat(putIdentity()).isEqualTo(201);
        assertThat(next(signIn()).getPath()).isEqualTo("/");
    }

    @Test
    void anotherRoleEndsTheSession() throws Exception {
        signIn();
        putAccount("member");
        assertThat(get("/").statusCode()).isEqualTo(302);
        signIn();
        assertThat(get("/").body()).contains("Sign out");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whatComesBackOtherwiseThanItWasSentSignsNobodyIn(CapturedOutput output) throws Exception {
        URI back = sentBack();
        assertRefused(get(URI.create(back.toString().replaceAll("state=[^&]+", "state=guessed"))), "Try again");
        String state = back.getQuery().replaceFirst("^.*state=([^&]+).*$", "$1");
        assertRefused(
                get(BACK + "?error=access_denied&error_description=%0d%0aFORGED%1b&state=" + encoded(state)),
                "Try again");
        assertThat(output).contains("?FORGED?").doesNotContain("\nFORGED");
        assertRefused(get(BACK), "Try again");
        back = sentBack();
        // Its state and its code are still good, but only where they were asked for.
        HttpClient mine = browser;
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertRefused(get(back), "Try again");
        browser = mine;
        institute.habits().otherNonce(true);
        assertRefused(signIn(), "Try again");
        assertThat(admin.get("/api/v1/accounts/" + name).status()).isEqualTo(404);
    }

    @Test
    void aProviderThatIsAwayKeepsNobodyFromSigningInByToken() throws Exception {
        institute.habits().away(true);
        provider.look();
        assertThat(get("/sign-in").body())
                .contains("the Institute cannot be reached now")
                .doesNotContain(BEGIN);
        assertRefused(get(BEGIN), "cannot be reached now");
        HttpResponse<String> in = post(
                server().resolve("/sign-in"),
                csrf(get("/sign-in")) + "&token="
                        + Files.readString(adminTokenFile).strip());
        assertThat(next(in).getPath()).isEqualTo("/");

        institute.habits().away(false);
        provider.look();
        assertThat(get("/sign-in").body()).contains(BEGIN);
    }

    @Test
    void whereNoAccountsAreMadeSomebodyNewIsRefused() {
        OpenIdSettings closed = new OpenIdSettings(
                institute.issuer(),
                IdentityProvider.CLIENT,
                IdentityProvider.SECRET,
                "the Institute",
                NewAccounts.NONE,
                "",
                List.of());
        Instant now = Instant.now();
        OidcUserRequest confirmed = new OidcUserRequest(
                provider.registration(),
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "access", now, now.plusSeconds(60)),
                new OidcIdToken("id", now, now.plusSeconds(60), Map.of("sub", subject, "preferred_username", name)));
        assertThatThrownBy(() -> new IdentitySignIn(closed, provider, accounts).loadUser(confirmed))
                .isInstanceOfSatisfying(SignInRefused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(SignInRefusal.UNKNOWN);
                    assertThat(refused.subject()).contains(subject);
                });
        assertThat(identities.findByIssuerAndSubject(institute.issuer(), subject))
                .isEmpty();
    }
}

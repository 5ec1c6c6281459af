package org.tonotopy.api.account;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The provider of identities, as its description at the issuer says. It is looked at beside the requests: no start and no page waits for
 * it, and whoever wants to sign in while it is away is told so.
 */
@Component
public class OpenIdProvider {
    /** Part of the addresses at which people begin to sign in and come back. */
    static final String ID = "openid";

    /** Where people come back. */
    static final String RETURN = AccessProblems.SIGN_IN + "/" + ID + "/return";

    /** What {@link #isIssuer(String)} takes. */
    public static final String ISSUER_REMEDY = OpenIdSettings.ISSUER_REMEDY;

    private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);
    private static final String DESCRIPTION = "/.well-known/openid-configuration";
    private static final int LONGEST_DESCRIPTION = 1 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Known(Map<String, Object> description, ClientRegistration registration, JwtDecoder decoder) {}

    private final OpenIdSettings settings;
    private final ClientHttpRequestFactory requests;
    private volatile @Nullable Known known;
    private volatile boolean away;

    @Autowired
    OpenIdProvider(OpenIdSettings settings) {
        this(settings, PATIENCE);
    }

    /** @param patience for each answer */
    OpenIdProvider(OpenIdSettings settings, Duration patience) {
        this.settings = settings;
        // No redirects: what is asked is what the operator named.
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(patience);
        this.requests = factory;
    }

    /** What people call the provider; empty: there is none to sign in by. */
    public Optional<String> name() {
        return settings.isSet() ? Optional.of(settings.name()) : Optional.empty();
    }

    /** What accounts are linked by, besides the subject; empty: there is no provider. */
    public Optional<String> issuer() {
        return settings.isSet() ? Optional.of(settings.issuer()) : Optional.empty();
    }

    /** Whether a provider may be called so. */
    public static boolean isIssuer(String text) {
        return OpenIdSettings.isIssuer(text);
    }

    /** Whether somebody can begin to sign in by it now. */
    public boolean isThere() {
        return known != null && !away;
    }

    /** How every request to the provider is made: without following redirects, and not waiting for long. */
    ClientHttpRequestFactory requests() {
        return requests;
    }

    /**
     * This server at the provider.
     *
     * @throws SignInRefused if the provider is away
     */
    ClientRegistration registration() {
        return now().registration();
    }

    /**
     * Checks the provider's tokens.
     *
     * @throws SignInRefused if the provider is away
     */
    JwtDecoder decoder() {
        return now().decoder();
    }

    private Known now() {
        Known there = known;
        if (there == null || away) {
            throw new SignInRefused(SignInRefusal.AWAY);
        }
        return there;
    }

    /** Reads the provider's description; where it cannot be read, the next time does. */
    @Scheduled(fixedDelayString = "30s")
    void look() {
        if (!settings.isSet()) {
            return;
        }
        try {
            Map<String, Object> description = read();
            Known before = known;
            if (before == null || !before.description().equals(description)) {
                ClientRegistration registration = registration(description);
                known = new Known(description, registration, decoder(description, registration));
            }
            if (before == null || away) {
                log.info("People can sign in by {}", settings.issuer());
            }
            away = false;
        } catch (IOException | RuntimeException failure) {
            if (!away) {
                log.warn(
                        "Nobody can sign in by {} until it answers as a provider of OpenID Connect does; tokens still do: {}",
                        settings.issuer(),
                        failure.toString());
            }
            away = true;
        }
    }

    private Map<String, Object> read() throws IOException {
        String address = settings.issuer().replaceFirst("/$", "") + DESCRIPTION;
        byte[] text = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(address)
                .exchangeForRequiredValue((request, response) -> {
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw new IOException(address + " answers " + response.getStatusCode());
                    }
                    InputStream body = response.getBody();
                    return body.readNBytes(LONGEST_DESCRIPTION + 1);
                });
        if (text.length > LONGEST_DESCRIPTION) {
            throw new IOException(address + " is longer than a description is");
        }
        try {
            return JsonMapper.shared().readValue(text, new TypeReference<>() {});
        } catch (JacksonException noJson) {
            throw new IOException(address + " is no JSON object", noJson);
        }
    }

    private ClientRegistration registration(Map<String, Object> description) throws IOException {
        if (!settings.issuer().equals(description.get("issuer"))) {
            throw new IOException("it calls itself " + description.get("issuer"));
        }
        require(description, "authorization_endpoint", settings::mayBeShown, "no address that begins with https://");
        String elsewhere = "not at the issuer's host, and TONOTOPY_OPENID_HOSTS does not name its own";
        require(description, "token_endpoint", settings::mayBeAsked, elsewhere);
        require(description, "jwks_uri", settings::mayBeAsked, elsewhere);
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .redirectUri((settings.address().isBlank() ? "{baseUrl}" : settings.address()) + RETURN)
                .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        if (!settings.mayBeAsked(String.valueOf(description.get("userinfo_endpoint")))) {
            registration.userInfoUri("");
        }
        return registration.build();
    }

    private static void require(
            Map<String, Object> description, String field, Predicate<String> allowed, String problem)
            throws IOException {
        String address = String.valueOf(description.get(field));
        if (!allowed.test(address)) {
            throw new IOException("its " + field + ", " + address + ", is " + problem);
        }
    }

    /** As the library's own, but it waits no longer than we do and takes every signature by a key of the provider's. */
    private JwtDecoder decoder(Map<String, Object> description, ClientRegistration registration) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(String.valueOf(description.get("jwks_uri")))
                .restOperations(new RestTemplate(requests))
                .jwsAlgorithms(allowed -> allowed.addAll(List.of(SignatureAlgorithm.values())))
                .build();
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        return decoder;
    }
}

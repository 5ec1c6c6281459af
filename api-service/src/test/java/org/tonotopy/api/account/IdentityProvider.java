package org.tonotopy.api.account;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** A provider of identities that answers over HTTP: Spring Authorization Server, at which everybody has the same password. */
public final class IdentityProvider {
    public static final String CLIENT = "tonotopy";
    public static final String SECRET = "a-secret-of-the-server";
    public static final String PASSWORD = "open";

    private static final String REGISTRATION = UUID.randomUUID().toString();

    private final AnnotationConfigServletWebServerApplicationContext context;

    private IdentityProvider(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
    }

    public static IdentityProvider start() {
        return new IdentityProvider(new AnnotationConfigServletWebServerApplicationContext(Beans.class));
    }

    /** Another site than the service's localhost. */
    public String issuer() {
        return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    /** Lets people be sent back to an address. */
    public void sendBackTo(String address) {
        context.getBean(InMemoryRegisteredClientRepository.class).save(client(address));
    }

    /** What people do at the provider, from then on. */
    public Habits habits() {
        return context.getBean(Habits.class);
    }

    private static RegisteredClient client(String address) {
        return RegisteredClient.withId(REGISTRATION)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(address)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                // The default of the library's, said aloud: no code without the proof key.
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    /** What the provider says of people and how it stands. */
    public static final class Habits {
        private final Map<String, String> names = new ConcurrentHashMap<>();
        private volatile boolean away;
        private volatile boolean namesInTokens = true;
        private volatile boolean otherNonce;

        public void name(String subject, String name) {
            names.put(subject, name);
        }

        void away(boolean now) {
            away = now;
        }

        void namesInTokens(boolean now) {
            namesInTokens = now;
        }

        void otherNonce(boolean now) {
            otherNonce = now;
        }

        private OidcUserInfo about(String subject) {
            OidcUserInfo.Builder about = OidcUserInfo.builder().subject(subject);
            String name = names.get(subject);
            return (name == null ? about : about.preferredUsername(name)).build();
        }

        private void customize(JwtEncodingContext token) {
            String subject = token.getPrincipal().getName();
            if (token.getTokenType().getValue().equals("id_token")) {
                if (namesInTokens && names.containsKey(subject)) {
                    token.getClaims().claim("preferred_username", names.get(subject));
                }
                if (otherNonce) {
                    token.getClaims().claim("nonce", "of-another-sign-in");
                }
            }
        }
    }

    @EnableWebSecurity
    static class Beans {
        @Bean
        TomcatServletWebServerFactory server() {
            TomcatServletWebServerFactory server = new TomcatServletWebServerFactory(0);
            // Filters answer everything; a server asks them only where there is a servlet behind.
            server.setRegisterDefaultServlet(true);
            return server;
        }

        @Bean
        Habits habits() {
            return new Habits();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Filter away(Habits habits) {
            return (request, response, chain) -> {
                if (habits.away) {
                    ((HttpServletResponse) response).sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                } else {
                    chain.doFilter(request, response);
                }
            };
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http, Habits habits) {
            return http.oauth2AuthorizationServer(server ->
                            server.oidc(oidc -> oidc.userInfoEndpoint(info -> info.userInfoMapper(asked ->
                                    habits.about(asked.getAuthorization().getPrincipalName())))))
                    .authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("http://localhost/nobody"));
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Habits habits) {
            return habits::customize;
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("test")
                    .build()));
        }

        @Bean
        JwtDecoder accessTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        UserDetailsService people() {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .roles("USER")
                    .build();
        }
    }
}

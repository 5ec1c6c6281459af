package org.tonotopy.api.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Signs people in by the provider, where one is set: the library sends them there and checks what they bring back, by code, state, nonce
 * and proof key; a session then keeps the link to their account and nothing of the provider's.
 */
@Component
class OpenIdSignIn {
    private static final Logger log = LoggerFactory.getLogger(OpenIdSignIn.class);
    private static final String REFUSED = AccessProblems.SIGN_IN + "?openid=refused";

    private final OpenIdSettings settings;
    private final OpenIdProvider provider;
    private final IdentitySignIn identities;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    OpenIdSignIn(OpenIdSettings settings, OpenIdProvider provider, IdentitySignIn identities) {
        this.settings = settings;
        this.provider = provider;
        this.identities = identities;
    }

    /** Adds this way in to the pages' filters; nothing where no provider is set. */
    void addTo(HttpSecurity http, RequestCache before) {
        if (!settings.isSet()) {
            return;
        }
        ClientRegistrationRepository registrations =
                id -> id.equals(OpenIdProvider.ID) ? provider.registration() : null;
        http.oauth2Login(way -> way.loginPage(AccessProblems.SIGN_IN)
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new NoAuthorizedClients())
                .authorizationEndpoint(begin -> begin.baseUri(AccessProblems.SIGN_IN))
                .redirectionEndpoint(end -> end.baseUri(OpenIdProvider.RETURN))
                .tokenEndpoint(token -> token.accessTokenResponseClient(tokens()))
                .userInfoEndpoint(user -> user.oidcUserService(identities::loadUser))
                .successHandler(letIn(before))
                .failureHandler(this::refuse)
                .withObjectPostProcessor(refuseAtTheBeginning()));
    }

    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(provider.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> refuseAtTheBeginning() {
        AuthenticationFailureHandler refuse = this::refuse;
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler(refuse);
                return filter;
            }
        };
    }

    private AuthenticationSuccessHandler letIn(RequestCache before) {
        SavedRequestAwareAuthenticationSuccessHandler onward = new SavedRequestAwareAuthenticationSuccessHandler();
        onward.setRequestCache(before);
        return (request, response, confirmed) -> {
            keep(request, response, confirmed);
            onward.onAuthenticationSuccess(request, response, confirmed);
        };
    }

    /** Of what the library would keep, only what says whose session it is. */
    private void keep(HttpServletRequest request, HttpServletResponse response, Authentication confirmed) {
        if (!(confirmed.getPrincipal() instanceof LinkedUser user)) {
            throw new IllegalStateException("Nobody else finds accounts");
        }
        Caller caller = Caller.of(user.link().account());
        caller.rememberIn(request);
        if (user.fresh()) {
            MadeAccount.rememberIn(request, caller.name());
        }
        BearerAuthentication signedIn = new BearerAuthentication(caller);
        signedIn.setDetails(new SessionProof.Identity(user.link().id(), caller.role()));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        SignInRefused refused = refusal(failure);
        log.info(
                "Nobody was signed in by {}: {} ({})",
                settings.issuer(),
                refused.refusal(),
                // Parts of it are as whoever asked wrote them.
                failure.toString().replaceAll("[^\\x20-\\x7e]", "?"));
        new RefusedSignIn(refused.refusal().sentences(), refused.subject().orElse(null)).keepFor(request);
        response.sendRedirect(REFUSED);
    }

    private static SignInRefused refusal(AuthenticationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SignInRefused refused) {
                return refused;
            }
            if (cause instanceof IOException) {
                return new SignInRefused(SignInRefusal.AWAY);
            }
        }
        return new SignInRefused(SignInRefusal.FAILED);
    }
}

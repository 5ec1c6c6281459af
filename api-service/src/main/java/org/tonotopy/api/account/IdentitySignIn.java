package org.tonotopy.api.account;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import org.tonotopy.registry.account.AccountIdentity;

/** Finds or makes the account of somebody whose token the provider signed and the library has checked. */
@Component
class IdentitySignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private static final Logger log = LoggerFactory.getLogger(IdentitySignIn.class);

    private final OpenIdSettings settings;
    private final IdentityAccounts accounts;
    private final OidcUserService about = new OidcUserService();

    IdentitySignIn(OpenIdSettings settings, OpenIdProvider provider, IdentityAccounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
        RestTemplate rest = new RestTemplate(provider.requests());
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService asked = new DefaultOAuth2UserService();
        asked.setRestOperations(rest);
        about.setOauth2UserService(asked);
    }

    @Override
    public LinkedUser loadUser(OidcUserRequest request) {
        String subject = Optional.ofNullable(request.getIdToken().getSubject())
                .filter(AccountIdentity::isSubject)
                .orElseThrow(() -> new SignInRefused(SignInRefusal.FAILED));
        Optional<AccountIdentity> known = accounts.signIn(settings.issuer(), subject);
        boolean fresh = known.isEmpty();
        if (fresh && settings.newAccounts() == NewAccounts.NONE) {
            throw new SignInRefused(SignInRefusal.UNKNOWN, subject);
        }
        AccountIdentity link = known.orElseGet(() -> accounts.make(settings.issuer(), subject, name(request)));
        if (fresh) {
            log.info("The account {} was made for {} of {}", link.account().name(), subject, settings.issuer());
        }
        return new LinkedUser(link, fresh, request.getIdToken());
    }

    /** As people sign in at the provider; empty where it does not say. */
    private String name(OidcUserRequest request) {
        return Optional.ofNullable(request.getIdToken().getPreferredUsername())
                .or(() -> Optional.ofNullable(about.loadUser(request).getPreferredUsername()))
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }
}

package org.tonotopy.api.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.tonotopy.registry.account.AccountIdentity;

/**
 * Somebody whom the provider confirmed and an account is linked to.
 *
 * @param link to the account
 * @param fresh whether the account was made just now
 * @param idToken what the provider said
 */
record LinkedUser(AccountIdentity link, boolean fresh, OidcIdToken idToken) implements OidcUser {
    @Override
    public String getName() {
        return link.account().name();
    }

    /** None: what an account may do is not the provider's to say. */
    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return idToken.getClaims();
    }

    @Override
    public Map<String, Object> getClaims() {
        return idToken.getClaims();
    }

    @Override
    public OidcIdToken getIdToken() {
        return idToken;
    }

    @Override
    public OidcUserInfo getUserInfo() {
        return new OidcUserInfo(idToken.getClaims());
    }
}

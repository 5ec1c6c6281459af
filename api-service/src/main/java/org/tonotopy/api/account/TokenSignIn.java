package org.tonotopy.api.account;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.tonotopy.registry.account.TokenSecret;

/** Signs people in by the token that they type. There are no passwords. */
@Component
class TokenSignIn implements AuthenticationProvider {
    private static final int LONGEST_TOKEN = 200;

    private final TokenCallers callers;

    TokenSignIn(TokenCallers callers) {
        this.callers = callers;
    }

    /**
     * Whoever sent the form.
     *
     * @return with the hash of the token as details, by which each later request is checked again
     * @throws BadCredentialsException if the token is not good; which way is not told
     */
    @Override
    public Authentication authenticate(Authentication typed) {
        String text = typed.getCredentials() instanceof String token ? token.strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
            throw new BadCredentialsException("Not a token");
        }
        byte[] sha256 = new TokenSecret(text).sha256();
        Caller caller = callers.find(sha256).orElseThrow(() -> new BadCredentialsException("Not a good token"));
        caller.rememberIn(((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest());
        BearerAuthentication signedIn = new BearerAuthentication(caller);
        signedIn.setDetails(new SessionProof.Token(sha256));
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> what) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(what);
    }
}

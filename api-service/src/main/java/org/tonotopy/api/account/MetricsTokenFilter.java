package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tonotopy.registry.account.TokenSecret;

/** Lets in whoever sends the token of the metrics; all others are left to {@link BearerTokenFilter}. */
final class MetricsTokenFilter extends OncePerRequestFilter {
    /** May read the metrics. */
    static final String AUTHORITY = "METRICS";

    private static final String SCHEME = "Bearer ";

    private final MetricsToken token;
    private final BearerTokenFilter accounts;

    MetricsTokenFilter(MetricsToken token, BearerTokenFilter accounts) {
        this.token = token;
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean collector = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.startsWith(SCHEME))
                .map(header -> new TokenSecret(header.substring(SCHEME.length()).strip()))
                .filter(token::is)
                .isPresent();
        if (collector) {
            SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                    "metrics", "", AuthorityUtils.createAuthorityList(AUTHORITY))));
            chain.doFilter(request, response);
        } else {
            accounts.doFilter(request, response, chain);
        }
    }
}

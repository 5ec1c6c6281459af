package org.tonotopy.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of the sites that the operator named call the API from a browser. They send a token: cookies of this server are never taken
 * from another site, so that a page elsewhere acts for nobody who happens to be signed in here. Every other site is answered as without this filter,
 * and its browser keeps the answer from the page. It stands before what refuses requests, so that a page can read refusals also.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CrossOriginFilter extends OncePerRequestFilter {
    private static final String API = "/api/v1/";
    private static final String DESCRIPTION = "/v3/api-docs";
    private static final Duration REMEMBERED = Duration.ofMinutes(30);

    private final Set<String> origins;
    private final CorsConfiguration allowed;
    private final CorsProcessor processor = new DefaultCorsProcessor();

    CrossOriginFilter(CrossOriginSettings settings) {
        this.origins = settings.origins();
        allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(List.copyOf(origins));
        allowed.setAllowCredentials(false);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(
                HttpHeaders.ACCEPT,
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CACHE_CONTROL,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                HttpHeaders.RANGE,
                "Idempotency-Key",
                "Last-Event-ID",
                "Prefer",
                "X-Request-Id"));
        allowed.setExposedHeaders(List.of(
                HttpHeaders.ACCEPT_RANGES,
                HttpHeaders.ALLOW,
                HttpHeaders.CONTENT_DISPOSITION,
                HttpHeaders.CONTENT_RANGE,
                HttpHeaders.ETAG,
                HttpHeaders.LINK,
                HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.WWW_AUTHENTICATE,
                "Deprecation",
                "Sunset",
                "X-Request-Id"));
        allowed.setMaxAge(REMEMBERED);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return origins.isEmpty() || !(path.startsWith(API) || path.equals(DESCRIPTION));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            // What is kept on the way must not be shown to a page that may not have it, nor kept from one that may.
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            chain.doFilter(request, response);
        } else if (processor.processRequest(allowed, request, response) && !CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(request, response);
        }
    }
}

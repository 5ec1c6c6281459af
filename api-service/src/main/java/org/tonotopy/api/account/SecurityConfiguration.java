package org.tonotopy.api.account;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.tonotopy.registry.account.Role;

/**
 * Programs send bearer tokens. People sign in on a page with the same token, or by a provider; their session counts for the pages, whose forms are
 * protected against other sites, and for reading below the API's path, where no session changes anything: nothing is there that
 * another site's page could ride on. Every path needs at least the role viewer unless {@link OpenPath} says otherwise; what a handler needs beyond that
 * stands on the handler.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; script-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What a figure needs that is looked at by itself: the styles and pixels inside it, and no script. */
    private static final String FIGURE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final Pattern FIGURE = Pattern.compile("/api/v1/feature[a-z-]*/[a-z0-9-]+/figure(\\.(svg|png))?"
            + "|(/api/v1)?/models/[^/]+/prediction\\.(svg|png)");

    /** What the API's description needs to draw itself from this server alone. */
    private static final String API_PAGES_POLICY =
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String[] PROGRAMS = {
        "/api/**", "/actuator/**", "/v3/**", "/swagger-ui/**", "/swagger-ui.html", "/assets/**", "/webjars/**"
    };

    private static String policy(String path) {
        if (path.startsWith("/swagger-ui/")) {
            return API_PAGES_POLICY;
        }
        return FIGURE.matcher(path).matches() ? FIGURE_POLICY : POLICY;
    }

    @Bean
    static RoleHierarchy roles() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.ADMIN.name())
                .implies(Role.MEMBER.name())
                .role(Role.MEMBER.name())
                .implies(Role.VIEWER.name())
                .build();
    }

    /** Looked for by the library; the provider's keys are known when it is. */
    @Bean
    static JwtDecoderFactory<ClientRegistration> idTokens(OpenIdProvider provider) {
        return registration -> provider.decoder();
    }

    /** What is measured: for admins, and for a program that collects it and may do nothing else. */
    @Bean
    @Order(0)
    SecurityFilterChain metrics(
            HttpSecurity http, MetricsToken token, AccessProblems problems, TokenCallers callers, RequestRates rates) {
        return http.securityMatcher("/actuator/prometheus")
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(paths ->
                        paths.anyRequest().hasAnyAuthority(MetricsTokenFilter.AUTHORITY, "ROLE_" + Role.ADMIN.name()))
                .addFilterBefore(
                        new MetricsTokenFilter(token, new BearerTokenFilter(callers, rates, problems)),
                        AnonymousAuthenticationFilter.class)
                .build();
    }

    /** Where programs ask, and what libraries serve. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http,
            AccessSettings settings,
            AccessProblems problems,
            TokenCallers callers,
            SessionCallers sessions,
            RequestRates rates) {
        http.securityMatcher(PROGRAMS)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        return common(http, settings)
                .addFilterBefore(new SessionReadFilter(sessions), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new BearerTokenFilter(callers, rates, problems), AnonymousAuthenticationFilter.class)
                .addFilterAfter(
                        new RequestRateFilter(rates, problems, OpenPath::isClosed), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** Where people look. */
    @Bean
    @Order(2)
    SecurityFilterChain people(
            HttpSecurity http,
            AccessSettings settings,
            AccessProblems problems,
            OpenIdSignIn openId,
            TokenCallers callers,
            SessionCallers sessions,
            RequestRates rates) {
        WantedPage before = new WantedPage();
        http.formLogin(form -> form.loginPage(AccessProblems.SIGN_IN)
                        .passwordParameter("token")
                        .failureUrl(AccessProblems.SIGN_IN + "?refused=true"))
                .logout(out -> out.logoutUrl("/sign-out")
                        .logoutSuccessUrl(AccessProblems.SIGN_IN)
                        .addLogoutHandler((request, response, signedIn) -> {
                            if (signedIn instanceof BearerAuthentication known) {
                                known.getPrincipal().rememberIn(request);
                            }
                        }))
                .requestCache(cache -> cache.requestCache(before))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(problems::commenceOnPages)
                        .accessDeniedHandler(problems::handleOnPages));
        openId.addTo(http, before);
        // Ways in answer before all others are counted, and anybody can begin a session there or have the provider
        // asked.
        http.addFilterBefore(
                new RequestRateFilter(
                        rates,
                        problems,
                        path -> path.equals(AccessProblems.SIGN_IN) || path.startsWith(AccessProblems.SIGN_IN + "/")),
                OAuth2AuthorizationRequestRedirectFilter.class);
        return common(http, settings)
                .addFilterBefore(new SessionFilter(sessions), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new BearerTokenFilter(callers, rates, problems), AnonymousAuthenticationFilter.class)
                .addFilterAfter(
                        new RequestRateFilter(rates, problems, OpenPath::isClosed), AnonymousAuthenticationFilter.class)
                .build();
    }

    private static HttpSecurity common(HttpSecurity http, AccessSettings settings) {
        return http.httpBasic(AbstractHttpConfigurer::disable)
                .anonymous(anonymous -> anonymous.authorities(List.of(new SimpleGrantedAuthority(
                        "ROLE_" + settings.anonymousRole().name()))))
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginResourcePolicy(resources -> resources.policy(
                                CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy.SAME_ORIGIN))
                        .addHeaderWriter((request, response) ->
                                response.setHeader("Content-Security-Policy", policy(request.getRequestURI()))))
                .authorizeHttpRequests(paths -> {
                    paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    for (OpenPath path : OpenPath.values()) {
                        path.role()
                                .ifPresentOrElse(
                                        role -> paths.requestMatchers(path.pattern())
                                                .hasRole(role.name()),
                                        () -> paths.requestMatchers(path.pattern())
                                                .permitAll());
                    }
                    paths.anyRequest().hasRole(Role.VIEWER.name());
                });
    }
}

package org.tonotopy.api.account;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.tonotopy.registry.account.ApiTokenRepository;
import org.tonotopy.registry.account.Role;

/**
 * Bearer tokens and nothing else: no session and no cookie, hence nothing that another site's page could ride on.
 * Every path needs at least the role viewer unless {@link OpenPath} says otherwise; what a handler needs beyond that
 * stands on the handler.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; script-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** What a figure needs that is looked at by itself: the styles and pixels inside it, and no script. */
    private static final String FIGURE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final Pattern FIGURE = Pattern.compile("/api/v1/feature[a-z-]*/[a-z0-9-]+/figure(\\.(svg|png))?");

    /** What the API's description needs to draw itself from this server alone. */
    private static final String API_PAGES_POLICY =
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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

    /** There are no passwords; without this, the framework would make up a user that has one. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("Only bearer tokens are accepted");
        };
    }

    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            AccessSettings settings,
            AccessProblems problems,
            ApiTokenRepository tokens,
            Clock clock) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .anonymous(anonymous -> anonymous.authorities(List.of(new SimpleGrantedAuthority(
                        "ROLE_" + settings.anonymousRole().name()))))
                .addFilterBefore(new BearerTokenFilter(tokens, clock, problems), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
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
                })
                .build();
    }
}

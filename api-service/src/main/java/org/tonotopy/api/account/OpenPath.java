package org.tonotopy.api.account;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.tonotopy.registry.account.Role;

/** Paths that libraries serve and that therefore carry no annotation: each declares here who may see it. */
public enum OpenPath {
    /** Where people sign in. */
    SIGN_IN("/sign-in", Optional.empty()),
    /** Scripts of libraries. */
    WEBJARS("/webjars/**", Optional.empty()),
    /** Style sheets and icons of the pages. */
    ASSETS("/assets/**", Optional.empty()),
    /** The pages' icon, where browsers look for it. */
    ICON("/favicon.ico", Optional.empty()),
    /** The API's description in JSON. */
    API_DESCRIPTION("/v3/api-docs/**", Optional.empty()),
    /** The API's description in YAML. */
    API_DESCRIPTION_YAML("/v3/api-docs.yaml", Optional.empty()),
    /** The way to the API's description for people. */
    API_PAGE("/swagger-ui.html", Optional.empty()),
    /** The API's description for people. */
    API_PAGES("/swagger-ui/**", Optional.empty()),
    /** What a container platform asks; it says up or down and nothing else. */
    HEALTH("/actuator/health/**", Optional.empty()),
    /** All other inner workings. */
    OPERATIONS("/actuator/**", Optional.of(Role.ADMIN));

    private final String pattern;
    private final PathPattern parsed;
    private final Optional<Role> role;

    OpenPath(String pattern, Optional<Role> role) {
        this.pattern = pattern;
        this.parsed = PathPatternParser.defaultInstance.parse(pattern);
        this.role = role;
    }

    /** Whether not everybody may see what is at a path. */
    static boolean isClosed(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return Arrays.stream(values())
                .filter(open -> open.role.isEmpty())
                .noneMatch(open -> open.parsed.matches(asked));
    }

    /** Which paths, as a path pattern. */
    public String pattern() {
        return pattern;
    }

    /** The least role that may see them; empty: everybody may. */
    public Optional<Role> role() {
        return role;
    }
}

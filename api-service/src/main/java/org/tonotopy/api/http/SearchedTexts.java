package org.tonotopy.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.RequestIdFilter;
import org.tonotopy.registry.audit.AuditEvent;
import org.tonotopy.registry.model.ModelLabels;
import org.tonotopy.registry.reference.AliasedName;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Refuses texts of a query that are longer than anything that they could be looking for. Whatever else they are, they are compared and find
 * nothing where nothing is so. A name means the same at every address, so its bound is known here alone, also to the description of the API.
 */
@Configuration(proxyBeanMethods = false)
public class SearchedTexts implements HandlerInterceptor, WebMvcConfigurer {
    /** As much as the search fields of the boards take. */
    private static final int LONGEST_WORDS = 200;

    /** As hashes are written: two digits for each byte. */
    private static final int LONGEST_HASH = 64;

    private static final Map<String, Integer> LONGEST = Map.ofEntries(
            Map.entry("account", VersionedName.LONGEST_NAME),
            Map.entry("alias", AliasedName.LONGEST_ALIAS),
            Map.entry("author", VersionedName.LONGEST_NAME),
            Map.entry("entry", LONGEST_HASH),
            Map.entry("model", VersionedName.LONGEST_NAME),
            Map.entry("name", VersionedName.LONGEST_NAME),
            Map.entry("object", AuditEvent.LONGEST_OBJECT),
            Map.entry("operation", AuditEvent.LONGEST_OBJECT),
            Map.entry("request_id", RequestIdFilter.LONGEST),
            Map.entry("search", LONGEST_WORDS),
            Map.entry("tag", ModelLabels.LONGEST_TAG));

    /** Characters of a query parameter at most; empty for what is bounded otherwise. */
    public static Optional<Integer> longest(String parameter) {
        return Optional.ofNullable(LONGEST.get(parameter));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod) {
            request.getParameterMap()
                    .forEach((name, values) -> longest(name).ifPresent(longest -> require(name, values, longest)));
        }
        return true;
    }

    private static void require(String name, String[] values, int longest) {
        if (Arrays.stream(values).anyMatch(value -> value.length() > longest)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            name,
                            "it is longer than anything that it could find",
                            "Use at most " + longest + " characters, or leave it out."));
        }
    }
}

package org.tonotopy.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.selection.SelectableList;

/** Refuses query parameters that an address of the API does not know: a filter that is misspelt must not be taken for none. */
@Configuration(proxyBeanMethods = false)
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {
    private final Map<HandlerMethod, List<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getQueryString() != null) {
            List<String> names = known.computeIfAbsent(method, KnownParameters::names);
            TreeSet<String> unknown = new TreeSet<>(Collections.list(request.getParameterNames()));
            names.forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                throw new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(
                                unknown.first(),
                                "this address has no such parameter",
                                names.isEmpty()
                                        ? "Leave it out; there are none here."
                                        : "Use " + String.join(", ", names) + ", or leave it out."));
            }
        }
        return true;
    }

    private static List<String> names(HandlerMethod method) {
        return Stream.concat(
                        Arrays.stream(method.getMethodParameters())
                                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                                .map(KnownParameters::name),
                        SelectableList.of(method.getMethod()).stream().map(list -> SelectableList.PARAMETER))
                .toList();
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation == null || annotation.name().isEmpty()) {
            throw new IllegalStateException(parameter + " has no name: give its @RequestParam one");
        }
        return annotation.name();
    }
}

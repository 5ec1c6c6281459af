package org.tonotopy.api.deprecation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Announces with each answer of an operation that it will go away, and counts who still asks. */
@Configuration(proxyBeanMethods = false)
class DeprecatedOperations implements HandlerInterceptor, WebMvcConfigurer {
    private final MeterRegistry meters;
    private final Map<HandlerMethod, Optional<Deprecation>> known = new ConcurrentHashMap<>();

    DeprecatedOperations(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            known.computeIfAbsent(method, Deprecation::of).ifPresent(deprecation -> {
                response.setHeader("Deprecation", deprecation.sinceHeader());
                response.setHeader("Sunset", deprecation.sunsetHeader());
                String path = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
                deprecation
                        .links(request.getMethod(), path)
                        .forEach(link -> response.addHeader(HttpHeaders.LINK, link));
                meters.counter(
                                "tonotopy.deprecated.requests",
                                "operation",
                                method.getMethod().getName())
                        .increment();
            });
        }
        return true;
    }

    /** Also refuses, with the description, dates that break the promise. */
    @Bean
    static GlobalOperationCustomizer deprecations() {
        return (operation, method) -> {
            Deprecation.of(method).ifPresent(deprecation -> {
                operation.setDeprecated(true);
                operation.setDescription(
                        Optional.ofNullable(operation.getDescription()).orElse("") + "\n\n" + deprecation.sentence());
                operation.addExtension("x-sunset", deprecation.sunset().toString());
            });
            return operation;
        };
    }
}

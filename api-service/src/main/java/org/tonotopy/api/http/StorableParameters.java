package org.tonotopy.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

/** Refuses parameters that the database can neither keep nor look for, wherever they are sent. */
@Configuration(proxyBeanMethods = false)
class StorableParameters implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/error");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (!Arrays.stream(parameter.getValue()).allMatch(StorableJson::isStorable)) {
                throw new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(parameter.getKey(), "it has a NUL character", "Leave the character out."));
            }
        }
        return true;
    }
}

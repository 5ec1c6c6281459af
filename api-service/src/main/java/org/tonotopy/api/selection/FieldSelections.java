package org.tonotopy.api.selection;

import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads which fields of a list are wanted before anything is looked up, and describes the parameter. */
@Configuration(proxyBeanMethods = false)
class FieldSelections implements HandlerInterceptor, WebMvcConfigurer {
    private static final String ATTRIBUTE = FieldSelection.class.getName();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String[] asked = request.getParameterValues(SelectableList.PARAMETER);
        if (asked != null && handler instanceof HandlerMethod method) {
            SelectableList.of(method.getMethod())
                    .ifPresent(list -> request.setAttribute(
                            ATTRIBUTE, FieldSelection.parse(String.join(",", asked), list.elements())));
        }
        return true;
    }

    /** What a request selects; empty: all fields. */
    static Optional<FieldSelection> of(HttpServletRequest request) {
        return Optional.ofNullable((FieldSelection) request.getAttribute(ATTRIBUTE));
    }

    @Bean
    static GlobalOperationCustomizer selections() {
        return (operation, method) -> {
            SelectableList.of(method.getMethod())
                    .ifPresent(list -> operation.addParametersItem(new QueryParameter()
                            .name(SelectableList.PARAMETER)
                            .description(
                                    "Fields of the elements of `" + list.field()
                                            + "` that are wanted, with commas between them and dots where one is within another, as"
                                            + " in `name,score.mean`; elements then have these alone. All where it is left out.")
                            .required(false)
                            .schema(new StringSchema().maxLength(FieldSelection.LONGEST))));
            return operation;
        };
    }
}

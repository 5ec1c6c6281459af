package org.tonotopy.api.selection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes out of a list's elements what was not asked for, when the answer is complete: what is computed does not depend on it. */
@ControllerAdvice
class SelectedAnswers implements ResponseBodyAdvice<Object> {
    private final JsonMapper json;

    SelectedAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return SelectableList.of(returned.getMethod()).isPresent();
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        Optional<FieldSelection> selection = request instanceof ServletServerHttpRequest servlet
                ? FieldSelections.of(servlet.getServletRequest())
                : Optional.empty();
        if (body == null || selection.isEmpty()) {
            return body;
        }
        JsonNode answer = json.valueToTree(body);
        selection
                .get()
                .keepIn(answer.path(
                        SelectableList.of(returned.getMethod()).orElseThrow().field()));
        return answer;
    }
}

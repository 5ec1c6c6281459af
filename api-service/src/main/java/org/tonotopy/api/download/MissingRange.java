package org.tonotopy.api.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

/** Where a file has no part as the header Range asks for, the answer says so; Spring would send the whole file as an error. */
@ControllerAdvice
class MissingRange implements ResponseBodyAdvice<Object> {
    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Resource file
                && response instanceof ServletServerHttpResponse servlet
                && servlet.getServletResponse().getStatus()
                        == ProblemType.RANGE_NOT_SATISFIABLE.status().value()) {
            long length = length(file);
            servlet.getServletResponse().setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
            throw new ProblemException(
                    ProblemType.RANGE_NOT_SATISFIABLE,
                    "The content is " + length + " bytes long, and has no part as the header Range asks for; leave it"
                            + " out for the whole.");
        }
        return body;
    }

    private static long length(Resource file) {
        try {
            return file.contentLength();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package org.tonotopy.api.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Tells a problem on a page, in the same words that a program gets. */
@Component
class ProblemPage extends AbstractHttpMessageConverter<Problem> {
    private static final String TEMPLATE = "problem";

    private final ITemplateEngine templates;

    ProblemPage(ITemplateEngine templates) {
        super(StandardCharsets.UTF_8, MediaType.TEXT_HTML);
        this.templates = templates;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Problem.class;
    }

    @Override
    protected Problem readInternal(Class<? extends Problem> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("problems are told, not read", message);
    }

    @Override
    protected void writeInternal(Problem problem, HttpOutputMessage message) throws IOException {
        message.getBody().write(html(problem));
    }

    /** The page, in UTF-8. */
    byte[] html(Problem problem) {
        return templates
                .process(TEMPLATE, new Context(Locale.ROOT, Map.of("problem", problem)))
                .getBytes(StandardCharsets.UTF_8);
    }
}

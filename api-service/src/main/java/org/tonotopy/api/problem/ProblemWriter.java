package org.tonotopy.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem from where no controller is involved. */
@Component
public class ProblemWriter {
    private final JsonMapper json;
    private final ProblemPage page;

    ProblemWriter(JsonMapper json, ProblemPage page) {
        this.json = json;
        this.page = page;
    }

    /** Writes the answer for a program. */
    public void write(HttpServletResponse response, ProblemType type, String detail) throws IOException {
        write(response, type, MediaType.APPLICATION_PROBLEM_JSON, json.writeValueAsBytes(Problem.of(type, detail)));
    }

    /** Writes the answer for whoever asks: a person or a program. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        if (ProblemReader.isPerson(request)) {
            write(response, type, MediaType.TEXT_HTML, page.html(Problem.of(type, detail)));
        } else {
            write(response, type, detail);
        }
    }

    private static void write(HttpServletResponse response, ProblemType type, MediaType form, byte[] body)
            throws IOException {
        response.setStatus(type.status().value());
        response.setContentType(form.toString());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

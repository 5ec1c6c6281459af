package org.tonotopy.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Who reads an answer: a person at a page, or a program. */
public final class ProblemReader {
    private static final String API = "/api/";

    private ProblemReader() {}

    /** Whether a browser asks, for somebody to look at the answer. What is below the API's path is for programs, whoever asks. */
    public static boolean isPerson(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && !path(request).startsWith(API);
    }

    /** What was asked for, also where the container asks once more for the page of an error. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    /** The form in which a problem is told. */
    static MediaType form(HttpServletRequest request) {
        return isPerson(request) ? MediaType.TEXT_HTML : MediaType.APPLICATION_PROBLEM_JSON;
    }
}

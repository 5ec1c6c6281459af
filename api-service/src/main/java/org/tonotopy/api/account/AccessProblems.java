package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.ProblemWriter;

/** What somebody is told who may not do what they asked for. */
@Component
class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String CHALLENGE = "Bearer realm=\"tonotopy\"";

    private final ProblemWriter problems;

    AccessProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    /** Nobody said who is asking. */
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobodyIsSignedIn)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        problems.write(
                response,
                ProblemType.UNAUTHENTICATED,
                "Send a token in the header Authorization, as \"Bearer\" and the token.");
    }

    /** The token is unknown, expired or revoked; which of them is not told. */
    void badToken(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
        problems.write(
                response,
                ProblemType.UNAUTHENTICATED,
                "The token is not valid: it is unknown, has expired or was revoked. Ask an admin for a new one.");
    }

    /** The account is known, but may not do this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(
                response,
                ProblemType.FORBIDDEN,
                "The role of this account does not allow it; ask an admin for another role.");
    }
}

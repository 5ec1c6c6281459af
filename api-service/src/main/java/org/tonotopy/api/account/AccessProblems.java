package org.tonotopy.api.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.ProblemReader;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.ProblemWriter;

/** What somebody is told who may not do what they asked for. */
@Component
class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String CHALLENGE = "Bearer realm=\"tonotopy\"";

    /** The page on which people sign in. */
    static final String SIGN_IN = "/sign-in";

    private final AuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint(SIGN_IN);
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

    /** Somebody asks more often than they may. */
    void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        // Whole seconds, and never too early.
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
        problems.write(
                request,
                response,
                ProblemType.TOO_MANY_REQUESTS,
                "This account, or this address, has sent as many requests as it may within a minute; send this one"
                        + " again after the time that Retry-After says.");
    }

    /** The account is known, but may not do this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(
                request,
                response,
                ProblemType.FORBIDDEN,
                "The role of this account, or the scope of its token, does not allow it; make a token of a wider scope, or"
                        + " ask an admin for another role.");
    }

    /** A person is sent to the page on which they sign in, a program gets its problem. */
    void commenceOnPages(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobodyIsSignedIn)
            throws IOException, ServletException {
        if (ProblemReader.isPerson(request)) {
            signIn.commence(request, response, nobodyIsSignedIn);
        } else {
            commence(request, response, nobodyIsSignedIn);
        }
    }

    /** A form that comes without any token of a session comes from nobody: the session has ended. */
    void handleOnPages(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (denied instanceof CsrfException) {
            commenceOnPages(request, response, new InsufficientAuthenticationException("The form is of no session"));
        } else {
            handle(request, response, denied);
        }
    }
}

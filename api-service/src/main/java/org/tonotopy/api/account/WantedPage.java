package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tonotopy.api.problem.ProblemReader;

/** Which page somebody wanted before they were sent to sign in: its address alone, in a cookie. */
final class WantedPage extends CookieRequestCache {
    WantedPage() {
        setRequestMatcher(request -> HttpMethod.GET.matches(request.getMethod()) && ProblemReader.isPerson(request));
    }

    /** Cookies can be set by others, such as a page of a sister domain: nobody is sent to another server. */
    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest wanted = super.getRequest(request, response);
        String here = ServletUriComponentsBuilder.fromContextPath(request).toUriString() + "/";
        return wanted != null && wanted.getRedirectUrl().startsWith(here) ? wanted : null;
    }

    /** Forgets what was wanted when it is asked for; the request stays as the browser sent it, of whose headers nothing was kept. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        super.getMatchingRequest(request, response);
        return null;
    }
}

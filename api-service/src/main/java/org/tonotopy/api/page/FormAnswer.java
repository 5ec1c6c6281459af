package org.tonotopy.api.page;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.problem.ProblemException;

/** How forms are answered that ask for something. */
final class FormAnswer {
    private static final String API = "/api/v1";

    private FormAnswer() {}

    /** On to the page of what was made: pages have the paths of the API without its beginning. */
    static String made(Created created) {
        return "redirect:" + created.location().substring(API.length());
    }

    /**
     * The form once more, with what was typed and why it was refused.
     *
     * @param form filled in again
     */
    static void refused(ProblemException refusal, Object form, Model model, HttpServletResponse response) {
        response.setStatus(refusal.problem().status());
        model.addAttribute("refused", String.valueOf(refusal.getMessage()));
        model.addAttribute("form", form);
    }
}

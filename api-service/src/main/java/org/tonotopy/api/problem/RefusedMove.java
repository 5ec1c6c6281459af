package org.tonotopy.api.problem;

import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a page did not do when it was asked to, told on the page that it goes on to. */
public final class RefusedMove {
    private static final String WORDS = "refused";
    private static final String STATUS = "refusedStatus";

    private RefusedMove() {}

    /** Lets the next page say why. */
    public static void tell(ProblemException refusal, RedirectAttributes next) {
        next.addFlashAttribute(WORDS, String.valueOf(refusal.getMessage()));
        next.addFlashAttribute(STATUS, refusal.problem().status());
    }

    /** The status that a program would have got; empty where nothing was refused. */
    public static Optional<Integer> status(Map<String, ?> flash) {
        return Optional.ofNullable((Integer) flash.get(STATUS));
    }
}

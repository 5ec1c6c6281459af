package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.model.ModelLabelService;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.RefusedMove;

/** The forms on the page of a model that change what is said of it, and the page that compares two models. */
@Controller
@Hidden
class ModelLabelPageController {
    private final ModelLabelPageService pages;
    private final ModelLabelService labels;

    ModelLabelPageController(ModelLabelPageService pages, ModelLabelService labels) {
        this.pages = pages;
        this.labels = labels;
    }

    @GetMapping("/models/{reference}/compare")
    @PreAuthorize("hasRole('VIEWER')")
    String compare(@PathVariable("reference") String reference, @RequestParam(name = "with") String with, Model model) {
        model.addAttribute("comparison", pages.comparison(reference, with.strip()));
        return "model-compare";
    }

    @PostMapping("/models/{reference}/tags")
    @PreAuthorize("hasRole('MEMBER')")
    String tag(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @RequestParam(name = "etag") String etag,
            @RequestParam(name = "tag") String tag,
            RedirectAttributes next) {
        return changed(next, () -> labels.tag(caller, Optional.of(etag), reference, tag.strip()));
    }

    @PostMapping("/models/{reference}/tags/{tag}/remove")
    @PreAuthorize("hasRole('MEMBER')")
    String removeTag(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @PathVariable("tag") String tag,
            @RequestParam(name = "etag") String etag,
            RedirectAttributes next) {
        return changed(next, () -> labels.removeTag(caller, Optional.of(etag), reference, tag));
    }

    /** An empty note is none. */
    @PostMapping("/models/{reference}/note")
    @PreAuthorize("hasRole('MEMBER')")
    String note(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @RequestParam(name = "etag") String etag,
            @RequestParam(name = "note") String note,
            RedirectAttributes next) {
        return changed(next, () -> {
            if (note.isBlank()) {
                labels.clearNote(caller, Optional.of(etag), reference);
            } else {
                labels.note(caller, Optional.of(etag), reference, note);
            }
        });
    }

    @PostMapping("/models/{reference}/aliases")
    @PreAuthorize("hasRole('MEMBER')")
    String alias(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @RequestParam(name = "etag") String etag,
            @RequestParam(name = "alias") String alias,
            RedirectAttributes next) {
        return changed(next, () -> labels.alias(caller, Optional.of(etag), reference, alias.strip()));
    }

    @PostMapping("/models/{reference}/aliases/{alias}/remove")
    @PreAuthorize("hasRole('MEMBER')")
    String removeAlias(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @PathVariable("alias") String alias,
            @RequestParam(name = "etag") String etag,
            RedirectAttributes next) {
        return changed(next, () -> labels.removeAlias(caller, Optional.of(etag), reference, alias));
    }

    private static String changed(RedirectAttributes next, Runnable change) {
        try {
            change.run();
        } catch (ProblemException refused) {
            RefusedMove.tell(inWordsOfThePage(refused), next);
        }
        return "redirect:/models/{reference}#labels";
    }

    /** Who looks at a page sends no header, and has what is there now before them. */
    private static ProblemException inWordsOfThePage(ProblemException refused) {
        return refused.problem().status() == ProblemType.CHANGED_SINCE.status().value()
                ? new ProblemException(
                        ProblemType.CHANGED_SINCE,
                        "Somebody has changed it since the page was shown. This is how it is now: if your change is still"
                                + " meant, make it once more.")
                : refused;
    }
}

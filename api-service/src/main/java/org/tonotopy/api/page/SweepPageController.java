package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.RefusedMove;
import org.tonotopy.api.sweep.SweepService;

/** The pages of sweeps: all of them, one while it runs, and the form that asks for one. */
@Controller
@Hidden
class SweepPageController {
    private final SweepFormService forms;
    private final SweepPageService pages;
    private final SweepService sweeps;

    SweepPageController(SweepFormService forms, SweepPageService pages, SweepService sweeps) {
        this.forms = forms;
        this.pages = pages;
        this.sweeps = sweeps;
    }

    @GetMapping("/sweeps")
    @PreAuthorize("hasRole('VIEWER')")
    String sweeps(@RequestParam(name = "page_token") Optional<String> pageToken, Model model) {
        model.addAttribute("sweeps", pages.list(pageToken));
        return "sweeps";
    }

    @GetMapping("/sweeps/{id}")
    @PreAuthorize("hasRole('VIEWER')")
    String sweep(@PathVariable(name = "id") UUID id, Model model) {
        model.addAttribute("sweep", pages.view(id));
        return "sweep";
    }

    @GetMapping("/sweeps/new")
    @PreAuthorize("hasRole('MEMBER')")
    String form(@RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("form", forms.form(TypedForm.of(parameters), List.of()));
        return "sweep-new";
    }

    @GetMapping("/sweeps/preview")
    @PreAuthorize("hasRole('MEMBER')")
    String preview(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters, Model model) {
        try {
            model.addAttribute("extent", forms.extent(caller, TypedForm.of(parameters)));
        } catch (ProblemException refused) {
            model.addAttribute("refused", String.valueOf(refused.getMessage()));
        }
        return "sweep-preview";
    }

    @PostMapping("/sweeps")
    @PreAuthorize("hasRole('MEMBER')")
    String ask(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> parameters,
            Model model,
            HttpServletResponse response) {
        TypedForm typed = TypedForm.of(parameters);
        try {
            return FormAnswer.made(forms.ask(caller, typed));
        } catch (ProblemException refused) {
            FormAnswer.refused(refused, forms.form(typed, refused.fields()), model, response);
            return "sweep-new";
        }
    }

    @PostMapping("/sweeps/{id}/cancel")
    @PreAuthorize("hasRole('MEMBER')")
    String cancel(@AuthenticationPrincipal Caller caller, @PathVariable(name = "id") UUID id, RedirectAttributes next) {
        return moved(id, next, () -> sweeps.cancel(id, caller));
    }

    @PostMapping("/sweeps/{id}/retry")
    @PreAuthorize("hasRole('MEMBER')")
    String retry(@AuthenticationPrincipal Caller caller, @PathVariable(name = "id") UUID id, RedirectAttributes next) {
        return moved(id, next, () -> sweeps.retry(id, caller));
    }

    /** A sweep may have moved on since its page was drawn: that is said on the page as it is now. */
    private static String moved(UUID id, RedirectAttributes next, Runnable move) {
        try {
            move.run();
        } catch (ProblemException refused) {
            RefusedMove.tell(refused, next);
        }
        return "redirect:/sweeps/" + id;
    }
}

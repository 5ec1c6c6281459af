package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.problem.ProblemException;

/** The page on which a fit is asked for. */
@Controller
@Hidden
class FitPageController {
    private static final String OFFER =
            "Exactly this was asked for before, so this is the job of then and no new one was"
                    + " made. The form can ask for it to be fitted again.";

    private final FitFormService forms;

    FitPageController(FitFormService forms) {
        this.forms = forms;
    }

    @GetMapping("/fits/new")
    @PreAuthorize("hasRole('MEMBER')")
    String form(@RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("form", forms.form(TypedForm.of(parameters), List.of()));
        return "fit-new";
    }

    @GetMapping("/fits/preview")
    @PreAuthorize("hasRole('MEMBER')")
    String preview(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters, Model model) {
        try {
            model.addAttribute(
                    "preview", FitPreviewView.of(forms.preview(caller, TypedForm.of(parameters)), forms.queue()));
        } catch (ProblemException refused) {
            model.addAttribute("refused", String.valueOf(refused.getMessage()));
        }
        return "fit-preview";
    }

    @PostMapping("/fits")
    @PreAuthorize("hasRole('MEMBER')")
    String ask(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> parameters,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        TypedForm typed = TypedForm.of(parameters);
        try {
            Created created = forms.ask(caller, typed);
            if (!created.fresh()) {
                next.addFlashAttribute("offered", OFFER);
            }
            return FormAnswer.made(created);
        } catch (ProblemException refused) {
            FormAnswer.refused(refused, forms.form(typed, refused.fields()), model, response);
            return "fit-new";
        }
    }
}

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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.problem.ProblemException;

/** The page of one benchmark, the form that defines one, and the forms that send predictions and weights for one. */
@Controller
@Hidden
class BenchmarkPageController {
    private static final String FORM = "benchmark-new";
    private static final String SUBMISSION_FORM = "submission-new";

    private final BenchmarkPageService benchmarks;
    private final BenchmarkFormService forms;
    private final SubmissionFormService submissions;

    BenchmarkPageController(
            BenchmarkPageService benchmarks, BenchmarkFormService forms, SubmissionFormService submissions) {
        this.benchmarks = benchmarks;
        this.forms = forms;
        this.submissions = submissions;
    }

    @GetMapping("/benchmarks/new")
    @PreAuthorize("hasRole('MEMBER')")
    String form(@RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("form", forms.form(TypedForm.of(parameters), List.of()));
        return FORM;
    }

    @PostMapping("/benchmarks")
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
            return FORM;
        }
    }

    @GetMapping("/benchmarks/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String benchmark(@PathVariable("reference") String reference, Model model) {
        model.addAttribute("benchmark", benchmarks.view(reference));
        return "benchmark";
    }

    @GetMapping("/benchmarks/{reference}/submit")
    @PreAuthorize("hasRole('MEMBER')")
    String submissionForm(@PathVariable("reference") String reference, Model model) {
        model.addAttribute("form", submissions.form(reference, TypedForm.of(Map.of()), List.of()));
        return SUBMISSION_FORM;
    }

    @PostMapping("/benchmarks/{reference}/submissions")
    @PreAuthorize("hasRole('MEMBER')")
    String submit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @RequestParam Map<String, String> parameters,
            Model model,
            HttpServletResponse response) {
        TypedForm typed = TypedForm.of(parameters);
        try {
            return "redirect:/jobs/" + submissions.ask(caller, reference, typed);
        } catch (ProblemException refused) {
            FormAnswer.refused(refused, submissions.form(reference, typed, refused.fields()), model, response);
            return SUBMISSION_FORM;
        }
    }

    @GetMapping("/benchmarks/{reference}/submit-weights")
    @PreAuthorize("hasRole('MEMBER')")
    String weightsForm(@PathVariable("reference") String reference, Model model) {
        model.addAttribute("form", submissions.weightsForm(reference, TypedForm.of(Map.of()), List.of()));
        return SUBMISSION_FORM;
    }

    @PostMapping("/benchmarks/{reference}/weights")
    @PreAuthorize("hasRole('MEMBER')")
    String submitWeights(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            @RequestParam Map<String, String> parameters,
            Model model,
            HttpServletResponse response) {
        TypedForm typed = TypedForm.of(parameters);
        try {
            return "redirect:/jobs/" + submissions.askForWeights(caller, reference, typed);
        } catch (ProblemException refused) {
            FormAnswer.refused(refused, submissions.weightsForm(reference, typed, refused.fields()), model, response);
            return SUBMISSION_FORM;
        }
    }
}

package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The page of one dataset, and the form that makes one. */
@Controller
@Hidden
class DatasetPageController {
    private final DatasetPageService datasets;
    private final DatasetFormService forms;

    DatasetPageController(DatasetPageService datasets, DatasetFormService forms) {
        this.datasets = datasets;
        this.forms = forms;
    }

    @GetMapping("/datasets/new")
    @PreAuthorize("hasRole('MEMBER')")
    String form(Model model) {
        model.addAttribute("form", forms.form(TypedForm.of(Map.of()), List.of()));
        return "dataset-new";
    }

    @PostMapping("/datasets")
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
            return "dataset-new";
        }
    }

    @GetMapping("/datasets/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String dataset(
            @PathVariable String reference,
            @RequestParam(name = DatasetRows.STIMULI) Optional<Integer> firstStimulus,
            @RequestParam(name = DatasetRows.NEURONS) Optional<Integer> firstNeuron,
            Model model) {
        model.addAttribute("dataset", datasets.view(reference, new DatasetRows(firstStimulus, firstNeuron)));
        return "dataset";
    }
}

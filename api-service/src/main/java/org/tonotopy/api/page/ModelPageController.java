package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/** The page of one model, and the button on it that has its fit made again. */
@Controller
@Hidden
class ModelPageController {
    private final WholeModelPageService models;
    private final ReproductionPageService reproductions;

    ModelPageController(WholeModelPageService models, ReproductionPageService reproductions) {
        this.models = models;
        this.reproductions = reproductions;
    }

    @GetMapping("/models/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String model(
            @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable String reference,
            @RequestParam(name = "neuron") Optional<Integer> neuron,
            @RequestParam(name = "stimulus") Optional<Integer> stimulus,
            @RequestParam(name = ModelChoice.ROWS) Optional<Integer> firstRow,
            Model model) {
        WholeModelPageService.Page page = models.page(caller, reference, new ModelChoice(neuron, stimulus, firstRow));
        model.addAttribute("model", page.model());
        model.addAttribute("labels", page.labels());
        model.addAttribute("reproductions", page.reproductions());
        return "model";
    }

    @PostMapping("/models/{reference}/reproduce")
    @PreAuthorize("hasRole('MEMBER')")
    String reproduce(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("reference") String reference,
            RedirectAttributes next) {
        try {
            return "redirect:/jobs/" + reproductions.ask(caller, reference);
        } catch (ProblemException refused) {
            RefusedMove.tell(refused, next);
            next.addFlashAttribute("refusedAgain", true);
            return "redirect:/models/{reference}#again";
        }
    }
}

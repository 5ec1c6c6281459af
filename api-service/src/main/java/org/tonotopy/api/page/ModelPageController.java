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
import org.springframework.web.bind.annotation.RequestParam;
import org.tonotopy.api.account.Caller;

/** The page of one model. */
@Controller
@Hidden
class ModelPageController {
    private final ModelPageService models;
    private final ModelLabelPageService labels;

    ModelPageController(ModelPageService models, ModelLabelPageService labels) {
        this.models = models;
        this.labels = labels;
    }

    @GetMapping("/models/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String model(
            @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable String reference,
            @RequestParam(name = "neuron") Optional<Integer> neuron,
            @RequestParam(name = "stimulus") Optional<Integer> stimulus,
            Model model) {
        model.addAttribute("model", models.view(reference, neuron, stimulus));
        model.addAttribute("labels", labels.view(caller, reference));
        return "model";
    }
}

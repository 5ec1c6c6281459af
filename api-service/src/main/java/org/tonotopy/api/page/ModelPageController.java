package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one model. */
@Controller
@Hidden
class ModelPageController {
    private final ModelPageService models;

    ModelPageController(ModelPageService models) {
        this.models = models;
    }

    @GetMapping("/models/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String model(
            @PathVariable String reference,
            @RequestParam(name = "neuron") Optional<Integer> neuron,
            @RequestParam(name = "stimulus") Optional<Integer> stimulus,
            Model model) {
        model.addAttribute("model", models.view(reference, neuron, stimulus));
        return "model";
    }
}

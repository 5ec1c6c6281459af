package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one dataset. */
@Controller
@Hidden
class DatasetPageController {
    private final DatasetPageService datasets;

    DatasetPageController(DatasetPageService datasets) {
        this.datasets = datasets;
    }

    @GetMapping("/datasets/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String dataset(@PathVariable String reference, Model model) {
        model.addAttribute("dataset", datasets.view(reference));
        return "dataset";
    }
}

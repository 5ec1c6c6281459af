package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of the board of a suite. */
@Controller
@Hidden
class SuitePageController {
    private final SuitePageService suites;

    SuitePageController(SuitePageService suites) {
        this.suites = suites;
    }

    @GetMapping("/suites/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String suite(@PathVariable String reference, Model model) {
        model.addAttribute("suite", suites.view(reference));
        return "suite";
    }
}

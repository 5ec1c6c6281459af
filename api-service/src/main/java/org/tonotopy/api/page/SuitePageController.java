package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.tonotopy.api.leaderboard.BoardFilter;

/** The page of the board of a suite, and those of groups of neurons and of two of its entries beside each other. */
@Controller
@Hidden
class SuitePageController {
    private final SuitePageService suites;
    private final ComparisonPageService comparisons;

    SuitePageController(SuitePageService suites, ComparisonPageService comparisons) {
        this.suites = suites;
        this.comparisons = comparisons;
    }

    @GetMapping("/suites/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String suite(
            @PathVariable String reference,
            @RequestParam(name = "kind") Optional<String> kind,
            @RequestParam(name = "author") Optional<String> author,
            @RequestParam(name = "units") Optional<String> units,
            @RequestParam(name = "min_seeds") Optional<Integer> minSeeds,
            @RequestParam(name = "search") Optional<String> search,
            @RequestParam(name = "sort") Optional<String> sort,
            Model model) {
        model.addAttribute(
                "suite", suites.view(reference, BoardFilter.of(kind, author, units, minSeeds, search, sort)));
        return "suite";
    }

    @GetMapping("/suites/{reference}/groups")
    @PreAuthorize("hasRole('VIEWER')")
    String groups(
            @PathVariable String reference, @RequestParam(name = "benchmark") Optional<String> benchmark, Model model) {
        model.addAttribute("groups", suites.groups(reference, benchmark));
        return "suite-groups";
    }

    @GetMapping("/suites/{reference}/compare")
    @PreAuthorize("hasRole('VIEWER')")
    String compare(
            @PathVariable String reference,
            @RequestParam(name = "first") String first,
            @RequestParam(name = "second") String second,
            Model model) {
        model.addAttribute("comparison", comparisons.ofSuite(reference, first, second));
        return "compare";
    }
}

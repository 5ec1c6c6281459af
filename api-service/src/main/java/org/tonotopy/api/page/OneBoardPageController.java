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

/** The page of one board, and that of two of its entries beside each other. */
@Controller
@Hidden
class OneBoardPageController {
    private final OneBoardPageService boards;
    private final ComparisonPageService comparisons;

    OneBoardPageController(OneBoardPageService boards, ComparisonPageService comparisons) {
        this.boards = boards;
        this.comparisons = comparisons;
    }

    @GetMapping("/boards/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    String board(
            @PathVariable String reference,
            @RequestParam(name = "kind") Optional<String> kind,
            @RequestParam(name = "author") Optional<String> author,
            @RequestParam(name = "units") Optional<String> units,
            @RequestParam(name = "min_seeds") Optional<Integer> minSeeds,
            @RequestParam(name = "search") Optional<String> search,
            @RequestParam(name = "sort") Optional<String> sort,
            Model model) {
        model.addAttribute(
                "board", boards.view(reference, BoardFilter.of(kind, author, units, minSeeds, search, sort)));
        return "board";
    }

    @GetMapping("/boards/{reference}/compare")
    @PreAuthorize("hasRole('VIEWER')")
    String compare(
            @PathVariable String reference,
            @RequestParam(name = "first") String first,
            @RequestParam(name = "second") String second,
            Model model) {
        model.addAttribute("comparison", comparisons.ofBenchmark(reference, first, second));
        return "compare";
    }
}

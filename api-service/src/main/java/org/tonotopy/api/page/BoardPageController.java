package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that shows all boards, some at a time. */
@Controller
@Hidden
class BoardPageController {
    private final BoardPageService boards;
    private final SuitePageService suites;

    BoardPageController(BoardPageService boards, SuitePageService suites) {
        this.boards = boards;
        this.suites = suites;
    }

    @GetMapping("/")
    @PreAuthorize("hasRole('VIEWER')")
    String boards(@RequestParam(name = "before") Optional<String> before, Model model) {
        BoardPageService.Boards shown = boards.boards(before);
        model.addAttribute("boards", shown.boards());
        model.addAttribute("suites", suites.named());
        model.addAttribute("next", shown.next());
        model.addAttribute("first", before.isEmpty());
        model.addAttribute(
                "busy", shown.boards().stream().anyMatch(view -> !view.jobs().isEmpty()));
        return "boards";
    }
}

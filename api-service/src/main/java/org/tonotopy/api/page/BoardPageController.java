package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that shows every board. */
@Controller
@Hidden
class BoardPageController {
    private final BoardPageService boards;

    BoardPageController(BoardPageService boards) {
        this.boards = boards;
    }

    @GetMapping("/")
    @PreAuthorize("hasRole('VIEWER')")
    String boards(Model model) {
        List<BoardView> views = boards.boards();
        model.addAttribute("boards", views);
        model.addAttribute("busy", views.stream().anyMatch(view -> !view.jobs().isEmpty()));
        return "boards";
    }
}

package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.tonotopy.api.queue.QueueReport;

/** The page of the queue. */
@Controller
@Hidden
class QueuePageController {
    private final QueueReport queue;

    QueuePageController(QueueReport queue) {
        this.queue = queue;
    }

    @GetMapping("/queue")
    @PreAuthorize("hasRole('VIEWER')")
    String queue(Model model) {
        model.addAttribute("queue", queue.read());
        return "queue";
    }
}

package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import java.util.UUID;
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
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.RefusedMove;

/** The pages of jobs: all of them, and one while it runs. */
@Controller
@Hidden
class JobPageController {
    private final JobPageService pages;
    private final JobService jobs;

    JobPageController(JobPageService pages, JobService jobs) {
        this.pages = pages;
        this.jobs = jobs;
    }

    @GetMapping("/jobs")
    @PreAuthorize("hasRole('VIEWER')")
    String jobs(@RequestParam(name = "page_token") Optional<String> pageToken, Model model) {
        model.addAttribute("jobs", pages.list(pageToken));
        return "jobs";
    }

    @GetMapping("/jobs/{id}")
    @PreAuthorize("hasRole('VIEWER')")
    String job(@PathVariable UUID id, Model model) {
        model.addAttribute("job", pages.view(id));
        return "job";
    }

    @PostMapping("/jobs/{id}/cancel")
    @PreAuthorize("hasRole('MEMBER')")
    String cancel(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, RedirectAttributes next) {
        return moved(id, next, () -> jobs.cancel(id, caller));
    }

    @PostMapping("/jobs/{id}/pause")
    @PreAuthorize("hasRole('MEMBER')")
    String pause(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, RedirectAttributes next) {
        return moved(id, next, () -> jobs.pause(id, caller));
    }

    @PostMapping("/jobs/{id}/resume")
    @PreAuthorize("hasRole('MEMBER')")
    String resume(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, RedirectAttributes next) {
        return moved(id, next, () -> jobs.resume(id, caller));
    }

    @PostMapping("/jobs/{id}/retry")
    @PreAuthorize("hasRole('MEMBER')")
    String retry(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, RedirectAttributes next) {
        return moved(id, next, () -> jobs.retry(id, caller));
    }

    /** A job may have moved on since its page was drawn: that is said on the page as it is now. */
    private static String moved(UUID id, RedirectAttributes next, Runnable move) {
        try {
            move.run();
        } catch (ProblemException refused) {
            RefusedMove.tell(refused, next);
        }
        return "redirect:/jobs/" + id;
    }
}

package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
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
import org.tonotopy.api.lab.AccountService;
import org.tonotopy.api.lab.CreateTokenRequest;
import org.tonotopy.api.lab.TokenService;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.RefusedMove;

/** The page of one's own account: what it may, what it takes up, and its tokens. */
@Controller
@Hidden
class AccountPageController {
    private static final String PAGE = "account";

    private final AccountService accounts;
    private final TokenService tokens;

    AccountPageController(AccountService accounts, TokenService tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @GetMapping("/account")
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    String account(@AuthenticationPrincipal Caller caller, Model model) {
        return page(caller, model);
    }

    /** The secret is shown on the page that answers the form, which no browser keeps, and nowhere else. */
    @PostMapping("/account/tokens")
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    String create(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(name = "scope") String scope,
            @RequestParam(name = "valid_days") Optional<Integer> validDays,
            Model model,
            HttpServletResponse response) {
        try {
            CreateTokenRequest request = new CreateTokenRequest(validDays.orElse(null), scope);
            tokens.create(caller, Optional.empty(), caller.name(), request)
                    .token()
                    .ifPresent(secret -> model.addAttribute("secret", secret));
        } catch (ProblemException refused) {
            response.setStatus(refused.problem().status());
            model.addAttribute("refused", String.valueOf(refused.getMessage()));
        }
        return page(caller, model);
    }

    @PostMapping("/account/tokens/{id}/revoke")
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    String revoke(@AuthenticationPrincipal Caller caller, @PathVariable(name = "id") UUID id, RedirectAttributes next) {
        try {
            tokens.revoke(caller, caller.name(), id);
        } catch (ProblemException refused) {
            RefusedMove.tell(refused, next);
        }
        return "redirect:/account";
    }

    private String page(Caller caller, Model model) {
        model.addAttribute("own", accounts.own(caller));
        model.addAttribute(
                "tokens",
                tokens.list(caller, caller.name()).stream().map(TokenView::of).toList());
        return PAGE;
    }
}

package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;

/** Whoever asks, over HTTP. */
@RestController
@RequestMapping("/api/v1/account")
@Tag(name = "accounts")
class OwnAccountController {
    private final AccountService accounts;

    OwnAccountController(AccountService accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    @Operation(
            operationId = "getOwnAccount",
            summary = "Read one's own account",
            description = "Who asks, what their token may do, and what they take up of what they may.")
    OwnAccountResponse get(@AuthenticationPrincipal Caller caller) {
        return accounts.own(caller);
    }
}

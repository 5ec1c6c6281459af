package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Accounts over HTTP. */
@RestController
@RequestMapping(AccountController.PATH)
@Tag(name = "accounts")
class AccountController {
    static final String PATH = "/api/v1/accounts";

    private final AccountService accounts;

    AccountController(AccountService accounts) {
        this.accounts = accounts;
    }

    @PutMapping("/{name}")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "putAccount",
            summary = "Make or change an account",
            description =
                    "A new account has no token; make it one. A cap holds from the next admission on; what is at a"
                            + " worker stays there.")
    @ApiResponse(responseCode = "201", description = "It was made.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was there, and is as asked for now.",
            useReturnTypeSchema = true)
    ResponseEntity<AccountResponse> put(
            @Parameter(description = "Lower-case letters, digits, dots and hyphens.", example = "ada") @PathVariable
                    String name,
            @RequestBody PutAccountRequest request) {
        return accounts.put(name, request).answer(PATH + "/" + name);
    }

    @GetMapping
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "listAccounts", summary = "List accounts", description = "By name.")
    Page<AccountResponse> list(
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return accounts.list(pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{name}")
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    @Operation(operationId = "getAccount", summary = "Read an account", description = "One's own; admins read any.")
    AccountResponse get(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Name of the account.", example = "ada") @PathVariable String name) {
        return accounts.get(caller, name);
    }
}

package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;

/** Identities that sign in to accounts, over HTTP. */
@RestController
@RequestMapping(AccountController.PATH + "/{name}/identity")
@Tag(name = "accounts")
class IdentityController {
    private final IdentityService identities;

    IdentityController(IdentityService identities) {
        this.identities = identities;
    }

    @PutMapping
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "putIdentity",
            summary = "Link an identity to an account",
            description =
                    "Whoever the provider confirms as this identity signs in to the account on the pages. An account has"
                            + " one at most; another one takes its place, whose sessions end.")
    @ApiResponse(responseCode = "201", description = "It is linked.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "It was linked before.", useReturnTypeSchema = true)
    ResponseEntity<IdentityResponse> put(
            @Parameter(description = "The account.", example = "ada") @PathVariable("name") String name,
            @RequestBody PutIdentityRequest request) {
        return identities.put(name, request).answer(AccountController.PATH + "/" + name + "/identity");
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    @Operation(
            operationId = "getIdentity",
            summary = "Read which identity signs in to an account",
            description = "One's own; admins read any.")
    IdentityResponse get(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "The account.", example = "ada") @PathVariable("name") String name) {
        return identities.get(caller, name);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "removeIdentity",
            summary = "Take an identity's way to an account away",
            description =
                    "Its sessions end with their next request, and whoever has it is refused until an admin links it"
                            + " again; it makes no new account. The account's tokens stay: revoke them.")
    @ApiResponse(responseCode = "204", description = "It signs in no more.")
    void remove(@Parameter(description = "The account.", example = "ada") @PathVariable("name") String name) {
        identities.remove(name);
    }
}

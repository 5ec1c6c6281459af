package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.IdempotentRequests;

/** Tokens over HTTP: everybody's own, and for admins everybody's. */
@RestController
@RequestMapping(AccountController.PATH + "/{name}/tokens")
@Tag(name = "accounts")
class TokenController {
    private final TokenService tokens;

    TokenController(TokenService tokens) {
        this.tokens = tokens;
    }

    @PostMapping
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    @Operation(
            operationId = "createToken",
            summary = "Make a token",
            description = "For oneself; admins make them for anybody. The secret is in this answer and never again.")
    @ApiResponse(responseCode = "201", description = "It was made.", useReturnTypeSchema = true)
    ResponseEntity<TokenResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new, and shows no secret.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @Parameter(description = "The account.", example = "ada") @PathVariable String name,
            @RequestBody CreateTokenRequest request) {
        TokenResponse token = tokens.create(caller, idempotencyKey, name, request);
        return ResponseEntity.created(URI.create(TokenService.path(name) + "/" + token.id()))
                .cacheControl(CacheControl.noStore())
                .body(token);
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    @Operation(
            operationId = "listTokens",
            summary = "List tokens",
            description = "Of oneself; admins list anybody's. Oldest first, with those that are no longer good.")
    List<TokenResponse> list(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "The account.", example = "ada") @PathVariable String name) {
        return tokens.list(caller, name);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('VIEWER') and isFullyAuthenticated()")
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token",
            description = "It is refused from the next request on, and stays in the list.")
    @ApiResponse(responseCode = "204", description = "It is revoked.")
    void revoke(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "The account.", example = "ada") @PathVariable String name,
            @Parameter(description = "As the list of tokens has it.") @PathVariable UUID id) {
        tokens.revoke(caller, name, id);
    }
}

package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.Lab;

/**
 * Somebody, or a program.
 *
 * @param name shown beside what it made
 * @param role what it may do
 * @param lab name of its lab
 * @param jobCap jobs of it that may be at workers at a time
 * @param createdAt when it was made
 */
@Schema(name = "Account", description = "Somebody, or a program.")
public record AccountResponse(
        @Schema(example = "ada") String name,

        @Schema(allowableValues = {"viewer", "member", "admin"})
        String role,

        @Schema(description = "Name of its lab; null where it belongs to none.")
        Optional<String> lab,

        @Schema(description = "Jobs of it that may be at workers at a time; null where the platform's setting holds.")
        Optional<Integer> jobCap,

        Instant createdAt) {
    static AccountResponse of(Account account) {
        return new AccountResponse(
                account.name(),
                RoleName.of(account.role()),
                account.lab().map(Lab::name),
                account.jobCap(),
                account.createdAt());
    }
}

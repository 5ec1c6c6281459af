package org.tonotopy.api.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.ApiTokenRepository;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.account.TokenSecret;

/**
 * On the first start of all, makes the account {@code admin} with a token, shows the token once on the console and
 * writes it to a file if there is to be one. It is known nowhere else and never shown again.
 */
@Component
class FirstAdmin implements ApplicationRunner {
    private static final String NAME = "admin";

    private final AccountRepository accounts;
    private final ApiTokenRepository tokens;
    private final TransactionTemplate transaction;
    private final TransactionLock lock;
    private final AccessSettings settings;
    private final Clock clock;

    FirstAdmin(
            AccountRepository accounts,
            ApiTokenRepository tokens,
            TransactionTemplate transaction,
            TransactionLock lock,
            AccessSettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.transaction = transaction;
        this.lock = lock;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Optional<TokenSecret> made =
                Optional.ofNullable(transaction.execute(status -> make())).flatMap(secret -> secret);
        // Not through the log: a log is kept and collected, a console is read.
        made.ifPresent(secret ->
                System.out.println("The token of the account " + NAME + ", shown this once: " + secret.text()));
    }

    private Optional<TokenSecret> make() {
        lock.take("account", NAME);
        if (accounts.findByName(NAME).isPresent()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Account admin = accounts.save(new Account(NAME, Role.ADMIN, now));
        TokenSecret secret = TokenSecret.generate(new SecureRandom());
        tokens.save(new ApiToken(admin, secret, now));
        // Before the commit: an account whose token could not be kept must not be left behind.
        settings.tokenFile().ifPresent(file -> write(secret, file.toAbsolutePath()));
        return Optional.of(secret);
    }

    private static void write(TokenSecret secret, Path file) {
        try {
            Path folder = file.resolveSibling(".").normalize();
            Files.createDirectories(folder);
            Path incoming = Files.createTempFile(
                    folder,
                    file.getFileName().toString(),
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(incoming, secret.text() + "\n");
            Files.move(incoming, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The first token could not be written to " + file
                            + ": set tonotopy.access.admin-token-file to a file in a folder that can be written.",
                    failure);
        }
    }
}

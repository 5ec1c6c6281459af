package org.tonotopy.client.cli;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps an address and a token, after trying them. A token is never an argument: others could see it there. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Try a server's address and a token, and keep them for later commands.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy login --url https://tonotopy.example.org        asks for the token",
            "  tonotopy login --token-file tonotopy-data/admin-token    of a server on this machine"
        })
final class LoginCommand implements Callable<Integer> {
    private static final int LONGEST_TOKEN = 1000;

    private final Screen screen;

    @Option(names = "--url", paramLabel = "ADDRESS", description = "The server.")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Where the token stands; asked for without.")
    private @Nullable Path tokenFile;

    LoginCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Settings settings = new Settings(screen);
        URI address = ServerCommand.uri(settings.url(Optional.ofNullable(url)));
        String token = tokenFile == null ? ask() : read(tokenFile);
        if (token.isEmpty() || token.length() > LONGEST_TOKEN || !token.matches("[!-~]+")) {
            throw new TonotopyException(
                    Kind.NOT_ALLOWED, "That is no token: one is a single word, from who runs the server.");
        }
        Tonotopy server = new Tonotopy(address, Optional.of(token), screen::tell);
        server.call(() -> server.jobs().getQueue());
        settings.keep(address, token);
        screen.out().println("Logged in at " + address + "; kept in " + settings.folder() + ".");
        return ExitCode.DONE.number();
    }

    private String ask() {
        Console console = System.console();
        if (screen.live() && console != null) {
            char[] typed = console.readPassword("Token: ");
            return typed == null ? "" : new String(typed).strip();
        }
        return screen.readLine().orElse("").strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new TonotopyException(
                    Kind.LOCAL_FILE,
                    "The token in " + file + " cannot be read: " + unreadable.getMessage() + ".",
                    unreadable);
        }
    }
}

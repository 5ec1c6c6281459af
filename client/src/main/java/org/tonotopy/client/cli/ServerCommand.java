package org.tonotopy.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.FileDownload;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that talks to a server. */
@Command(mixinStandardHelpOptions = true)
abstract class ServerCommand implements Callable<Integer> {
    static final String UNKNOWN = "-";
    static final String JSON = "--json";
    private static final int BLOCK = 1000;

    private final Screen screen;

    @Option(
            names = "--url",
            paramLabel = "ADDRESS",
            description =
                    "The server (default: TONOTOPY_URL, else that of the last login, else" + " http://127.0.0.1:8080).")
    private @Nullable String url;

    @Option(names = JSON, description = "Print what the server answers as JSON; of a list one object a line.")
    private boolean json;

    ServerCommand(Screen screen) {
        this.screen = screen;
    }

    /** Does what the command says. */
    abstract ExitCode run(Tonotopy server) throws InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = new Settings(screen);
        String address = settings.url(Optional.ofNullable(url));
        return run(new Tonotopy(uri(address), settings.token(address), screen::tell))
                .number();
    }

    static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException unreadable) {
            throw new TonotopyException(
                    Kind.NOT_UNDERSTOOD,
                    "\"" + address + "\" is no address of a server. One is like http://127.0.0.1:8080.",
                    unreadable);
        }
    }

    final Screen screen() {
        return screen;
    }

    final boolean wantsJson() {
        return json;
    }

    final void print(String line) {
        screen.out().println(line);
    }

    final void printJson(Tonotopy server, Object answer) {
        try {
            print(server.json().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written", impossible);
        }
    }

    /** What the server answered: as JSON where that is wanted, else in words. */
    final ExitCode tell(Tonotopy server, Object answer, Runnable words) {
        if (json) {
            printJson(server, answer);
        } else {
            words.run();
        }
        return ExitCode.DONE;
    }

    final void print(Table table) {
        table.take(screen.width()).forEach(this::print);
    }

    /** Downloads to a file, or into a folder that exists, with a bar; where it lies now. */
    final Path download(Tonotopy server, String path, Path target) {
        try (TransferBar bar = new TransferBar(screen)) {
            return new FileDownload(server).take(path, "application/octet-stream", target, bar);
        }
    }

    /** Where a file lies now. */
    final ExitCode tellFile(Tonotopy server, Path file) {
        return tell(server, Map.of("file", file.toString()), () -> print(file.toString()));
    }

    /** A list of any length, in constant memory: one JSON object a line, or a table, aligned block by block. */
    final <T> ExitCode printList(Tonotopy server, Stream<T> items, Table table, BiConsumer<Table, T> row) {
        if (json) {
            items.forEach(item -> printLine(server, item));
        } else {
            items.forEach(item -> {
                row.accept(table, item);
                if (table.held() >= BLOCK) {
                    print(table);
                }
            });
            print(table);
        }
        return ExitCode.DONE;
    }

    private void printLine(Tonotopy server, Object item) {
        try {
            print(server.json().writeValueAsString(item));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written", impossible);
        }
    }

    static String text(@Nullable Object value) {
        return value == null ? UNKNOWN : Objects.toString(value);
    }

    static String number(@Nullable Double value, int digits) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    static String time(@Nullable OffsetDateTime time) {
        return time == null ? UNKNOWN : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

package org.tonotopy.client.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;

/**
 * What {@code login} keeps in {@code ~/.config/tonotopy}: the server's address in {@code url}, and in {@code token} the
 * token for it, which only the owner of the file can read.
 */
final class Settings {
    static final String USUAL_SERVER = "http://127.0.0.1:8080";

    private final Screen screen;

    Settings(Screen screen) {
        this.screen = screen;
    }

    /** The option, else {@code TONOTOPY_URL}, else that of the last login, else this machine. */
    String url(Optional<String> option) {
        return option.or(() -> screen.variable("TONOTOPY_URL"))
                .or(() -> read("url"))
                .orElse(USUAL_SERVER);
    }

    /** {@code TONOTOPY_TOKEN}, else the kept one, which is sent to the server that it is for and to no other. */
    Optional<String> token(String url) {
        return screen.variable("TONOTOPY_TOKEN")
                .or(() -> read("url").filter(same -> isSame(same, url)).flatMap(known -> read("token")));
    }

    private static boolean isSame(String first, String second) {
        return first.replaceFirst("/+$", "").equals(second.replaceFirst("/+$", ""));
    }

    Path folder() {
        return screen.variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
                .resolve("tonotopy");
    }

    void keep(URI url, String token) {
        try {
            Files.createDirectories(folder());
            // The old token must never stand beside the new address.
            Files.deleteIfExists(folder().resolve("token"));
            write("url", url.toString());
            write("token", token);
        } catch (IOException unwritable) {
            throw failed("written", unwritable);
        }
    }

    private void write(String name, String text) throws IOException {
        Path temporary = Files.createTempFile(
                folder(),
                name,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, text + "\n");
        Files.move(temporary, folder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(folder().resolve(name), StandardCharsets.UTF_8)
                            .strip())
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw failed("read", unreadable);
        }
    }

    private TonotopyException failed(String verb, IOException failure) {
        return new TonotopyException(
                Kind.LOCAL_FILE,
                "The settings in " + folder() + " cannot be " + verb + ": " + failure.getMessage() + ".",
                failure);
    }
}

package org.tonotopy.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of the code, as {@code docs/settings.md} has them: a test of the code holds that table to it. */
enum SettingsTable {
    /** Of API and workers. */
    SHARED("For the API and the workers"),
    /** Of the API alone. */
    API("For the API"),
    /** Of workers alone. */
    WORKER("For a worker");

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z][A-Z0-9_]*)`", Pattern.MULTILINE);

    private final String heading;

    SettingsTable(String heading) {
        this.heading = heading;
    }

    /** The variables, in alphabetical order. */
    Set<String> names() {
        String section = Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(document())
                .filter(part -> part.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow();
        return ROW.matcher(section).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String document() {
        try {
            return Files.readString(Path.of("../docs/settings.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

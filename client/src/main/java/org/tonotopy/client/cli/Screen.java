package org.tonotopy.client.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads and writes.
 *
 * @param out results, nothing else
 * @param err progress and what went wrong
 * @param in answers of the person
 * @param environment its variables
 * @param live whether a person watches on a terminal: lines may be redrawn and questions asked
 */
record Screen(PrintStream out, PrintStream err, BufferedReader in, Map<String, String> environment, boolean live) {
    private static final int USUAL_WIDTH = 80;

    /** Those of this process; UTF-8, as the JSON that passes through. */
    static Screen ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                environment,
                System.console() != null && !"dumb".equals(environment.getOrDefault("TERM", "dumb")));
    }

    /** Columns of the terminal; without end where the output is no terminal. */
    int width() {
        if (!live) {
            return Integer.MAX_VALUE;
        }
        try {
            int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (NumberFormatException unknown) {
            return USUAL_WIDTH;
        }
    }

    /** A line beside the results, for people. */
    void tell(String sentence) {
        err.println("tonotopy: " + sentence);
    }

    /** What a variable says; empty where it is not set or says nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** One line of input; empty at its end. */
    Optional<String> readLine() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Green or red words, where colours are wanted: on a terminal, and {@code NO_COLOR} is not set. */
    String coloured(boolean good, String text) {
        if (!live || variable("NO_COLOR").isPresent()) {
            return text;
        }
        return (good ? "\u001b[32m" : "\u001b[31m") + text + "\u001b[0m";
    }
}

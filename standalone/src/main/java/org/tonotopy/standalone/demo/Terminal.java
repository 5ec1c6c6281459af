package org.tonotopy.standalone.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Where the demo writes: a terminal on which lines can be redrawn, or a plain stream on which they cannot. */
public final class Terminal {
    private final PrintStream output;
    private final boolean live;
    private final boolean coloured;
    private int redrawable;

    Terminal(PrintStream output, boolean live, boolean coloured) {
        this.output = output;
        this.live = live;
        this.coloured = coloured;
    }

    /** Standard output; plain where it is no terminal, without colours where {@code NO_COLOR} is set. */
    public static Terminal standardOutput() {
        Map<String, String> environment = System.getenv();
        boolean live = System.console() != null && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Terminal(
                System.out,
                live,
                live && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Whether lines can be redrawn. */
    public boolean isLive() {
        return live;
    }

    /** Writes a line. */
    public void line(String text) {
        redrawable = 0;
        output.println(text);
    }

    /** Shows lines in place of those that the call before this one showed. Only for live terminals. */
    public void redraw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (redrawable > 0) {
            text.append("\u001b[").append(redrawable).append('A');
        }
        for (String line : lines) {
            text.append("\u001b[2K").append(line).append(System.lineSeparator());
        }
        output.print(text);
        output.flush();
        redrawable = lines.size();
    }

    String bold(String text) {
        return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    String green(String text) {
        return coloured ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    String red(String text) {
        return coloured ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}

package org.tonotopy.standalone.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows one line for each fit: redrawn on a terminal; elsewhere written again when a fit has come a step further. */
final class FitProgressDisplay {
    private static final int BAR_WIDTH = 24;
    private static final int PLAIN_STEPS = 5;
    private static final int LABEL_WIDTH = 17;

    private final Terminal terminal;
    private final Map<String, String> shown = new HashMap<>();

    FitProgressDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(List<FitJob> jobs) {
        if (terminal.isLive()) {
            terminal.redraw(jobs.stream().map(this::line).toList());
            return;
        }
        for (FitJob job : jobs) {
            int step = job.maxEpochs() == 0 ? 0 : job.epoch() * PLAIN_STEPS / job.maxEpochs();
            String stage = job.state() + step;
            if (!stage.equals(shown.put(job.label(), stage))) {
                terminal.line(line(job));
            }
        }
    }

    private String line(FitJob job) {
        StringBuilder line = new StringBuilder("  ");
        line.append(String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", job.label()));
        if (terminal.isLive()) {
            line.append(bar(job)).append("  ");
        }
        if (job.succeeded()) {
            line.append(terminal.green("done"));
        } else if (job.hasFailed()) {
            line.append(terminal.red("failed")).append(": ").append(job.failure());
        } else {
            line.append(job.state().toLowerCase(Locale.ROOT));
            if (!job.phase().isEmpty() && job.epoch() == 0) {
                line.append(" (").append(job.phase()).append(')');
            }
        }
        if (job.epoch() > 0) {
            line.append("  epoch ").append(job.epoch());
            if (!job.isOver() && job.maxEpochs() > 0) {
                line.append(" of at most ").append(job.maxEpochs());
            }
        }
        job.validationScore()
                .ifPresent(score -> line.append(String.format(Locale.ROOT, "  validation CCnorm %.3f", score)));
        return line.toString();
    }

    private static String bar(FitJob job) {
        double share = job.succeeded() ? 1 : job.maxEpochs() == 0 ? 0 : (double) job.epoch() / job.maxEpochs();
        int filled = (int) Math.round(share * BAR_WIDTH);
        return "[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "]";
    }
}

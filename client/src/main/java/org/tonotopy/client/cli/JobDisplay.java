package org.tonotopy.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.generated.model.JobEvent;

/**
 * How far a job is: a bar with its learning curve that is redrawn on a terminal; elsewhere a line when it has come a
 * fifth further.
 */
final class JobDisplay implements AutoCloseable {
    private static final int REFRESH_MS = 200;
    private static final int CURVE_WIDTH = 20;
    private static final int PLAIN_STEPS = 5;
    private static final String PROGRESS = "progress";

    private final Screen screen;
    private final List<Double> curve = new ArrayList<>();
    private String lastPlain = "";
    private @Nullable ProgressBar bar;

    JobDisplay(Screen screen) {
        this.screen = screen;
    }

    void show(JobEvent event) {
        Map<String, Object> data = event.getData() == null ? Map.of() : event.getData();
        if (!PROGRESS.equals(String.valueOf(event.getType()))) {
            close();
            screen.err().println(String.valueOf(event.getType()) + reason(data));
            return;
        }
        if (data.get("validation_score") instanceof Number score) {
            curve.add(score.doubleValue());
        }
        long done = done(data);
        long total = total(data);
        if (screen.live()) {
            draw(data, done, total);
        } else {
            writePlain(data, done, total);
        }
    }

    private static String reason(Map<String, Object> data) {
        Object reason = data.getOrDefault("message", data.getOrDefault("reason", ""));
        return String.valueOf(reason).isEmpty() ? "" : ": " + reason;
    }

    private static long done(Map<String, Object> data) {
        return whole(data, "networks") > 1
                ? whole(data, "networks_done")
                : data.containsKey("epoch") ? whole(data, "epoch") : whole(data, "done");
    }

    private static long total(Map<String, Object> data) {
        return whole(data, "networks") > 1
                ? whole(data, "networks")
                : data.containsKey("epoch") ? whole(data, "max_epochs") : whole(data, "total");
    }

    private static long whole(Map<String, Object> data, String field) {
        return data.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private void draw(Map<String, Object> data, long done, long total) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("running")
                    .setInitialMax(Math.max(total, 1))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(screen.err(), screen.width()))
                    .build();
        }
        bar.maxHint(Math.max(total, 1));
        bar.stepTo(done);
        bar.setExtraMessage(words(data));
    }

    private void writePlain(Map<String, Object> data, long done, long total) {
        String stage = data.getOrDefault("phase", "") + " " + (total == 0 ? done : done * PLAIN_STEPS / total);
        if (!stage.equals(lastPlain)) {
            lastPlain = stage;
            screen.err().println("  " + done + (total > 0 ? " of " + total : "") + "  " + words(data));
        }
    }

    private String words(Map<String, Object> data) {
        String phase = String.valueOf(data.getOrDefault("phase", ""));
        if (curve.isEmpty()) {
            return phase;
        }
        return phase + "  " + Sparkline.of(curve, CURVE_WIDTH)
                + String.format(Locale.ROOT, " CCnorm %.3f", curve.get(curve.size() - 1));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}

package org.tonotopy.client.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Progress;

/** Shows on a terminal how far a transfer is; elsewhere nothing. */
final class TransferBar implements Progress, AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;
    private static final int REFRESH_MS = 200;

    private final Screen screen;
    private String shown = "";
    private @Nullable ProgressBar bar;

    TransferBar(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void at(String what, long done, long total) {
        if (!screen.live()) {
            return;
        }
        if (bar == null || !shown.equals(what)) {
            close();
            shown = what;
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .setUnit(" MiB", MEBIBYTE)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(screen.err(), screen.width()))
                    .build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}

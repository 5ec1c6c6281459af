package org.tonotopy.api.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.tonotopy.api.job.FitPreview;
import org.tonotopy.api.queue.QueueResponse;
import org.tonotopy.registry.catalogue.Specification;

/**
 * What a fit would be, before it is asked for.
 *
 * @param facts size, time and queue
 * @param settings of model and training, complete
 * @param before the job of an earlier request for exactly this
 */
record FitPreviewView(List<Fact> facts, List<Fact> settings, Optional<UUID> before) {
    /** Copies the lists. */
    FitPreviewView {
        facts = List.copyOf(facts);
        settings = List.copyOf(settings);
    }

    static FitPreviewView of(FitPreview preview, QueueResponse queue) {
        return new FitPreviewView(
                List.of(
                        new Fact("Networks", PageNumbers.plain(preview.networks())),
                        new Fact("Parameters of one network", PageNumbers.plain(preview.parameters())),
                        new Fact("Time at a worker", time(preview.alike())),
                        new Fact("Queue", queue(queue))),
                Stream.of(preview.fit().model(), preview.fit().training())
                        .flatMap(FitPreviewView::settings)
                        .toList(),
                preview.before());
    }

    private static String time(FitPreview.Alike alike) {
        return alike.mean()
                .map(mean -> String.format(
                        Locale.ROOT,
                        "the last %d of this kind here took %s s each, in the mean",
                        alike.fits(),
                        PageNumbers.plain(mean.toMillis() / 1000.0)))
                .orElse("unknown: none of this kind has been fitted here yet");
    }

    private static String queue(QueueResponse queue) {
        if (queue.workers().isEmpty()) {
            return "no worker is there; it waits until one is started";
        }
        return queue.waiting() + " waiting, " + queue.running() + " at workers";
    }

    private static Stream<Fact> settings(Specification specification) {
        return specification.values().entrySet().stream()
                .map(setting -> new Fact(
                        setting.getKey().replace('_', ' '),
                        setting.getValue() instanceof Double real
                                ? PageNumbers.exact(real)
                                : String.valueOf(setting.getValue())));
    }
}

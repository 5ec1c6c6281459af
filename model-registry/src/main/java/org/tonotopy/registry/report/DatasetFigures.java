package org.tonotopy.registry.report;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.WrittenObject;

/** Registers the pictures of a report with the dataset's acceptance. */
public class DatasetFigures {
    private final DatasetFigureRepository figures;
    private final StoredObjectRepository objects;
    private final Clock clock;

    /** A registry of the pictures in a database. */
    public DatasetFigures(DatasetFigureRepository figures, StoredObjectRepository objects, Clock clock) {
        this.figures = figures;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Registers pictures.
     *
     * @param dataset that is accepted in the same transaction
     * @param attempt that drew them; the caller's transaction holds the job for it
     * @param drawn as they are to be read
     */
    @Transactional
    public void register(Dataset dataset, Attempt attempt, List<DrawnDatasetFigure> drawn) {
        Instant now = clock.instant();
        for (int place = 0; place < drawn.size(); place++) {
            DrawnDatasetFigure figure = drawn.get(place);
            figures.save(new DatasetFigure(
                    dataset,
                    figure,
                    place,
                    attempt,
                    record(figure.png(), now),
                    record(figure.svg(), now),
                    record(figure.data(), now),
                    now));
        }
    }

    private StoredObject record(WrittenObject written, Instant now) {
        objects.record(written.key(), written.content(), now);
        return objects.find(written.key()).orElseThrow();
    }
}

package org.tonotopy.worker.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.report.RecordingReport;
import org.tonotopy.encoding.report.figure.FigureSubject;
import org.tonotopy.encoding.report.figure.ReportFigure;
import org.tonotopy.encoding.report.figure.ReportFigures;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.report.DatasetFigureKind;
import org.tonotopy.registry.report.DrawnDatasetFigure;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.WrittenObject;
import org.tonotopy.worker.WorkerIdentity;
import org.tonotopy.worker.cpu.SideBySide;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;

/**
 * Draws the pictures of reports and puts them into the object store, as many at once as the worker has threads. They are its
 * own: a few seconds' work need not wait until a fit gives one back.
 */
@Component
class ReportDrawing {
    private final ObjectStore store;
    private final JobLedger ledger;
    private final int threads;

    ReportDrawing(ObjectStore store, JobLedger ledger, WorkerIdentity worker) {
        this.store = store;
        this.ledger = ledger;
        this.threads = worker.threads();
    }

    /**
     * Draws all pictures of a report.
     *
     * @param assignment whose attempt's keys they get
     * @return as they are to be read
     * @throws JobFailedException if the store fails
     */
    List<DrawnDatasetFigure> draw(Assignment assignment, Recording recording, RecordingReport report)
            throws JobFailedException {
        ReportFigures figures = new ReportFigures(recording, report);
        List<SideBySide.Part<DrawnDatasetFigure>> parts = figures.subjects().stream()
                .<SideBySide.Part<DrawnDatasetFigure>>map(subject -> abandoned -> {
                    assignment.requireGoOn(ledger);
                    return write(assignment.attempt(), figures.draw(subject));
                })
                .toList();
        return new SideBySide(new ThreadBudget(threads), () -> assignment.requireGoOn(ledger)).run(parts);
    }

    private DrawnDatasetFigure write(Attempt attempt, ReportFigure figure) throws JobFailedException {
        FigureSubject subject = figure.subject();
        Optional<Integer> index =
                subject.index().isPresent() ? Optional.of(subject.index().getAsInt()) : Optional.empty();
        String name = "report-" + subject.kind().name().toLowerCase(Locale.ROOT)
                + index.map(number -> "-" + number).orElse("");
        return new DrawnDatasetFigure(
                kind(subject.kind()),
                index,
                write(attempt, name + ".png", figure.png()),
                write(attempt, name + ".svg", figure.figure().svg()),
                write(attempt, name + ".csv", figure.data().bytes()));
    }

    private static DatasetFigureKind kind(FigureSubject.Kind kind) {
        return switch (kind) {
            case CEILINGS -> DatasetFigureKind.CEILINGS;
            case ALIGNMENT -> DatasetFigureKind.ALIGNMENT;
            case STIMULUS -> DatasetFigureKind.STIMULUS;
            case NEURON -> DatasetFigureKind.NEURON;
        };
    }

    private WrittenObject write(Attempt attempt, String name, byte[] content) throws JobFailedException {
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name);
        try {
            return new WrittenObject(key, store.write(key, new ByteArrayInputStream(content), content.length));
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "A picture of the report could not be written to the object store (" + failure
                            + "): see that the store is well and has space, and upload the recording again.",
                    failure);
        }
    }
}

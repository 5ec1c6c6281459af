package org.tonotopy.worker.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.report.RecordingInspection;
import org.tonotopy.encoding.report.RecordingReport;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.registry.dataset.CanonicalFile;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.report.DatasetFigures;
import org.tonotopy.registry.report.DrawnDatasetFigure;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;
import org.tonotopy.worker.recording.RecordingFiles;
import org.tonotopy.worker.recording.StoredRecordings;
import tools.jackson.databind.JsonNode;

/**
 * Validates uploaded recordings. A recording that cannot be used makes its dataset REJECTED with every finding, and its
 * job FAILED as INVALID_INPUT: whoever follows the job alone learns of it too. A report comes whole: where a picture of it
 * cannot be drawn or stored, the job fails loudly, and no dataset is accepted with pictures that are missing in silence.
 */
@Component
class IngestWork implements JobWork {
    /** The powers and ceilings of a report are those of the smoothing that most benchmarks use. */
    private static final ResponseSmoothing REPORT_SMOOTHING = ResponseSmoothing.HANNING_PEAK_ONE;

    private final StoredRecordings recordings;
    private final RecordingFiles files;
    private final ReportDrawing drawing;
    private final DatasetFigures figures;
    private final DatasetRepository datasets;
    private final StoredObjectRepository objects;
    private final JobLedger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** How much memory a recording takes is known only once it is read, so one at a time is. */
    private final ThreadBudget oneAtATime = new ThreadBudget(1);

    IngestWork(
            StoredRecordings recordings,
            RecordingFiles files,
            ReportDrawing drawing,
            DatasetFigures figures,
            DatasetRepository datasets,
            StoredObjectRepository objects,
            JobLedger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.recordings = recordings;
        this.files = files;
        this.drawing = drawing;
        this.figures = figures;
        this.datasets = datasets;
        this.objects = objects;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public JobKind kind() {
        return JobKind.INGEST;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        Dataset dataset = assignment.job().dataset().orElseThrow();
        Assignment.follow(ledger.progress(
                assignment.attempt(), new FitProgress("reading", 0, 0, Optional.empty(), Optional.empty(), 0)));
        try (var turn = oneAtATime.take(1, () -> assignment.requireGoOn(ledger))) {
            accept(assignment, dataset, recordings.read(dataset));
        } catch (RecordingRejectedException rejected) {
            reject(assignment, dataset, errors(rejected));
        }
    }

    private void accept(Assignment assignment, Dataset dataset, Recording recording) throws JobFailedException {
        Optional<Imported> imported = dataset.form().format().isCanonical()
                ? Optional.empty()
                : Optional.of(keep(assignment, dataset, recording));
        RecordingReport inspected = RecordingInspection.inspect(recording, REPORT_SMOOTHING);
        List<DrawnDatasetFigure> drawn = drawing.draw(assignment, recording, inspected);
        DatasetShape shape = ShapeTranslation.shape(recording, inspected);
        JsonNode report = RegistryJson.mapper().valueToTree(inspected);
        ledger.succeed(assignment.attempt(), () -> {
            Dataset accepted = current(dataset);
            imported.ifPresent(made -> accepted.keepImported(made.record(objects, clock.instant())));
            accepted.accept(shape, report, clock.instant());
            figures.register(accepted, assignment.attempt(), drawn);
            return Map.of("dataset", dataset.reference());
        });
    }

    /** What an importer made, in the store. */
    private record Imported(RecordingFiles.Written file, JsonNode metadata) {
        /** Makes the row of the object, in the transaction in which the dataset becomes READY. */
        CanonicalFile record(StoredObjectRepository objects, Instant now) {
            objects.record(file.key(), file.content(), now);
            return new CanonicalFile(objects.find(file.key()).orElseThrow(), metadata);
        }
    }

    private Imported keep(Assignment assignment, Dataset dataset, Recording recording) throws JobFailedException {
        JsonNode metadata = recordings.describe(dataset, recording);
        return new Imported(files.write(assignment.attempt(), recording, metadata, ExportFormat.NPZ), metadata);
    }

    private void reject(Assignment assignment, Dataset dataset, List<Finding> findings) {
        String count = findings.size() == 1 ? "one finding" : findings.size() + " findings";
        transaction.executeWithoutResult(status -> {
            current(dataset).reject(findings, clock.instant());
            ledger.fail(
                    assignment.attempt(),
                    new JobFailure(
                            FailureKind.INVALID_INPUT,
                            "The recording " + dataset.reference() + " was rejected with " + count
                                    + ": the dataset lists what is wrong, where, and what to do."));
        });
    }

    /** The row as it is in the running transaction, so that what happens to it is written with it. */
    private Dataset current(Dataset dataset) {
        return datasets.findById(dataset.id()).orElseThrow();
    }

    private static List<Finding> errors(RecordingRejectedException rejected) {
        return rejected.findings().stream()
                .filter(finding -> finding.severity() == org.tonotopy.encoding.recording.Finding.Severity.ERROR)
                .map(finding -> new Finding(finding.what(), finding.where(), finding.remedy()))
                .toList();
    }
}

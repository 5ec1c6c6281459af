package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.dataset.DatasetProvenance;
import org.tonotopy.api.dataset.DatasetReportResponse;
import org.tonotopy.api.dataset.DatasetReportService;
import org.tonotopy.api.dataset.DatasetService;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobRepository;
import tools.jackson.databind.JsonNode;

/** Gathers what the page of a dataset shows. */
@Service
class DatasetPageService {
    private static final double SECOND_MS = 1000;

    private final DatasetService datasets;
    private final DatasetReportService reports;
    private final JobRepository jobs;

    DatasetPageService(DatasetService datasets, DatasetReportService reports, JobRepository jobs) {
        this.datasets = datasets;
        this.reports = reports;
        this.jobs = jobs;
    }

    /**
     * The page of a dataset version.
     *
     * @param rows the parts of its tables that are shown
     */
    @Transactional(readOnly = true)
    public DatasetView view(String reference, DatasetRows rows) {
        Dataset dataset = datasets.require(reference);
        Optional<DatasetReportService.Illustrated> illustrated = reports.illustrated(dataset);
        DatasetProvenance provenance = DatasetProvenance.of(dataset.metadata());
        return new DatasetView(
                dataset.reference().toString(),
                text(dataset.metadata(), "description"),
                state(dataset.state()),
                provenance.license().orElse("no license stated"),
                facts(dataset, illustrated.map(DatasetReportService.Illustrated::report)),
                provenance.citations(),
                provenance.sources(),
                waiting(dataset),
                dataset.rejection().stream()
                        .map(finding -> new DatasetView.Point(finding.what(), finding.where(), finding.remedy()))
                        .toList(),
                illustrated.map(found -> new ReportWords(found.report()).view(found.pictures(), rows)));
    }

    private static String state(DatasetState state) {
        return switch (state) {
            case UPLOADING -> "Its file is on its way.";
            case VALIDATING -> "It is being validated: nothing is known of the recording yet.";
            case READY -> "It is ready to be used, and never changes.";
            case REJECTED -> "It was rejected and cannot be used.";
        };
    }

    private Optional<DatasetView.Waiting> waiting(Dataset dataset) {
        return dataset.state() != DatasetState.VALIDATING
                ? Optional.empty()
                : jobs.findIngestJobs(dataset.id()).stream()
                        .findFirst()
                        .flatMap(jobs::findById)
                        .map(DatasetPageService::waiting);
    }

    private static DatasetView.Waiting waiting(Job job) {
        return new DatasetView.Waiting(job.id(), job.state().name().toLowerCase(Locale.ROOT));
    }

    private static List<Fact> facts(Dataset dataset, Optional<DatasetReportResponse> reported) {
        List<Fact> facts = new ArrayList<>();
        text(dataset.metadata(), "species").ifPresent(value -> facts.add(new Fact("Species", value)));
        text(dataset.metadata(), "area").ifPresent(value -> facts.add(new Fact("Area", value)));
        dataset.shape().ifPresent(shape -> facts.addAll(facts(shape)));
        reported.ifPresent(report -> {
            facts.add(new Fact("Repeats", repeats(report)));
            facts.add(new Fact("Recorded", ReportWords.share(report.recordedShare())));
            facts.add(new Fact(
                    "Frequencies",
                    PageNumbers.plain(report.lowestFrequencyHz()) + " to "
                            + PageNumbers.plain(report.highestFrequencyHz()) + " Hz"));
        });
        facts.add(new Fact("Visibility", VisibilityName.of(dataset.visibility())));
        facts.add(new Fact("Uploaded by", dataset.owner().name()));
        facts.add(new Fact("Date", PageTimes.day(dataset.createdAt())));
        return facts;
    }

    private static List<Fact> facts(DatasetShape shape) {
        double seconds = shape.stimuli().stream()
                        .mapToInt(DatasetShape.StimulusShape::bins)
                        .sum()
                * shape.dtMs()
                / SECOND_MS;
        return List.of(
                new Fact("Neurons", String.valueOf(shape.neurons().size())),
                new Fact("Stimuli", shape.stimuli().size() + ", together " + PageNumbers.plain(seconds) + " s"),
                new Fact("Bands", String.valueOf(shape.bands())),
                new Fact("Time bin", PageNumbers.plain(shape.dtMs()) + " ms"),
                new Fact(
                        "Responses",
                        shape.responseKind()
                                .map(kind -> switch (kind) {
                                    case COUNTS -> "spike counts";
                                    case TRACE -> "signed traces";
                                })
                                .orElse(PageNumbers.UNDEFINED)));
    }

    private static String repeats(DatasetReportResponse report) {
        int least = report.stimuli().stream()
                .mapToInt(DatasetReportResponse.Stimulus::leastRepeats)
                .min()
                .orElse(0);
        int most = report.stimuli().stream()
                .mapToInt(DatasetReportResponse.Stimulus::mostRepeats)
                .max()
                .orElse(0);
        return ReportWords.range(least, most);
    }

    private static Optional<String> text(JsonNode metadata, String name) {
        JsonNode value = metadata.path(name);
        return value.isString() && !value.stringValue().isBlank() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}

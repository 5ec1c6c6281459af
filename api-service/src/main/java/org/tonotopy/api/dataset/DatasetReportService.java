package org.tonotopy.api.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.download.Download;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.report.DatasetFigure;
import org.tonotopy.registry.report.DatasetFigureRepository;
import org.tonotopy.registry.store.StoredObject;

/** Finds the reports of datasets and their pictures. */
@Service
public class DatasetReportService {
    private static final String REMEDY = "upload the recording under another name";

    private final DatasetService datasets;
    private final DatasetFigureRepository figures;
    private final HiddenResponses hiddenResponses;
    private final Downloads downloads;

    DatasetReportService(
            DatasetService datasets,
            DatasetFigureRepository figures,
            HiddenResponses hiddenResponses,
            Downloads downloads) {
        this.datasets = datasets;
        this.figures = figures;
        this.hiddenResponses = hiddenResponses;
        this.downloads = downloads;
    }

    /** The forms in which a picture exists. */
    enum Form {
        PNG,
        SVG,
        CSV;

        private StoredObject of(DatasetFigure figure) {
            return switch (this) {
                case PNG -> figure.png();
                case SVG -> figure.svg();
                case CSV -> figure.data();
            };
        }
    }

    /**
     * The report of a dataset.
     *
     * @throws ProblemException if there is no such dataset, or it is not READY
     */
    @Transactional(readOnly = true)
    public DatasetReportResponse report(String reference) {
        Dataset dataset = datasets.require(reference);
        return dataset.reportText().map(DatasetReportResponse::of).orElseThrow(() -> noReport(dataset));
    }

    /**
     * A report and its pictures.
     *
     * @param report what was found
     * @param pictures of it
     */
    public record Illustrated(DatasetReportResponse report, Pictures pictures) {}

    /** The report of a dataset and its pictures; empty where it is not READY. */
    @Transactional(readOnly = true)
    public Optional<Illustrated> illustrated(Dataset dataset) {
        return dataset.reportText().map(stored -> new Illustrated(DatasetReportResponse.of(stored), pictures(dataset)));
    }

    /**
     * The pictures of a report.
     *
     * @param shown those that whoever asks may see, as they are to be read
     * @param withheld how many there are beside them, with hidden responses
     */
    public record Pictures(List<DatasetFigureResponse> shown, int withheld) {
        /** Copies the list. */
        public Pictures {
            shown = List.copyOf(shown);
        }
    }

    /**
     * The pictures of a report; none for a dataset that was accepted before they were drawn, and those with hidden responses for
     * admins alone.
     *
     * @throws ProblemException if there is no such dataset, or it is not READY
     */
    @Transactional(readOnly = true)
    public Pictures pictures(String reference) {
        Dataset dataset = datasets.require(reference);
        if (dataset.reportText().isEmpty()) {
            throw noReport(dataset);
        }
        return pictures(dataset);
    }

    private Pictures pictures(Dataset dataset) {
        SortedSet<Integer> hidden = hiddenResponses.stimuli(dataset);
        List<DatasetFigure> all = figures.findByDataset(dataset.id());
        List<DatasetFigureResponse> shown = all.stream()
                .filter(figure -> !hiddenResponses.areIn(figure, hidden))
                .map(figure -> DatasetFigureResponse.of(dataset, figure))
                .toList();
        return new Pictures(shown, all.size() - shown.size());
    }

    /** A picture, or the numbers in it. */
    @Transactional(readOnly = true)
    public Download figure(String reference, UUID id, Form form) throws IOException {
        Dataset dataset = datasets.require(reference);
        DatasetFigure figure = figures.findById(id)
                .filter(found -> found.datasetId().equals(dataset.id()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_FIGURE,
                        "The dataset " + reference + " has no figure with the id " + id + "; GET " + DatasetService.PATH
                                + "/" + reference + "/figures lists them."));
        if (hiddenResponses.areIn(figure, hiddenResponses.stimuli(dataset))) {
            throw HiddenResponses.refusal(
                    "The figure " + id + " of " + reference, "The other figures of the dataset can be seen.");
        }
        String name = dataset.reference().name() + "-" + dataset.reference().version() + "-"
                + figure.kind().name().toLowerCase(Locale.ROOT)
                + figure.subject().map(index -> "-" + index).orElse("");
        return downloads.of(
                form.of(figure),
                name + "." + form.name().toLowerCase(Locale.ROOT),
                "The figure " + id + " of " + reference,
                REMEDY);
    }

    private static ProblemException noReport(Dataset dataset) {
        String why = switch (dataset.state()) {
            case REJECTED -> ": the dataset itself lists what is wrong with it";
            case UPLOADING, VALIDATING, READY -> ": the report is there once the dataset is READY";
        };
        return new ProblemException(
                ProblemType.NO_REPORT,
                "The dataset " + dataset.reference() + " is " + dataset.state() + why + "; see GET "
                        + DatasetService.PATH + "/" + dataset.reference() + ".");
    }
}

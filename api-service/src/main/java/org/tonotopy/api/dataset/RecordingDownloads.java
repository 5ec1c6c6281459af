package org.tonotopy.api.dataset;

import java.io.IOException;
import java.util.SortedSet;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Service;
import org.tonotopy.api.download.Download;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.CanonicalFile;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.export.DatasetExport;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.store.StoredObject;
import tools.jackson.databind.JsonNode;

/** Recordings to download: the upload itself, or what a job has made of it. Nothing is computed here. */
@Service
class RecordingDownloads {
    private final DatasetService datasets;
    private final ExportRegistry exports;
    private final HiddenResponses hiddenResponses;
    private final Downloads downloads;

    RecordingDownloads(
            DatasetService datasets, ExportRegistry exports, HiddenResponses hiddenResponses, Downloads downloads) {
        this.datasets = datasets;
        this.exports = exports;
        this.hiddenResponses = hiddenResponses;
        this.downloads = downloads;
    }

    /**
     * The recording as a file of one format.
     *
     * @throws ProblemException if the dataset is not READY, or has not been exported in this format
     */
    public Download recording(String reference, ExportFormat format) throws IOException {
        Dataset dataset = requireReady(reference);
        SortedSet<Integer> hidden = hiddenResponses.stimuli(dataset);
        StoredObject file = format.of(dataset)
                .filter(whole -> hidden.isEmpty())
                .map(CanonicalFile::arrays)
                .or(() -> exports.find(dataset.id(), format)
                        .filter(export -> export.hiddenStimuli().containsAll(hidden))
                        .map(DatasetExport::recording))
                .orElseThrow(() -> hidden.isEmpty() ? notMade(dataset, format) : hides(dataset, format));
        return downloads.of(
                file, fileName(dataset, format.extension()), "The recording of " + reference, "upload it again");
    }

    /**
     * The metadata that belong to the NPZ: together they make an equal dataset.
     *
     * @throws ProblemException if the dataset is not READY, or has not been exported
     */
    public Download metadata(String reference) {
        Dataset dataset = requireReady(reference);
        JsonNode metadata = ExportFormat.NPZ
                .of(dataset)
                .map(CanonicalFile::metadata)
                .or(() -> exports.metadata(dataset.id()))
                .orElseThrow(() -> notMade(dataset, ExportFormat.NPZ));
        byte[] bytes = RegistryJson.canonicalBytes(metadata);
        return new Download(fileName(dataset, "json"), Sha256.hex(Sha256.of(bytes)), new ByteArrayResource(bytes));
    }

    private static String fileName(Dataset dataset, String extension) {
        return dataset.reference().name() + "-" + dataset.reference().version() + "." + extension;
    }

    private Dataset requireReady(String reference) {
        Dataset dataset = datasets.require(reference);
        if (dataset.state() != DatasetState.READY) {
            throw new ProblemException(
                    ProblemType.NO_SUCH_RECORDING,
                    new FieldProblem(
                            "reference",
                            "the dataset " + reference + " is " + dataset.state(),
                            "Download what is READY; GET /api/v1/datasets says what is."));
        }
        return dataset;
    }

    private static ProblemException hides(Dataset dataset, ExportFormat format) {
        return HiddenResponses.refusal(
                "The recording of " + dataset.reference(),
                "Have it written without them by POST /api/v1/jobs with {\"kind\": \"export\", \"dataset\": \""
                        + dataset.reference() + "\", \"format\": \"" + format.key()
                        + "\"}, and download that when the job has SUCCEEDED.");
    }

    private static ProblemException notMade(Dataset dataset, ExportFormat format) {
        return new ProblemException(
                ProblemType.NO_SUCH_RECORDING,
                new FieldProblem(
                        "reference",
                        "the recording of " + dataset.reference() + " was uploaded in another form, and nobody has had"
                                + " it written in this one",
                        "Ask for it by POST /api/v1/jobs with {\"kind\": \"export\", \"dataset\": \""
                                + dataset.reference()
                                + "\", \"format\": \"" + format.key()
                                + "\"}, and download it when the job has SUCCEEDED."));
    }
}

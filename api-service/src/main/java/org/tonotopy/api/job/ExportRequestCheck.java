package org.tonotopy.api.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tonotopy.api.dataset.HiddenResponses;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.reference.VersionedName;

/** Checks what a request says of an export. */
@Component
class ExportRequestCheck {
    private final DatasetRepository datasets;
    private final HiddenResponses hiddenResponses;

    ExportRequestCheck(DatasetRepository datasets, HiddenResponses hiddenResponses) {
        this.datasets = datasets;
        this.hiddenResponses = hiddenResponses;
    }

    /** An export that can be made. */
    record Checked(Dataset dataset, JobSpec.Export spec) {}

    /**
     * Checks a request.
     *
     * @param problems takes what is wrong, before and now
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Checked check(CreateJobRequest request, FieldProblems problems) {
        Optional<Dataset> dataset = dataset(request, problems);
        Optional<ExportFormat> format = format(request, problems);
        List<Integer> hidden = dataset.map(hiddenResponses::leftOutOfExports).orElse(List.of());
        if (dataset.isPresent()
                && hidden.isEmpty()
                && format.isPresent()
                && format.get().of(dataset.get()).isPresent()) {
            problems.add(
                    "format",
                    "the recording lies in this form already",
                    "Download it: GET /api/v1/datasets/" + dataset.get().reference() + "/recording."
                            + format.get().extension() + ".");
        }
        problems.refuse();
        Dataset known = dataset.orElseThrow();
        return new Checked(known, new JobSpec.Export(known.id(), known.reference(), format.orElseThrow(), hidden));
    }

    private Optional<Dataset> dataset(CreateJobRequest request, FieldProblems problems) {
        if (request.dataset() == null) {
            problems.add("dataset", "it is missing", "Name one as name@version; GET /api/v1/datasets lists them.");
            return Optional.empty();
        }
        Optional<Dataset> found = VersionedName.parse(request.dataset()).flatMap(datasets::find);
        if (found.isEmpty()) {
            problems.add(
                    "dataset",
                    "there is no dataset " + request.dataset(),
                    "Name one as name@version; GET /api/v1/datasets lists them.");
        } else if (found.get().state() != DatasetState.READY) {
            problems.add("dataset", "it is " + found.get().state(), "Name one that is READY.");
        }
        return found;
    }

    private static Optional<ExportFormat> format(CreateJobRequest request, FieldProblems problems) {
        String asked = request.format() == null ? "" : request.format();
        Optional<ExportFormat> format = ExportFormat.of(asked);
        if (format.isEmpty()) {
            problems.add(
                    "format",
                    asked.isEmpty() ? "it is missing" : "there is no such format",
                    "Use "
                            + Arrays.stream(ExportFormat.values())
                                    .map(ExportFormat::key)
                                    .collect(Collectors.joining(" or "))
                            + ".");
        }
        return format;
    }
}

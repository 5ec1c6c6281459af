package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.dataset.CreateDatasetRequest;
import org.tonotopy.api.dataset.DatasetService;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.JsonProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.dataset.RecordingFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Draws the form that makes an uploaded recording a dataset, and turns what was typed into the API's own request. */
@Service
class DatasetFormService {
    private static final String METADATA = "metadata";
    private static final String MORE = "metadata.more";
    private static final String SHA256 = "recording.sha256";

    private final DatasetService datasets;
    private final JsonMapper json;

    DatasetFormService(DatasetService datasets, JsonMapper json) {
        this.datasets = datasets;
        this.json = json;
    }

    /** The form as somebody left it. */
    DatasetFormView form(TypedForm typed, List<FieldProblem> problems) {
        return new DatasetFormView(
                typed.text(SHA256),
                List.of(
                        FormField.typed(
                                "name",
                                "Name",
                                "Lower-case letters, digits, dots and hyphens. The same name again makes a new"
                                        + " version.",
                                "",
                                typed,
                                problems),
                        FormField.choice(
                                "recording.format",
                                "Format of the file",
                                "What each holds is described in the guide to importing.",
                                RecordingFormat.keys().stream()
                                        .map(FormOption::new)
                                        .toList(),
                                "",
                                typed,
                                problems),
                        FormField.choice(
                                "recording.front_end.preset",
                                "Front end",
                                "Only where the file holds sounds: the cochleagram that is made of them.",
                                List.of(
                                        new FormOption("standard"),
                                        new FormOption("ns1"),
                                        new FormOption("ns1_published")),
                                "default of the format",
                                typed,
                                problems),
                        VisibilityField.of(typed, problems)),
                List.of(
                        FormField.typed(
                                "metadata.dt_ms",
                                "Width of a time bin (ms)",
                                "An HDF5 file may say so itself.",
                                "",
                                typed,
                                problems),
                        FormField.typed("metadata.species", "Species", "Whose neurons they are.", "", typed, problems),
                        FormField.typed("metadata.area", "Area", "Where they are.", "", typed, problems),
                        FormField.typed(
                                "metadata.license",
                                "License",
                                "On what terms it may be used; without one nobody can tell.",
                                "",
                                typed,
                                problems),
                        FormField.typed("metadata.cite", "Citation", "How it wants to be cited.", "", typed, problems),
                        FormField.typed("metadata.source", "Source", "Where it comes from.", "", typed, problems),
                        FormField.typed(
                                MORE,
                                "More, as a JSON object",
                                "For instance names of stimuli and neurons; beside what stands above.",
                                "",
                                typed,
                                problems)),
                problems.stream().map(FieldProblem::inWords).toList());
    }

    /** Asks for the dataset. */
    Created ask(Caller caller, TypedForm typed) {
        return datasets.create(caller, Optional.empty(), request(typed));
    }

    private CreateDatasetRequest request(TypedForm typed) {
        ObjectNode body = json.createObjectNode();
        if (!typed.text("name").isEmpty()) {
            body.put("name", typed.text("name"));
        }
        if (!typed.text("visibility").isEmpty()) {
            body.put("visibility", typed.text("visibility"));
        }
        ObjectNode recording = body.putObject("recording");
        recording.put("sha256", typed.text(SHA256));
        recording.put("format", typed.text("recording.format"));
        if (!typed.text("recording.front_end.preset").isEmpty()) {
            recording.putObject("front_end").put("preset", typed.text("recording.front_end.preset"));
        }
        ObjectNode metadata = body.putObject(METADATA);
        metadata.setAll(more(typed.text(MORE)));
        if (typed.without(MORE).json().path(METADATA) instanceof ObjectNode said) {
            metadata.setAll(said);
        }
        return JsonProblems.read(json, body, CreateDatasetRequest.class);
    }

    private ObjectNode more(String text) {
        if (text.isEmpty()) {
            return json.createObjectNode();
        }
        try {
            JsonNode read = json.readTree(text);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    new FieldProblem(MORE, "it is not valid JSON", "Write {\"name\": \"value\"}, or leave it empty."));
        }
        throw new ProblemException(
                ProblemType.INVALID_REQUEST,
                new FieldProblem(MORE, "it is not an object", "Write {\"name\": \"value\"}, or leave it empty."));
    }
}

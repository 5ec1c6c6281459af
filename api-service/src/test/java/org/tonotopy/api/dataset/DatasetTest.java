package org.tonotopy.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

class DatasetTest extends ApiTest {
    private static final String PATH = "/api/v1/datasets";

    private String request(String name, String metadata) {
        return """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": %s}""".formatted(name, fixture.upload(name), metadata);
    }

    private static UUID job(Answer dataset) {
        return UUID.fromString(dataset.json().path("job_id").stringValue());
    }

    @Test
    void theSameContentUnderOneNameIsTheSameDataset() {
        String name = freshName("twice");
        Answer first = member.post(PATH, request(name, "{\"dt_ms\": 5, \"source\": \"here\"}"));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("duplicate").booleanValue()).isFalse();
        Answer second = member.post(PATH, request(name, "{\"source\": \"here\", \"dt_ms\": 5}"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(second.json().path("duplicate").booleanValue()).isTrue();
        assertThat(job(second)).isEqualTo(job(first));
        Answer other = member.post(PATH, request(name, "{\"dt_ms\": 5, \"source\": \"elsewhere\"}"));
        assertThat(other.status()).isEqualTo(202);
        assertThat(other.location()).isEqualTo(PATH + "/" + name + "@2");
    }

    @Test
    void theSameContentUnderAnotherNameIsToldOf() {
        String name = freshName("first");
        String body = request(name, "{\"dt_ms\": 5}");
        Answer first = member.post(PATH, body);
        Answer second = member.post(PATH, body.replace(name, name + "-copy"));
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().path("same_content_as").path(0).stringValue()).isEqualTo(name + "@1");
        assertThat(viewer.get(first.location())
                        .json()
                        .path("same_content_as")
                        .path(0)
                        .stringValue())
                .isEqualTo(name + "-copy@1");
    }

    @Test
    void termsAndOriginAreShownAndTheirLackIsSaid() {
        String name = freshName("terms");
        Answer open = member.post(
                PATH,
                request(name, "{\"dt_ms\": 5, \"license\": \"CC0\", \"cite\": [\"A\", \"B\"], \"source\": \"osf\"}"));
        JsonNode licensed = open.json();
        assertThat(licensed.path("license").stringValue()).isEqualTo("CC0");
        assertThat(licensed.path("license_note").isNull()).isTrue();
        assertThat(licensed.path("citations").valueStream().map(JsonNode::stringValue))
                .containsExactly("A", "B");
        assertThat(licensed.path("sources").path(0).stringValue()).isEqualTo("osf");
        JsonNode unlicensed = member.post(PATH, request(name, "{\"dt_ms\": 5, \"license\": \"\"}"))
                .json();
        assertThat(unlicensed.path("license").isNull()).isTrue();
        assertThat(unlicensed.path("license_note").stringValue()).contains("without a license");

        JsonNode versions = viewer.get(PATH + "?name=" + name).json().path("items");
        assertThat(versions.valueStream().map(item -> item.path("licensed").booleanValue()))
                .containsExactly(true, false);
        String token = viewer.get(PATH + "?limit=1&name=" + name)
                .json()
                .path("next_page_token")
                .stringValue();
        JsonNode rest = viewer.get(PATH + "?limit=1&name=" + name + "&page_token=" + token)
                .json();
        assertThat(rest.path("items").path(0).path("reference").stringValue()).isEqualTo(name + "@2");
        assertThat(rest.path("next_page_token").isNull()).isTrue();
        assertThat(viewer.get(PATH + "?page_token=" + token).problem()).isEqualTo("invalid-page-token");
    }

    @Test
    void theIngestJobIsQueuedWithTheDataset() {
        Answer dataset = member.post(PATH, request(freshName("queued"), "{\"dt_ms\": 5}"));
        JsonNode job = viewer.get("/api/v1/jobs/" + job(dataset)).json();
        assertThat(job.path("kind").stringValue()).isEqualTo("ingest");
        assertThat(job.path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(job.path("dataset").stringValue())
                .isEqualTo(dataset.json().path("reference").stringValue());
    }

    @Test
    void aReadyDatasetTellsWhatIsInIt() {
        Answer created = member.post(PATH, request(freshName("ready"), "{\"dt_ms\": 5, \"license\": \"CC0\"}"));
        fixture.acceptDataset(job(created), 4);
        JsonNode dataset = viewer.get(created.location()).json();
        assertThat(dataset.path("state").stringValue()).isEqualTo("READY");
        assertThat(dataset.path("shape").path("dt_ms").doubleValue()).isEqualTo(5);
        assertThat(dataset.path("shape").path("neurons").size()).isEqualTo(4);
        assertThat(dataset.path("report").path("stimuli").size()).isEqualTo(5);
        assertThat(dataset.path("metadata").path("license").stringValue()).isEqualTo("CC0");
        assertThat(dataset.path("validated_at").stringValue()).endsWith("Z");
        assertThat(dataset.has("duplicate")).isFalse();
    }

    @Test
    void aRejectedDatasetTellsWhatIsWrongWithIt() {
        Answer created = member.post(PATH, request(freshName("broken"), "{\"dt_ms\": 5}"));
        fixture.rejectDataset(job(created));
        JsonNode dataset = viewer.get(created.location()).json();
        assertThat(dataset.path("state").stringValue()).isEqualTo("REJECTED");
        JsonNode finding = dataset.path("findings").path(0);
        assertThat(finding.path("what").stringValue()).isEqualTo("the array is cut off");
        assertThat(finding.path("where").stringValue()).isEqualTo("responses");
        assertThat(finding.path("remedy").stringValue()).isEqualTo("Upload the file again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"dt_ms\": 5, \"a\": [\"\\u0000\"]}", "{\"\\u0000\": 1}", "{\"dt_ms\": 1e400}"})
    void metadataThatTheDatabaseCannotKeepIsRefused(String metadata) {
        Answer answer = member.post(PATH, request(freshName("unstorable"), metadata));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("metadata");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Answer answer = member.post(
                PATH,
                "{\"name\": \"Not A Name\", \"recording\": {\"sha256\": \"%s\", \"format\": \"mat\"}}"
                        .formatted("0".repeat(64)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().path("field").stringValue()).isEqualTo("name");
        assertThat(fields(answer)).containsExactly("name", "recording.sha256", "recording.format", "metadata");
        assertThat(answer.json().path("problems").path(1).path("remedy").stringValue())
                .contains("PUT /api/v1/uploads/");
    }

    private String soundRequest(String name, String recordingFields) {
        return """
                {"name": "%s", "recording": {"sha256": "%s", %s}, "metadata": {"dt_ms": 5}}""".formatted(name, fixture.upload(name), recordingFields);
    }

    @Test
    void aRecordingOfSoundsSaysHowTheyBecomeCochleagrams() {
        String name = freshName("sounds");
        JsonNode standard =
                member.post(PATH, soundRequest(name, "\"format\": \"wav-csv\"")).json();
        JsonNode frontEnd = standard.path("recording").path("front_end");
        assertThat(frontEnd.path("scale").stringValue()).isEqualTo("log");
        assertThat(frontEnd.path("bands").intValue()).isEqualTo(34);
        assertThat(frontEnd.path("alignment").stringValue()).isEqualTo("causal");
        assertThat(member.post(PATH, soundRequest(name, "\"format\": \"wav-csv\""))
                        .status())
                .isEqualTo(200);
        Answer mel = member.post(
                PATH,
                soundRequest(name, "\"format\": \"wav-csv\", \"front_end\": {\"scale\": \"mel\", \"bands\": 18}"));
        assertThat(mel.status()).isEqualTo(202);
        assertThat(mel.location()).isEqualTo(PATH + "/" + name + "@2");
        assertThat(mel.json()
                        .path("recording")
                        .path("front_end")
                        .path("lowest_hz")
                        .doubleValue())
                .isEqualTo(200);
        JsonNode ns1 =
                member.post(PATH, soundRequest(name, "\"format\": \"ns1\"")).json();
        assertThat(ns1.path("recording").path("front_end").path("lowest_hz").doubleValue())
                .isEqualTo(500);
        JsonNode published = member.post(
                        PATH, soundRequest(name, "\"format\": \"ns1\", \"front_end\": {\"preset\": \"ns1_published\"}"))
                .json();
        assertThat(published
                        .path("recording")
                        .path("front_end")
                        .path("alignment")
                        .stringValue())
                .isEqualTo("published_ns1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format": "npz", "front_end": {}                                           | recording.front_end
            "format": "nems", "front_end": {}                                          | recording.front_end
            "format": "wav-csv", "front_end": {"scale": "bark"}                        | recording.front_end.scale
            "format": "wav-csv", "front_end": {"bands": 0}                             | recording.front_end.bands
            "format": "wav-csv", "front_end": {"bands": 513}                           | recording.front_end.bands
            "format": "wav-csv", "front_end": {"lowest_hz": 20000}                     | recording.front_end.highest_hz
            "format": "wav-csv", "front_end": {"window_ms": 0}                         | recording.front_end.window_ms
            "format": "wav-csv", "front_end": {"exponent": 0.5}                        | recording.front_end.exponent
            "format": "wav-csv", "front_end": {"compression": "power", "floor_db": 0}  | recording.front_end.floor_db
            "format": "wav-csv", "front_end": {"compression": "loudness"}              | recording.front_end.compression
            "format": "wav-csv", "front_end": {"preset": "cochlea"}                    | recording.front_end.preset
            "format": "wav-csv", "front_end": {"preset": "ns1", "bands": 34}           | recording.front_end.preset
            """)
    void aFrontEndThatCannotBeIsRefusedByField(String recordingFields, String field) {
        Answer answer = member.post(PATH, soundRequest(freshName("front"), recordingFields));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
    }

    private static List<String> fields(Answer answer) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("problems")
                .forEach(problem -> fields.add(problem.path("field").stringValue()));
        return fields;
    }

    @Test
    void aDatasetThatDoesNotExistIsNotFound() {
        for (String reference : List.of("nothing@1", "nothing", "No@1", "a@0")) {
            Answer answer = viewer.get(PATH + "/" + reference);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("no-such-dataset");
        }
    }

    @Test
    void theListGoesOnAfterTheLastOfAPage() {
        String stem = freshName("page");
        for (int index = 0; index < 3; index++) {
            fixture.dataset(stem + "-" + index, 2, 5);
        }
        List<String> seen = new ArrayList<>();
        String next = PATH + "?limit=2";
        while (next != null) {
            JsonNode page = viewer.get(next).json();
            page.path("items").forEach(item -> seen.add(item.path("reference").stringValue()));
            JsonNode token = page.path("next_page_token");
            next = token.isString() ? PATH + "?limit=2&page_token=" + token.stringValue() : null;
        }
        assertThat(seen).doesNotHaveDuplicates().contains(stem + "-0@1", stem + "-1@1", stem + "-2@1");
        assertThat(seen.stream().map(reference -> VersionedName.parse(reference).orElseThrow()))
                .isSortedAccordingTo(Comparator.comparing(VersionedName::name).thenComparing(VersionedName::version));
    }

    @Test
    void aPageTokenOfAnotherQueryOrOfNobodyIsRefused() {
        fixture.dataset(freshName("token"), 2, 5);
        fixture.dataset(freshName("token"), 2, 5);
        String token =
                viewer.get(PATH + "?limit=1").json().path("next_page_token").stringValue();
        Answer foreign = viewer.get("/api/v1/jobs?page_token=" + token);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.problem()).isEqualTo("invalid-page-token");
        assertThat(viewer.get(PATH + "?page_token=%21%21").problem()).isEqualTo("invalid-page-token");
        assertThat(viewer.get(PATH + "?limit=0").json().path("field").stringValue())
                .isEqualTo("limit");
        assertThat(viewer.get(PATH + "?limit=many").json().path("field").stringValue())
                .isEqualTo("limit");
    }
}

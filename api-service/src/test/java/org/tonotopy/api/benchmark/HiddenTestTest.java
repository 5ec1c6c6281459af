package org.tonotopy.api.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

class HiddenTestTest extends ApiTest {
    private static final String BENCHMARKS = "/api/v1/benchmarks";
    private static final String DATASETS = "/api/v1/datasets";
    private static final String JOBS = "/api/v1/jobs";

    /** Stands in every object that holds a response. */
    private static final String RESPONSES = "responses-to-the-test";

    private static final String SAME = "{\"dt_ms\": 5}";
    private static final String OTHERWISE = "{\"dt_ms\": 5, \"stimuli\": []}";

    private record Hidden(String name, String sha256, String dataset, String benchmark, UUID ingest) {}

    /** An admin's dataset of five stimuli, of which 0 and 1 are one sound; their responses are hidden. */
    private Hidden hide() {
        Hidden open = unhidden();
        String benchmark = created(benchmark(admin, open.dataset(), "[2]", "[3]", "[0, 1]", true))
                .path("reference")
                .stringValue();
        return new Hidden(open.name(), open.sha256(), open.dataset(), benchmark, open.ingest());
    }

    private Hidden unhidden() {
        String name = freshName("secret");
        String sha256 = fixture.upload(RESPONSES + " " + name);
        JsonNode dataset = created(dataset(admin, name, sha256, SAME));
        UUID ingest = UUID.fromString(dataset.path("job_id").stringValue());
        fixture.acceptDataset(ingest, 3);
        return new Hidden(name, sha256, dataset.path("reference").stringValue(), "", ingest);
    }

    private static JsonNode created(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return answer.json();
    }

    private static Answer dataset(Client client, String name, String sha256, String metadata) {
        return client.post(DATASETS, """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": %s}""".formatted(name, sha256, metadata));
    }

    private static Answer benchmark(
            Client client, String dataset, String train, String validation, String test, boolean hidden) {
        return client.post(BENCHMARKS, """
                {"name": "%s", "dataset": "%s", "hidden_test": %s,
                 "split": {"train": %s, "validation": %s, "test": %s}}""".formatted(freshName("hidden"), dataset, hidden, train, validation, test));
    }

    private static String export(String dataset, String format) {
        return "{\"kind\": \"export\", \"dataset\": \"%s\", \"format\": \"%s\"}".formatted(dataset, format);
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    @Test
    void theRecordingIsThereForAdminsAndForOthersWithoutTheHiddenResponses() {
        Hidden hidden = hide();
        String npz = DATASETS + "/" + hidden.dataset() + "/recording.npz";

        assertThat(viewer.get(BENCHMARKS + "/" + hidden.benchmark())
                        .json()
                        .path("hidden_test")
                        .booleanValue())
                .isTrue();
        assertThat(admin.get(npz).text()).contains(RESPONSES);
        Answer refused = member.get(npz);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("test-responses-hidden");
        assertThat(refused.json().path("detail").stringValue()).contains("POST /api/v1/jobs", hidden.dataset());

        Answer asked = member.post(JOBS, export(hidden.dataset(), "npz"));
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json()
                        .path("spec")
                        .path("hidden_stimuli")
                        .valueStream()
                        .map(JsonNode::intValue))
                .containsExactly(0, 1);
        fixture.export(id(asked), "the rest");
        assertThat(member.get(npz).text()).isEqualTo("the rest");
    }

    @Test
    void anExportOfBeforeIsNotServedAfter() {
        Hidden open = unhidden();
        Answer before = member.post(JOBS, export(open.dataset(), "hdf5"));
        fixture.export(id(before), RESPONSES);
        String hdf5 = DATASETS + "/" + open.dataset() + "/recording.h5";
        assertThat(member.get(hdf5).text()).isEqualTo(RESPONSES);

        created(benchmark(admin, open.dataset(), "[2]", "[3]", "[0, 1]", true));

        assertThat(member.get(hdf5).status()).isEqualTo(403);
        assertThat(member.post(JOBS, export(open.dataset(), "hdf5")).status()).isEqualTo(202);
    }

    /** A dataset of the same file as another, whose metadata may order the stimuli otherwise. */
    private String copy(Client client, Hidden of, String metadata) {
        JsonNode copy = created(dataset(client, freshName("copy"), of.sha256(), metadata));
        fixture.acceptDataset(UUID.fromString(copy.path("job_id").stringValue()), 3);
        return copy.path("reference").stringValue();
    }

    @Test
    void onlyTheKeeperOfTheFileAndAdminsMakeFurtherDatasetsOfIt() {
        Hidden hidden = hide();

        Answer refused = dataset(member, freshName("copy"), hidden.sha256(), OTHERWISE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("test-responses-hidden");
        String copy = copy(admin, hidden, SAME);
        Answer fitted = benchmark(member, copy, "[0, 1]", "[2]", "[3]", false);
        assertThat(fitted.status()).isEqualTo(422);
        assertThat(fitted.json().path("detail").stringValue()).contains("responses are hidden: 0, 1");
        assertThat(benchmark(member, copy, "[2]", "[3]", "[4]", false).status()).isEqualTo(201);
    }

    @Test
    void inADatasetOfTheSameFileThatMayOrderItOtherwiseEverythingIsHidden() {
        Hidden open = unhidden();
        String before = copy(member, open, OTHERWISE);
        String recording = DATASETS + "/" + before + "/recording.npz";
        assertThat(member.get(recording).status()).isEqualTo(200);

        created(benchmark(admin, open.dataset(), "[2]", "[3]", "[0, 1]", true));

        assertThat(member.get(recording).status()).isEqualTo(403);
        assertThat(member.get(DATASETS + "/" + before + "/figures").json().toString())
                .doesNotContain("stimulus", "neuron");
        assertThat(benchmark(member, before, "[2]", "[3]", "[4]", false).status())
                .isEqualTo(422);
        assertThat(member.post(JOBS, export(before, "npz")).json().path("spec").path("hidden_stimuli"))
                .hasSize(5);
    }

    @Test
    void nothingIsHiddenThatADatasetOfTheSameFileShowsOtherwise() {
        Hidden open = unhidden();
        created(benchmark(member, copy(member, open, OTHERWISE), "[2]", "[3]", "[4]", false));

        Answer refused = benchmark(admin, open.dataset(), "[2]", "[3]", "[0, 1]", true);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").stringValue()).contains("same file with other metadata");
    }

    @Test
    void whoCopiedADatasetHidesNothingOfIt() {
        Hidden open = unhidden();

        assertThat(benchmark(member, copy(member, open, SAME), "[2]", "[3]", "[0, 1]", true)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCopyStaysHiddenWhenTheDatasetIsDeletedWhoseTestsAreHidden() {
        Hidden hidden = hide();
        String copy = copy(admin, hidden, SAME);

        admin.send(admin.request(DATASETS + "/" + hidden.dataset() + "?cascade=true")
                .DELETE());

        assertThat(admin.get(DATASETS + "/" + hidden.dataset()).status()).isEqualTo(410);
        assertThat(member.get(DATASETS + "/" + copy + "/recording.npz").status())
                .isEqualTo(403);
    }

    @Test
    void hiddenTestsOfOneFileShareTheLimitOfSubmissions() {
        Hidden hidden = hide();
        String second = created(benchmark(admin, hidden.dataset(), "[3]", "[2]", "[0, 1]", true))
                .path("reference")
                .stringValue();
        for (int sent = 0; sent < 5; sent++) {
            assertThat(submission(sent % 2 == 0 ? hidden.benchmark() : second).status())
                    .isEqualTo(202);
        }

        Answer refused = submission(second);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("detail").stringValue()).contains("other hidden tests of the same file");
    }

    private Answer submission(String benchmark) {
        return member.post(BENCHMARKS + "/" + benchmark + "/submissions", """
                {"model_name": "mine", "predictions": {"sha256": "%s", "format": "npz"}}""".formatted(
                        fixture.upload("predictions " + UUID.randomUUID())));
    }

    @Test
    void nobodyFitsToHiddenStimuliOrTestsThemOpenly() {
        Hidden hidden = hide();

        assertThat(benchmark(admin, hidden.dataset(), "[2]", "[0, 1]", "[3]", false)
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("split");
        assertThat(benchmark(admin, hidden.dataset(), "[2]", "[3]", "[0, 1]", false)
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("split.test");
        Hidden tested = unhidden();
        created(benchmark(member, tested.dataset(), "[2]", "[3]", "[0, 1]", false));
        assertThat(benchmark(admin, tested.dataset(), "[2]", "[3]", "[0, 1]", true)
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("openly tested");
        Hidden fitted = unhidden();
        created(benchmark(member, fitted.dataset(), "[0, 1]", "[2]", "[3]", false));
        Answer late = benchmark(admin, fitted.dataset(), "[2]", "[3]", "[0, 1]", true);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.json().path("detail").stringValue()).contains("networks are fitted to");
    }

    @Test
    void onlyOwnersOfADatasetAndAdminsHide() {
        Hidden open = unhidden();

        assertThat(benchmark(member, open.dataset(), "[2]", "[3]", "[0, 1]", true)
                        .status())
                .isEqualTo(403);
        assertThat(benchmark(admin, open.dataset(), "[2]", "[3]", "[0]", true)
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("same sound");
        Answer folds = admin.post(BENCHMARKS, """
                {"name": "%s", "dataset": "%s", "hidden_test": true, "split": {"kind": "k_fold", "folds": 2}}""".formatted(freshName("folds"), open.dataset()));
        assertThat(folds.status()).isEqualTo(422);
        assertThat(folds.json().path("problems").toString() + folds.json().path("field"))
                .contains("hidden_test");
    }

    /** Asks every address of the API and every page that can be read, as somebody who may do all but administer. */
    @Test
    void noAddressTellsAMemberWhatIsHidden() {
        Hidden hidden = hide();
        UUID fit = id(member.post(
                JOBS,
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}}"
                        .formatted(hidden.benchmark())));
        String model = fixture.fit(fit, 0.5).reference().toString();
        List<JsonNode> figures = admin.get(DATASETS + "/" + hidden.dataset() + "/figures")
                .json()
                .valueStream()
                .toList();
        assertThat(figures).hasSize(4);
        Map<String, List<String>> values = Map.of(
                "/datasets/", List.of(hidden.dataset()),
                "/benchmarks/", List.of(hidden.benchmark()),
                "/boards/", List.of(hidden.benchmark()),
                "/models/", List.of(model),
                "/jobs/", List.of(fit.toString(), hidden.ingest().toString()),
                "/uploads/", List.of(hidden.sha256()),
                "/figures/",
                        figures.stream()
                                .map(figure -> figure.path("id").stringValue())
                                .toList());

        List<String> asked = new ArrayList<>();

        assertThat(told(member, values, asked)).isEmpty();
        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(told(admin, values, new ArrayList<>()))
                .contains(DATASETS + "/" + hidden.dataset() + "/recording.npz")
                .filteredOn(address -> address.endsWith(".csv"))
                .hasSize(2);
    }

    private List<String> told(Client client, Map<String, List<String>> values, List<String> asked) {
        List<String> told = new ArrayList<>();
        admin.get("/v3/api-docs").json().path("paths").propertyStream().forEach(path -> {
            if (path.getValue().has("get") && !path.getKey().contains("events")) {
                told.addAll(tellers(client, path.getKey(), values, asked));
            }
        });
        List.of("/", "/datasets/{x}", "/boards/{x}", "/models/{x}", "/jobs/{x}", "/jobs", "/queue")
                .forEach(page -> told.addAll(tellers(client, page, values, asked)));
        return told;
    }

    /** The addresses of a template whose answers hold responses, or are pictures of them. */
    private static List<String> tellers(
            Client client, String template, Map<String, List<String>> values, List<String> asked) {
        List<String> tellers = new ArrayList<>();
        for (String address : addresses(template, values)) {
            asked.add(address);
            Answer answer = client.get(address);
            assertThat(answer.status()).as(address).isLessThan(500);
            // Pages and descriptions name neurons too, in words.
            boolean picture = answer.status() == 200
                    && answer.header("Content-Type").orElse("").matches("(text/csv|image/).*")
                    && (answer.text().contains("neuron,")
                            || answer.text().contains(">neuron<")
                            || answer.text().contains("stimulus,")
                            || answer.text().contains(">stimulus<"));
            if (answer.text().contains(RESPONSES) || picture) {
                tellers.add(address);
            }
        }
        return tellers;
    }

    private static List<String> addresses(String template, Map<String, List<String>> values) {
        Matcher matcher = Pattern.compile("(/[a-z0-9-]+/)\\{[^}]+}").matcher(template);
        if (!matcher.find()) {
            return template.contains("{") ? List.of() : List.of(template);
        }
        List<String> addresses = new ArrayList<>();
        for (String value : values.getOrDefault(matcher.group(1), List.of())) {
            addresses.addAll(addresses(
                    template.substring(0, matcher.start())
                            + matcher.group(1)
                            + value
                            + template.substring(matcher.end()),
                    values));
        }
        return addresses;
    }
}

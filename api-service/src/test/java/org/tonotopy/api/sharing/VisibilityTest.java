package org.tonotopy.api.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.api.page.BrowserSession;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import tools.jackson.databind.JsonNode;

/** What one may not read answers as what does not exist. */
class VisibilityTest extends ApiTest {
    private static final String DATASETS = "/api/v1/datasets";
    private static final String BENCHMARKS = "/api/v1/benchmarks";
    private static final String MODELS = "/api/v1/models";
    private static final String JOBS = "/api/v1/jobs";

    private final Map<Client, BrowserSession> browsers = new HashMap<>();

    private String ownLab;
    private String strangersLab;
    private Client owner;
    private Client colleague;
    private Client stranger;
    private String strangersName;

    @BeforeEach
    void people() {
        ownLab = lab();
        strangersLab = lab();
        owner = account(freshName("owner"), ownLab);
        colleague = account(freshName("colleague"), ownLab);
        strangersName = freshName("stranger");
        stranger = account(strangersName, strangersLab);
    }

    private String lab() {
        String name = freshName("lab");
        put(admin, "/api/v1/labs/" + name, "{}");
        return name;
    }

    private Client account(String name, String lab) {
        put(admin, "/api/v1/accounts/" + name, "{\"role\": \"member\", \"lab\": \"%s\"}".formatted(lab));
        String token = admin.post("/api/v1/accounts/" + name + "/tokens", "{}")
                .json()
                .path("token")
                .stringValue();
        return Client.as(server(), token);
    }

    private static Answer put(Client client, String path, String json) {
        return client.send(
                client.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    private static JsonNode made(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return answer.json();
    }

    private static String reference(Answer answer) {
        return made(answer).path("reference").stringValue();
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(made(answer).path("id").stringValue());
    }

    private static String visible(String visibility) {
        return visibility.isEmpty() ? "" : ", \"visibility\": \"" + visibility + "\"";
    }

    /** A dataset that was read. */
    private String dataset(Client client, String name, String visibility) {
        Answer answer =
                client.post(DATASETS, """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": {"dt_ms": 5}%s}""".formatted(name, fixture.upload("recording of " + name), visible(visibility)));
        String reference = reference(answer);
        fixture.acceptDataset(UUID.fromString(answer.json().path("job_id").stringValue()), 3);
        return reference;
    }

    private static Answer benchmark(Client client, String dataset, String visibility) {
        return client.post(BENCHMARKS, """
                {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}%s}""".formatted(freshName("0-visible"), dataset, visible(visibility)));
    }

    private static Answer fit(Client client, String benchmark, int seed, String visibility) {
        return client.post(
                JOBS,
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"statenet\"}, \"seed\": %d, \"model_name\": \"%s\"%s}"
                        .formatted(benchmark, seed, "of-" + benchmark.replace('@', '-'), visible(visibility)));
    }

    private String model(Client client, String benchmark, int seed, String visibility) {
        return fixture.fit(id(fit(client, benchmark, seed, visibility)), 0.5)
                .reference()
                .toString();
    }

    private static Answer share(Client client, String thing, String visibility, List<String> accounts) {
        return put(client, thing + "/visibility", """
                {"visibility": "%s", "shared_with": {"accounts": [%s]}}""".formatted(
                visibility,
                String.join(
                        ", ", accounts.stream().map(name -> "\"" + name + "\"").toList())));
    }

    /** What stands on a private dataset: prefix of a path to what is there. */
    private Map<String, List<String>> everythingOfTheOwner() {
        String name = freshName("0-private");
        String dataset = dataset(owner, name, "private");
        UUID ingest = UUID.fromString(
                owner.get(DATASETS + "/" + dataset).json().path("job_id").stringValue());
        String benchmark = reference(benchmark(owner, dataset, ""));
        UUID fit = id(fit(owner, benchmark, 0, ""));
        String model = fixture.fit(fit, 0.5).reference().toString();
        String other = model(owner, benchmark, 1, "");
        alias(model, "champion");
        UUID ensemble =
                id(owner.post(JOBS, "{\"kind\": \"ensemble\", \"members\": [\"%s\", \"%s\"]}".formatted(model, other)));
        String assembly = fixture.fit(ensemble, 0.6).reference().toString();
        UUID dream = id(owner.post(
                JOBS,
                "{\"kind\": \"feature\", \"feature\": \"dream\", \"model\": \"%s\", \"neurons\": \"all\"}"
                        .formatted(model)));
        List<String> features = fixture.makeFeatures(dream).stream()
                .map(feature -> feature.id().toString())
                .toList();
        UUID export = id(owner.post(
                JOBS, "{\"kind\": \"export\", \"dataset\": \"%s\", \"format\": \"hdf5\"}".formatted(dataset)));
        fixture.export(export, "exported");
        UUID predict = UUID.fromString(made(owner.post(
                        MODELS + "/" + model + ":predict", """
                        {"stimuli": {"sha256": "%s", "format": "npz"}, "dt_ms": 5, "bands": 8}""".formatted(fixture.upload("stimuli for " + name))))
                .path("job")
                .stringValue());
        fixture.predict(predict, 2);
        UUID again = id(owner.post(MODELS + "/" + model + ":reproduce", ""));
        fixture.reproduce(again, ReproductionVerdict.DIFFERENT);
        Answer submission = owner.post(BENCHMARKS + "/" + benchmark + "/submissions", """
                {"model_name": "%s", "predictions": {"sha256": "%s", "format": "npz"}}""".formatted(
                        name, fixture.upload("predictions of " + name)));
        UUID scored = UUID.fromString(made(submission).path("job").stringValue());
        String external = fixture.fit(scored, 0.4).reference().toString();
        String sweep = made(owner.post("/api/v1/sweeps", """
                {"benchmark": "%s", "model": {"kind": "ln"}, "seed_count": 2}""".formatted(benchmark)))
                .path("id")
                .stringValue();
        List<String> figures = owner.get(DATASETS + "/" + dataset + "/figures")
                .json()
                .valueStream()
                .map(figure -> figure.path("id").stringValue())
                .toList();
        String suite =
                suite(owner, benchmark, reference(benchmark(owner, dataset(owner, freshName("open"), "public"), "")));
        Map<String, List<String>> things = new LinkedHashMap<>(Map.of(
                "/datasets/", List.of(dataset),
                "/figures/", figures,
                "/benchmarks/", List.of(benchmark),
                "/boards/", List.of(benchmark),
                "/models/", List.of(model, assembly, external),
                "/features/", features,
                "/feature-populations/", List.of(dream.toString()),
                "/jobs/",
                        Stream.of(ingest, fit, ensemble, dream, export, predict, again, scored)
                                .map(UUID::toString)
                                .toList(),
                "/sweeps/", List.of(sweep),
                "/submissions/", List.of(submission.json().path("id").stringValue())));
        things.put("/suites/", List.of(suite));
        return things;
    }

    private static String suite(Client client, String one, String other) {
        return reference(client.post(
                "/api/v1/suites",
                "{\"name\": \"%s\", \"benchmarks\": [\"%s\", \"%s\"]}".formatted(freshName("suite"), one, other)));
    }

    private static final List<String> PAGES = List.of(
            "/datasets/{x}",
            "/benchmarks/{x}",
            "/benchmarks/{x}/submit",
            "/benchmarks/{x}/submit-weights",
            "/boards/{x}",
            "/suites/{x}",
            "/suites/{x}/groups",
            "/boards/{x}/compare",
            "/models/{x}",
            "/models/{x}/compare",
            "/jobs/{x}",
            "/sweeps/{x}",
            "/models/{x}/prediction.png?neuron=0&stimulus=4");

    private static final List<String> LISTS = List.of(
            "/",
            "/jobs",
            "/sweeps",
            "/queue",
            "/benchmarks/new",
            "/fits/new",
            "/sweeps/new",
            "/datasets/new",
            "/account");

    /** Asks every address of the API that reads, and every page, as somebody who may not read what they are about. */
    @Test
    void noAddressTellsAStrangerOfWhatIsPrivate() {
        Map<String, List<String>> hidden = everythingOfTheOwner();
        Map<String, String> addresses = new LinkedHashMap<>();
        List<String> lists = new ArrayList<>(LISTS);
        Stream.concat(
                        admin.get("/v3/api-docs")
                                .json()
                                .path("paths")
                                .propertyStream()
                                .filter(path -> path.getValue().has("get"))
                                .map(Map.Entry::getKey),
                        PAGES.stream())
                .forEach(template -> {
                    if (template.contains("{")) {
                        addresses.putAll(addresses(withQuery(template), hidden));
                    } else if (template.contains("side-by-side")) {
                        hidden.get("/features/")
                                .forEach(feature -> addresses.put(
                                        template + "?feature=" + feature, template + "?feature=" + UUID.randomUUID()));
                    } else {
                        lists.add(template);
                    }
                });
        String benchmark = hidden.get("/benchmarks/").get(0);
        for (String filtered : List.of("/api/v1/jobs", "/api/v1/models", "/api/v1/sweeps")) {
            addresses.put(filtered + "?benchmark=" + benchmark, filtered + "?benchmark=" + unknown(benchmark));
        }

        for (String job : hidden.get("/jobs/")) {
            assertThat(stranger.get(JOBS + "/" + job + "/events", "Accept", "text/event-stream")
                            .status())
                    .isEqualTo(404);
        }
        List<String> told = new ArrayList<>();
        List<String> read = new ArrayList<>();
        addresses.forEach((address, never) -> {
            if (owner.get(address, "Accept", accepted(address)).status() == 200) {
                read.add(address);
            }
            Answer answer = stranger.get(address, "Accept", accepted(address));
            Answer nothing = stranger.get(never, "Accept", accepted(address));
            if (answer.status() != 404 || !alike(answer, address).equals(alike(nothing, never))) {
                told.add(address + " " + answer.status() + " " + answer.text());
            }
        });
        List<String> secrets = hidden.values().stream().flatMap(List::stream).toList();
        for (String list : lists) {
            for (Client client : List.of(stranger, viewer)) {
                String text = text(client, list);
                secrets.stream().filter(text::contains).forEach(secret -> told.add(list + " tells " + secret));
            }
            String text = text(owner, list);
            if (secrets.stream().anyMatch(text::contains)) {
                read.add(list);
            }
        }

        assertThat(told).isEmpty();
        assertThat(read)
                .as("what its owner reads, so that the walk could find something")
                .hasSizeGreaterThan(100)
                .contains(
                        DATASETS,
                        BENCHMARKS,
                        MODELS,
                        JOBS,
                        "/api/v1/sweeps",
                        "/api/v1/model-alias-changes",
                        "/",
                        "/jobs",
                        "/sweeps",
                        "/benchmarks/new");
        assertThat(addresses.keySet())
                .as("what nobody could read")
                .filteredOn(address -> !read.contains(address))
                .filteredOn(address -> !address.matches(
                        // What these jobs and models do not have, whoever asks.
                        ".*/jobs/.*/(log|predictions.*)|.*/(sound.wav|figure.*|curve|weights.*|scatter.*|array|prediction.*|reproductions)"
                                + ".*|.*/datasets/.*/recording.*|.*/compare.*"))
                .isEmpty();
    }

    /** Of a page, as a browser shows it to somebody who has signed in. */
    private String text(Client client, String address) {
        return address.startsWith("/api")
                ? client.get(address).text()
                : browsers.computeIfAbsent(
                                client,
                                known -> BrowserSession.signedIn(
                                        server(), known.token().orElseThrow()))
                        .get(address)
                        .body();
    }

    private static String accepted(String address) {
        return address.startsWith("/api") && !address.matches(".*\\.[a-z0-9]+(\\?.*)?")
                ? "application/json, image/*, */*"
                : "*/*";
    }

    private static String withQuery(String template) {
        if (template.matches(".*/models/.*/compare")) {
            return template + "?with=nothing@1";
        }
        if (template.endsWith("/scatter") || template.endsWith("/compare")) {
            return template + "?first=" + "0".repeat(64) + "&second=" + "1".repeat(64);
        }
        return template.matches(".*/prediction(\\.[a-z]+)?$") ? template + "?neuron=0&stimulus=4" : template;
    }

    /** What an answer says, whatever it was asked for. */
    private static String alike(Answer answer, String address) {
        String text = answer.text();
        Matcher given = Pattern.compile("[0-9a-z.-]+@[0-9]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
                .matcher(address);
        while (given.find()) {
            text = text.replace(given.group(), "it");
        }
        return answer.status() + " "
                + text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "").replaceAll("name=\"_csrf\"[^>]*", "");
    }

    private static String unknown(String value) {
        return value.contains("@")
                ? "nothing-" + UUID.randomUUID() + "@1"
                : UUID.randomUUID().toString();
    }

    /** Addresses of a template with what is there, and the same with what never was. */
    private static Map<String, String> addresses(String template, Map<String, List<String>> values) {
        Map<String, String> addresses = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("(/[a-z0-9-]+/)\\{[^}]+}").matcher(template);
        if (!matcher.find()) {
            return template.contains("{") ? Map.of() : Map.of(template, template);
        }
        for (String value : values.getOrDefault(matcher.group(1), List.of())) {
            String begin = template.substring(0, matcher.start()) + matcher.group(1);
            String end = template.substring(matcher.end());
            addresses(begin + value + end, values)
                    .keySet()
                    .forEach(address -> addresses.put(address, address.replace(value, unknown(value))));
        }
        return addresses;
    }

    @Test
    void nothingIsMadeOfWhatOneMayNotRead() {
        String dataset = dataset(owner, freshName("unread"), "private");
        String benchmark = reference(benchmark(owner, dataset, "public"));
        String model = model(owner, benchmark, 0, "");
        Map<String, String> requests = Map.of(
                JOBS,
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}}",
                BENCHMARKS,
                "{\"name\": \"theirs\", \"dataset\": \"%s\", \"split\": {\"train\": [0], \"validation\": [3], \"test\": [4]}}",
                "/api/v1/sweeps",
                "{\"benchmark\": \"%s\", \"model\": {\"kind\": \"statenet\"}, \"seed_count\": 2}",
                JOBS + "?",
                "{\"kind\": \"export\", \"dataset\": \"%s\", \"format\": \"npz\"}",
                JOBS + "?1",
                "{\"kind\": \"feature\", \"feature\": \"dream\", \"model\": \"%s\", \"neurons\": [0]}",
                JOBS + "?2",
                "{\"kind\": \"ensemble\", \"members\": [\"%1$s\", \"%1$s\"]}");

        requests.forEach((path, body) -> {
            String thing = body.contains("\"model\": \"%s") || body.contains("members")
                    ? model
                    : body.contains("dataset") ? dataset : benchmark;
            String never = unknown(thing);
            Answer refused = stranger.post(path.replaceAll("\\?.*", ""), body.formatted(thing));
            Answer nothing = stranger.post(path.replaceAll("\\?.*", ""), body.formatted(never));
            assertThat(refused.status()).as(path).isEqualTo(422);
            assertThat(alike(refused, thing)).isEqualTo(alike(nothing, never));
        });
        for (String action : List.of(":reproduce", ":predict")) {
            assertThat(stranger.post(MODELS + "/" + model + action, "{}").status())
                    .isEqualTo(404);
        }
        assertThat(stranger.post(BENCHMARKS + "/" + benchmark + "/submissions", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(share(stranger, DATASETS + "/" + dataset, "public", List.of())
                        .problem())
                .isEqualTo("no-such-dataset");
        assertThat(stranger.send(stranger.request(DATASETS + "/" + dataset).DELETE())
                        .problem())
                .isEqualTo("no-such-dataset");
    }

    @Test
    void aDatasetIsReadByWhomItIsSharedWithAndByALab() {
        String dataset = dataset(owner, freshName("shared"), "private");
        String address = DATASETS + "/" + dataset;
        String benchmark = reference(benchmark(owner, dataset, ""));
        String model = model(owner, benchmark, 0, "");
        assertThat(colleague.get(address).status()).isEqualTo(404);
        assertThat(admin.get(address).status()).isEqualTo(200);

        assertThat(share(owner, address, "lab", List.of()).status()).isEqualTo(200);
        assertThat(colleague.get(MODELS + "/" + model).status()).isEqualTo(200);
        assertThat(stranger.get(MODELS + "/" + model).status()).isEqualTo(404);
        assertThat(share(colleague, address, "public", List.of()).status()).isEqualTo(403);

        Answer shared = share(owner, address, "private", List.of(strangersName));
        assertThat(shared.json().path("shared_with").path("accounts").path(0).stringValue())
                .isEqualTo(strangersName);
        assertThat(stranger.get(MODELS + "/" + model).status()).isEqualTo(200);
        assertThat(stranger.get(address + "/visibility")
                        .json()
                        .path("shared_with")
                        .isNull())
                .isTrue();
        assertThat(colleague.get(MODELS + "/" + model).status()).isEqualTo(404);
        assertThat(owner.get(address + "/visibility").json().path("shared_with").path("labs"))
                .isEmpty();

        put(owner, address + "/visibility", """
                {"visibility": "private", "shared_with": {"labs": ["%s"]}}""".formatted(strangersLab));
        assertThat(stranger.get(BENCHMARKS + "/" + benchmark).status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongWithASharingIsSaid() {
        String dataset = DATASETS + "/" + dataset(owner, freshName("wrongly"), "");

        Answer refused = put(owner, dataset + "/visibility", """
                {"visibility": "secret", "shared_with": {"accounts": ["nobody-of-this-name"], "labs": [null]}}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("problems").toString())
                .contains("visibility", "nobody-of-this-name", "shared_with.labs");
        assertThat(put(member, "/api/v1/datasets/" + dataset(member, freshName("labless"), "") + "/visibility", """
                {"visibility": "lab"}""")
                        .text())
                .contains("belongs to no lab");
    }

    @Test
    void anAdminMayTakeFromOthersWhatTheyMadeAndIsToldWhat() {
        String dataset = dataset(owner, freshName("forced"), "public");
        String benchmark = reference(benchmark(stranger, dataset, ""));
        String address = DATASETS + "/" + dataset + "/visibility";
        String forced = "{\"visibility\": \"private\", \"force\": true}";

        assertThat(put(owner, address, forced).status()).isEqualTo(403);
        assertThat(put(admin, address, "{\"visibility\": \"private\"}").text()).contains("with force");
        Answer narrowed = put(admin, address, forced);

        assertThat(narrowed.status()).isEqualTo(200);
        assertThat(narrowed.json().path("lost").path(0).stringValue())
                .isEqualTo("the benchmark " + benchmark + " of " + strangersName);
        assertThat(stranger.get(BENCHMARKS + "/" + benchmark).status()).isEqualTo(404);
        assertThat(owner.get(BENCHMARKS + "/" + benchmark).status()).isEqualTo(200);
        assertThat(owner.get(address).json().has("lost")).isFalse();
    }

    @Test
    void aModelIsComparedWithAHiddenOneAsWithOneThatNeverWas() {
        String benchmark = reference(benchmark(owner, dataset(owner, freshName("compared"), ""), ""));
        String open = model(owner, benchmark, 0, "");
        String hidden = model(owner, benchmark, 1, "private");
        String name = open.replaceFirst("@.*", "");
        alias(hidden, "secret");
        String never = unknown(hidden);

        for (String models : List.of(MODELS + "/", "/models/")) {
            assertThat(owner.get(models + open + "/compare?with=" + hidden).status())
                    .isEqualTo(200);
            for (List<String> two : List.of(List.of(open, hidden), List.of(hidden, open))) {
                String address = models + two.get(0) + "/compare?with=" + two.get(1);
                Answer told = stranger.get(address);
                assertThat(told.status()).isEqualTo(404);
                assertThat(alike(told, address))
                        .isEqualTo(alike(stranger.get(address.replace(hidden, never)), address.replace(hidden, never)));
            }
        }
        assertThat(owner.get("/models/" + open + "/compare?with=" + hidden).text())
                .as("the board does not have the hidden one")
                .contains("Field by field")
                .doesNotContain("Neuron by neuron");
        Answer aliased = stranger.get(MODELS + "/" + open + "/compare?with=" + name + "@secret");
        assertThat(aliased.problem()).isEqualTo("no-such-model");
        assertThat(aliased.text()).doesNotContain(hidden);
        assertThat(stranger.get(MODELS + "/" + name + "@secret").status()).isEqualTo(404);
        assertThat(stranger.get(MODELS + "/" + open).json().path("aliases")).isEmpty();

        alias(open, "secret");
        assertThat(stranger.get(MODELS + "/" + name + "@secret").status()).isEqualTo(200);
        assertThat(stranger.get("/api/v1/model-alias-changes?model=" + name)
                        .json()
                        .path("items"))
                .as("from where it was moved")
                .isEmpty();
        assertThat(owner.get("/api/v1/model-alias-changes?model=" + name).json().path("items"))
                .hasSize(2);
    }

    private void alias(String model, String alias) {
        made(owner.send(owner.request(MODELS + "/" + model + "/aliases/" + alias)
                .header("If-Match", "*")
                .PUT(BodyPublishers.noBody())));
    }

    @Test
    void aJobOfAnEnsembleNamesNoMemberToWhomMayNotReadIt() {
        String benchmark = reference(benchmark(owner, dataset(owner, freshName("waiting"), ""), ""));
        String one = model(owner, benchmark, 0, "");
        String other = model(owner, benchmark, 1, "");
        String members = "{\"kind\": \"ensemble\", \"members\": [\"%s\", \"%s\"]}".formatted(one, other);
        UUID waiting = id(owner.post(JOBS, members));
        assertThat(stranger.get(JOBS + "/" + waiting).text()).contains(one);

        assertThat(share(owner, MODELS + "/" + one, "private", List.of()).status())
                .isEqualTo(200);

        assertThat(stranger.get(JOBS + "/" + waiting).status()).isEqualTo(404);
        assertThat(stranger.get(JOBS + "?benchmark=" + benchmark).text()).doesNotContain(one);
        assertThat(owner.get(JOBS + "/" + waiting).status()).isEqualTo(200);
        fixture.fail(waiting);
        assertThat(stranger.get(JOBS + "/" + waiting).status()).isEqualTo(404);

        share(owner, MODELS + "/" + one, "public", List.of());
        id(stranger.post(JOBS, members.replace("}", ", \"force\": true}")));
        assertThat(share(owner, MODELS + "/" + one, "private", List.of()).problem())
                .isEqualTo("still-read");
    }

    @Test
    void nobodyLosesWhatTheyMadeOnIt() {
        String dataset = dataset(owner, freshName("used"), "public");
        String benchmark = reference(benchmark(stranger, dataset, ""));
        String model = model(stranger, benchmark, 0, "");
        String suite = suite(
                stranger, benchmark, reference(benchmark(owner, dataset(owner, freshName("open"), "public"), "")));

        Answer refused = share(owner, DATASETS + "/" + dataset, "lab", List.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("still-read");
        assertThat(refused.text()).contains(benchmark, model, suite, strangersName);
        assertThat(viewer.get(DATASETS + "/" + dataset).status()).isEqualTo(200);
        assertThat(share(owner, DATASETS + "/" + dataset, "lab", List.of(strangersName))
                        .status())
                .isEqualTo(200);
        assertThat(viewer.get(DATASETS + "/" + dataset).status()).isEqualTo(404);
    }

    @Test
    void aPrivateModelIsOnNoBoardUntilItIsAsVisibleAsTheBenchmark() {
        String benchmark = reference(benchmark(owner, dataset(owner, freshName("board"), ""), ""));
        String model = model(owner, benchmark, 0, "private");
        String board = BENCHMARKS + "/" + benchmark + "/leaderboard";

        assertThat(owner.get(board).json().path("entries")).isEmpty();
        assertThat(owner.get(MODELS + "/" + model).json().path("board_note").stringValue())
                .contains("on no board");
        assertThat(stranger.get(MODELS).text()).doesNotContain(model);

        share(owner, MODELS + "/" + model, "public", List.of());

        assertThat(stranger.get(board).text()).contains(model);
        assertThat(stranger.get(MODELS + "/" + model).json().path("board_note").isNull())
                .isTrue();
        assertThat(stranger.get(JOBS + "/"
                                + owner.get(MODELS + "/" + model)
                                        .json()
                                        .path("job_id")
                                        .stringValue())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNameThatSomethingUnreadableHasIsTaken() {
        String name = freshName("taken");
        dataset(owner, name, "private");
        String body = """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": {"dt_ms": 5}}""".formatted(name, fixture.upload("another " + name));

        assertThat(stranger.post(DATASETS, body).problem()).isEqualTo("name-taken");
        assertThat(reference(owner.post(DATASETS, body))).isEqualTo(name + "@2");
    }

    @Test
    void whatWasPrivateIsNotToldToHaveBeenDeleted() {
        String address = DATASETS + "/" + dataset(owner, freshName("gone"), "private");
        owner.send(owner.request(address + "?cascade=true").DELETE());

        assertThat(owner.get(address).status()).isEqualTo(410);
        assertThat(stranger.get(address).problem()).isEqualTo("no-such-dataset");
    }

    @Test
    void anEnsembleIsNoMoreVisibleThanItsMembers() {
        String benchmark = reference(benchmark(owner, dataset(owner, freshName("members"), ""), ""));
        String members = "{\"kind\": \"ensemble\", \"members\": [\"%s\", \"%s\"]%s}";
        String one = model(owner, benchmark, 0, "private");
        String other = model(owner, benchmark, 1, "");

        assertThat(owner.post(JOBS, members.formatted(one, other, visible("public")))
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("visibility");
        UUID job = id(owner.post(JOBS, members.formatted(one, other, "")));
        assertThat(stranger.get(JOBS + "/" + job).status()).isEqualTo(404);
        String ensemble = fixture.fit(job, 0.5).reference().toString();
        assertThat(share(owner, MODELS + "/" + ensemble, "public", List.of()).status())
                .isEqualTo(200);
        assertThat(stranger.get(MODELS + "/" + ensemble).status()).isEqualTo(404);
        assertThat(stranger.get(JOBS + "/" + job).status()).isEqualTo(404);
    }
}

package org.tonotopy.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.model.ModelVersion;
import tools.jackson.databind.JsonNode;

/** What people say of models, how models are found by it, and how two of them compare. */
class ModelLabelTest extends ApiTest {
    private static final String MODELS = "/api/v1/models";
    private static final String HISTORY = "/api/v1/model-alias-changes";

    private String dataset;

    @Autowired
    private ModelService models;

    @Autowired
    private JdbcClient database;

    private String benchmark;
    private String name;

    @BeforeEach
    void benchmark() {
        String fresh = freshName("labels");
        dataset = fixture.dataset(fresh, 3, 5);
        benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(fresh, dataset))
                .json()
                .path("reference")
                .stringValue();
        name = "of-" + fresh;
    }

    private String fit(String model, int seed, double level) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": %s, \"seed\": %d, \"model_name\": \"%s\"}"
                        .formatted(benchmark, model, seed, name));
        ModelVersion made = fixture.fit(UUID.fromString(job.json().path("id").stringValue()), level);
        return made.reference().toString();
    }

    private String fit(int seed) {
        return fit("{\"kind\": \"ln\"}", seed, 0.5);
    }

    private String etag(String reference) {
        return viewer.get(MODELS + "/" + reference).header("ETag").orElseThrow();
    }

    private static Answer change(Client client, String method, String path, String body, String... ifMatch) {
        var request = client.request(MODELS + "/" + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        Stream.of(ifMatch).forEach(tag -> request.header("If-Match", tag));
        return client.send(request);
    }

    private Answer put(String reference, String label) {
        Answer answer = change(member, "PUT", reference + label, "", etag(reference));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private List<String> listed(String query) {
        return viewer.get(MODELS + "?benchmark=" + benchmark + query)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("reference").stringValue())
                .toList();
    }

    @Test
    void tagsAndNotesAreChangedByWhomKnowsWhatTheyChange() {
        String model = fit(0);
        String path = MODELS + "/" + model;
        Answer blind = change(member, "PUT", model + "/tags/published", "");
        assertThat(blind.status()).isEqualTo(428);
        assertThat(blind.problem()).isEqualTo("precondition-required");
        assertThat(blind.text()).contains("GET " + path);

        String before = etag(model);
        Answer tagged = change(member, "PUT", model + "/tags/published", "", before);
        assertThat(tagged.json().path("tags").path(0).stringValue()).isEqualTo("published");
        String after = tagged.header("ETag").orElseThrow();
        assertThat(after).isEqualTo(etag(model)).isNotEqualTo(before);
        assertThat(viewer.get(path, "If-None-Match", after).status()).isEqualTo(304);

        Answer stale = change(member, "PUT", model + "/note", "{\"note\": \"lost\"}", before);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("changed-since");
        assertThat(change(member, "PUT", model + "/note", "{\"note\": \"weak\"}", "W/" + after)
                        .status())
                .isEqualTo(412);
        Answer noted = change(member, "PUT", model + "/note", "{\"note\": \"two\\nlines\"}", before + ", " + after);
        assertThat(noted.json().path("note").stringValue()).isEqualTo("two\nlines");
        for (String note : List.of("{}", "{\"note\": \" \"}", "{\"note\": \"" + "x".repeat(5001) + "\"}")) {
            assertThat(change(member, "PUT", model + "/note", note, "*").status())
                    .isEqualTo(422);
        }
        assertThat(change(member, "PUT", model + "/tags/Not%20One", "", "*").problem())
                .isEqualTo("invalid-request");
        assertThat(change(member, "DELETE", model + "/tags/other", "", "*").problem())
                .isEqualTo("no-such-label");

        JsonNode left =
                change(member, "DELETE", model + "/tags/published", "", "*").json();
        assertThat(left.path("tags")).isEmpty();
        assertThat(change(member, "DELETE", model + "/note", "", "*")
                        .json()
                        .path("note")
                        .isNull())
                .isTrue();
        assertThat(change(member, "DELETE", model + "/note", "", "*").status()).isEqualTo(404);
    }

    @Test
    void onlyItsOwnerAndAdminsSaySomethingOfAModel() {
        String model = fit(0);
        Client other = Client.as(server(), fixture.token(Role.MEMBER));
        for (String label : List.of("/tags/mine", "/aliases/mine")) {
            assertThat(change(other, "PUT", model + label, "", "*").problem()).isEqualTo("forbidden");
            assertThat(change(other, "DELETE", model + label, "", "*").status()).isEqualTo(403);
            assertThat(change(viewer, "PUT", model + label, "", "*").status()).isEqualTo(403);
            assertThat(change(admin, "PUT", model + label, "", "*").status()).isEqualTo(200);
        }
        assertThat(change(other, "PUT", model + "/note", "{\"note\": \"mine\"}", "*")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAliasStandsForAVersionWhereverAModelIsNamedAndItsMovesAreKept() {
        String first = fit(0);
        String second = fit(1);
        assertThat(viewer.get(MODELS + "/" + name + "@champion").problem()).isEqualTo("no-such-model");
        String stale = etag(second);
        put(first, "/aliases/champion");
        assertThat(change(member, "PUT", second + "/aliases/champion", "", stale)
                        .status())
                .as("another version's alias is the name's")
                .isEqualTo(412);
        String champion = name + "@champion";
        assertThat(viewer.get(MODELS + "/" + champion).json().path("reference").stringValue())
                .isEqualTo(first);
        put(second, "/aliases/champion");
        put(second, "/aliases/champion");
        for (String end : List.of("", "/metrics", "/card", "/curve", "/networks", "/reproductions", "/visibility")) {
            assertThat(viewer.get(MODELS + "/" + champion + end).text())
                    .isEqualTo(viewer.get(MODELS + "/" + second + end).text());
        }
        JsonNode shown = viewer.get(MODELS + "/" + first).json().path("aliases");
        assertThat(shown.path(0).path("alias").stringValue()).isEqualTo("champion");
        assertThat(shown.path(0).path("version").intValue()).isEqualTo(2);
        JsonNode dream = member.post("/api/v1/jobs", """
                        {"kind": "feature", "feature": "strf", "model": "%s", "neurons": "all"}""".formatted(champion)).json();
        assertThat(dream.path("spec").path("model").stringValue()).isEqualTo(second);
        JsonNode ensemble = member.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"ensemble\", \"members\": [\"%s\", \"%s\"]}".formatted(first, champion))
                .json();
        assertThat(ensemble.path("spec").path("members").path(1).stringValue()).isEqualTo(second);
        assertThat(listed("&alias=champion")).containsExactly(second);

        assertThat(change(member, "DELETE", first + "/aliases/champion", "", "*")
                        .text())
                .contains("stands for version 2");
        assertThat(change(member, "DELETE", second + "/aliases/champion", "", "*")
                        .status())
                .isEqualTo(200);
        assertThat(viewer.get(MODELS + "/" + champion).status()).isEqualTo(404);
        JsonNode history = viewer.get(HISTORY + "?model=" + name).json().path("items");
        assertThat(history.valueStream().map(entry -> entry.path("change").stringValue()))
                .containsExactly("removed", "moved", "set");
        assertThat(history.path(1).path("from").stringValue()).isEqualTo(first);
        assertThat(history.path(1).path("to").stringValue()).isEqualTo(second);
        assertThat(history.path(1).path("by").stringValue()).startsWith("account-");
        JsonNode page =
                viewer.get(HISTORY + "?limit=1&alias=champion&model=" + name).json();
        String token = page.path("next_page_token").stringValue();
        assertThat(viewer.get(HISTORY + "?limit=1&alias=champion&model=" + name + "&page_token=" + token)
                        .json()
                        .path("items")
                        .path(0)
                        .path("change")
                        .stringValue())
                .isEqualTo("moved");
        assertThat(viewer.get(HISTORY + "?limit=1&model=" + name + "&page_token=" + token)
                        .problem())
                .isEqualTo("invalid-page-token");
        assertThat(change(member, "PUT", first + "/aliases/1", "", "*").problem())
                .isEqualTo("invalid-request");
    }

    @Test
    void aNameHasNoMoreThanFiftyAliasesWhichStillMove() {
        String first = fit(0);
        String second = fit(1);
        for (int number = 0; number < 50; number++) {
            assertThat(change(member, "PUT", first + "/aliases/a" + number, "", "*")
                            .status())
                    .isEqualTo(200);
        }

        Answer refused = change(member, "PUT", second + "/aliases/another", "", "*");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("50 aliases of " + name);
        assertThat(change(member, "PUT", second + "/aliases/a7", "", "*").status())
                .isEqualTo(200);
    }

    @Test
    void ofTwoWhoChangeAnAliasAtOnceExactlyOneDoes() throws Exception {
        String first = fit(0);
        String second = fit(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                String alias = "/aliases/a" + round;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> answers = Stream.of(first, second)
                        .map(model -> {
                            String read = etag(model);
                            return both.submit(() -> {
                                start.await();
                                return change(member, "PUT", model + alias, "", read)
                                        .status();
                            });
                        })
                        .toList();
                start.countDown();
                assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 412);
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(viewer.get(HISTORY + "?model=" + name).json().path("items")).hasSize(10);
    }

    /** By an older version of the scorer. */
    private void scoreBetterLongAgo(String reference) {
        UUID version = models.require(reference).id();
        UUID older = UUID.randomUUID();
        database.sql("insert into score (id, model_version_id, benchmark_id, scorer_version, created_at)"
                        + " select :older, model_version_id, benchmark_id, 'older', created_at - interval '1 day'"
                        + " from score where model_version_id = :version")
                .param("older", older)
                .param("version", version)
                .update();
        database.sql("insert into score_aggregate (score_id, metric, mean, counted, left_out, left_out_reasons)"
                        + " values (:older, 'cc_norm', 0.99, 3, 0, '{}')")
                .param("older", older)
                .update();
    }

    @Test
    void whatIsSaidOfAModelThatGoesMeanwhileIsAnsweredAsGone() {
        ModelVersion found = models.require(fit(0));
        assertThat(admin.send(admin.request("/api/v1/datasets/" + dataset + "?cascade=true")
                                .DELETE())
                        .status())
                .isBetween(200, 204);

        assertThatThrownBy(() -> models.response(found))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        gone -> assertThat(gone.problem().status()).isEqualTo(410));
    }

    @Test
    void anAliasGoesWithItsVersionAndSaysSo() {
        String model = fit(0);
        String champion = name + "@champion";
        put(model, "/aliases/champion");
        put(model, "/aliases/second");
        String matching = etag(model);
        assertThat(admin.send(admin.request("/api/v1/datasets/" + dataset + "?cascade=true")
                                .DELETE())
                        .status())
                .isBetween(200, 204);

        Answer gone = viewer.get(MODELS + "/" + champion);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains(model, "went with it");
        assertThat(viewer.get(MODELS + "/" + name + "@never").status()).isEqualTo(404);
        assertThat(change(member, "PUT", model + "/aliases/champion", "", matching)
                        .status())
                .isEqualTo(410);
        JsonNode history =
                viewer.get(HISTORY + "?alias=champion&model=" + name).json().path("items");
        assertThat(history.path(0).path("change").stringValue()).isEqualTo("version_deleted");
        assertThat(history.path(0).path("from").stringValue()).isEqualTo(model);
        assertThat(history.path(0).path("to").isNull()).isTrue();
        assertThat(history.path(0).path("by").stringValue()).isEqualTo("admin");
    }

    @Test
    void modelsAreFoundByWhatIsKnownOfThem() {
        String wide = fit("{\"kind\": \"nrf\", \"hidden_units\": 70}", 0, 0.5);
        String narrow = fit("{\"kind\": \"nrf\", \"hidden_units\": 7}", 0, 0.7);
        String other = fit(0);
        put(narrow, "/tags/small");
        put(other, "/tags/small");
        put(wide, "/tags/large");
        String author = viewer.get(MODELS + "/" + wide).json().path("owner").stringValue();

        assertThat(listed("&dataset=" + dataset + "&author=" + author)).containsExactly(other, narrow, wide);
        assertThat(listed("&author=nobody-known")).isEmpty();
        assertThat(listed("&tag=small")).containsExactly(other, narrow);
        assertThat(listed("&tag=small&kind=nrf")).containsExactly(narrow);
        assertThat(listed("&hyperparameter=hidden_units:70")).containsExactly(wide);
        assertThat(listed("&hyperparameter=hidden_units:7.0&hyperparameter=training.patience:"
                        + viewer.get(MODELS + "/" + narrow)
                                .json()
                                .path("training")
                                .path("patience")))
                .containsExactly(narrow);
        assertThat(listed("&hyperparameter=output:softplus2")).hasSize(3);
        assertThat(listed("&min_score=0.6")).containsExactly(narrow);
        assertThat(listed("&min_score=0.6&metric=cc")).isEmpty();
        scoreBetterLongAgo(wide);
        assertThat(listed("&min_score=0.6")).as("the newest score counts").containsExactly(narrow);
        JsonNode summary = viewer.get(MODELS + "?tag=large&benchmark=" + benchmark)
                .json()
                .path("items")
                .path(0);
        assertThat(summary.path("tags").path(0).stringValue()).isEqualTo("large");
        assertThat(summary.path("aliases")).isEmpty();

        String query = MODELS + "?limit=1&tag=small&benchmark=" + benchmark;
        String token = viewer.get(query).json().path("next_page_token").stringValue();
        assertThat(viewer.get(query + "&page_token=" + token)
                        .json()
                        .path("items")
                        .path(0)
                        .path("reference")
                        .stringValue())
                .isEqualTo(narrow);
        assertThat(viewer.get(query + "&kind=nrf&page_token=" + token).problem())
                .isEqualTo("invalid-page-token");
        for (String wrong : List.of(
                "kind=unheard-of",
                "hyperparameter=hidden_units",
                "hyperparameter=unheard_of:1",
                "hyperparameter=training.hidden_units:1",
                "min_score=NaN",
                "min_score=0.5&metric=mse",
                "metric=cc",
                "author_name=x")) {
            Answer refused = viewer.get(MODELS + "?" + wrong);
            assertThat(refused.problem()).as(wrong).isEqualTo("invalid-parameter");
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Test
    void twoModelsAreComparedFieldByField() {
        String first = fit("{\"kind\": \"nrf\", \"hidden_units\": 70}", 3, 0.5);
        String second = fit(4);
        put(second, "/aliases/champion");
        JsonNode comparison = viewer.get(MODELS + "/" + first + "/compare?with=" + name + "@champion")
                .json();
        assertThat(comparison.path("second").stringValue()).isEqualTo(second);
        assertThat(comparison.path("same_spec").booleanValue()).isFalse();
        List<JsonNode> fields = comparison.path("fields").valueStream().toList();
        assertThat(fields).anySatisfy(field -> {
            assertThat(field.path("part").stringValue()).isEqualTo("model");
            assertThat(field.path("field").stringValue()).isEqualTo("hidden_units");
            assertThat(field.path("first").intValue()).isEqualTo(70);
            assertThat(field.path("second").isNull()).isTrue();
            assertThat(field.path("same").booleanValue()).isFalse();
        });
        assertThat(fields.stream()
                        .filter(field -> field.path("same").booleanValue())
                        .map(field -> field.path("field").stringValue()))
                .contains("dataset", "benchmark", "code_version", "units", "owner")
                .doesNotContain("seed");
        assertThat(comparison.path("differences").intValue()).isEqualTo((int) fields.stream()
                .filter(field -> !field.path("same").booleanValue())
                .count());
        assertThat(comparison.path("scores").path(1).path("metric").stringValue())
                .isEqualTo("cc_norm");
        assertThat(comparison.path("scores").path(1).path("difference").doubleValue())
                .isZero();
        JsonNode neurons = comparison.path("neurons");
        assertThat(neurons.path("counted").intValue()).isEqualTo(2);
        assertThat(neurons.path("left_out").intValue()).isEqualTo(1);
        assertThat(neurons.path("first_better").intValue()
                        + neurons.path("second_better").intValue())
                .isZero();
        assertThat(neurons.path("median_difference").doubleValue()).isZero();
        assertThat(viewer.get(MODELS + "/" + first + "/compare?with=nothing@1").problem())
                .isEqualTo("no-such-model");
        assertThat(viewer.get(MODELS + "/" + first + "/compare").problem()).isEqualTo("invalid-parameter");
    }
}

package org.tonotopy.api.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

/** Lists whose elements have the fields that are asked for. */
class SelectionTest extends ApiTest {
    private static final String JOBS = "/api/v1/jobs";

    private String benchmark() {
        String name = freshName("selected");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    @Test
    void elementsHaveWhatIsAskedForAndPagesGoOn() {
        String benchmark = benchmark();
        for (int seed = 0; seed < 3; seed++) {
            member.post(
                    JOBS,
                    "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}, \"seed\": %d}"
                            .formatted(benchmark, seed));
        }
        String list = JOBS + "?benchmark=" + benchmark + "&limit=2&fields=id,spec.seed,waiting.reason";
        JsonNode page = viewer.get(list).json();
        JsonNode job = page.path("items").path(0);
        assertThat(job.propertyNames()).containsExactlyInAnyOrder("id", "spec", "waiting");
        assertThat(job.path("spec").propertyNames()).containsExactly("seed");
        assertThat(job.path("waiting").propertyNames()).containsExactly("reason");
        // A page token is that of the list, whatever is selected.
        String next = "&page_token=" + page.path("next_page_token").stringValue();
        assertThat(viewer.get(list + next).json().path("items")).hasSize(1);
        assertThat(viewer.get(JOBS + "?benchmark=" + benchmark + next)
                        .json()
                        .path("items")
                        .path(0)
                        .has("created_at"))
                .isTrue();
    }

    @Test
    void entriesOfABoardAreSelectedAndTheRestOfItStays() {
        String benchmark = benchmark();
        fixture.fit(
                java.util.UUID.fromString(member.post(
                                JOBS,
                                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}}"
                                        .formatted(benchmark))
                        .json()
                        .path("id")
                        .stringValue()),
                0.5);
        String board = "/api/v1/benchmarks/" + benchmark + "/leaderboard";
        JsonNode selected = viewer.get(board + "?fields=label,metrics.mean").json();
        JsonNode entry = selected.path("entries").path(0);
        assertThat(entry.propertyNames()).containsExactlyInAnyOrder("label", "metrics");
        assertThat(entry.path("metrics").path(0).propertyNames()).containsExactly("mean");
        assertThat(selected.has("comparison")).isTrue();
        assertThat(viewer.get(board + "?fields=label", "Accept", "text/csv").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields=nothing | there is no field nothing | id, kind, state",
                "fields=waiting.nothing | there is no field nothing in waiting | reason, detail",
                "fields=id.more | there is no field more in id | behind the last dot",
                "fields= | a name is empty | commas",
                "fields=id,,kind | a name is empty | commas",
                "fields=id%20 | is no name of a field | commas",
                "fields=a.b.c.d.e.f.g.h | is no name of a field | commas"
            })
    void whatIsNotThereIsRefused(String query, String problem, String remedy) {
        Answer answer = viewer.get(JOBS + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-parameter");
        assertThat(answer.json().path("field").stringValue()).isEqualTo("fields");
        assertThat(answer.text()).contains(problem, remedy);
    }

    @Test
    void aSelectionIsBounded() {
        for (String fields : List.of("i".repeat(1001), "id,".repeat(60) + "id")) {
            assertThat(viewer.get(JOBS + "?fields=" + fields).status()).isEqualTo(400);
        }
    }
}

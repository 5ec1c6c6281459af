package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;

class SameJobTest extends ApiTest {
    private static final String PATH = "/api/v1/jobs";

    private String benchmark() {
        String name = freshName("same");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private static String fit(String benchmark, String more) {
        return "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}%s}".formatted(benchmark, more);
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    private static void assertOffered(Answer answer, Answer earlier) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.location()).isEqualTo(earlier.location());
        assertThat(id(answer)).isEqualTo(id(earlier));
        assertThat(answer.json().path("offer").stringValue()).contains("was asked for before", "\"force\": true");
    }

    @Test
    void aFitThatIsOnItsWayOrMadeIsOfferedToWhoeverAsksForTheSame() {
        String benchmark = benchmark();
        Answer first = member.post(PATH, fit(benchmark, ""));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().has("offer")).isFalse();

        assertOffered(admin.post(PATH, fit(benchmark, ", \"seed\": 0, \"training\": null, \"force\": false")), first);
        fixture.fit(id(first), 0.5);
        Answer again = member.post(PATH, fit(benchmark, ""));
        assertOffered(again, first);
        assertThat(again.json().path("state").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(again.json().path("model").stringValue()).startsWith("ln-");
        assertThat(viewer.get(first.location()).json().has("offer")).isFalse();
    }

    @Test
    void whatDiffersInAnythingIsAnotherFit() {
        String benchmark = benchmark();
        member.post(PATH, fit(benchmark, ""));
        for (String more : List.of(
                ", \"seed\": 1", ", \"units\": \"each_neuron\"", ", \"neurons\": [0]", ", \"model_name\": \"mine\"")) {
            assertThat(member.post(PATH, fit(benchmark, more)).status())
                    .as(more)
                    .isEqualTo(202);
        }
    }

    @Test
    void forceMakesItAgainAndTheNewestThatSucceededIsOfferedThen() {
        String benchmark = benchmark();
        Answer first = member.post(PATH, fit(benchmark, ""));
        fixture.fit(id(first), 0.5);
        Answer second = member.post(PATH, fit(benchmark, ", \"force\": true"));
        assertThat(second.status()).isEqualTo(202);
        assertThat(id(second)).isNotEqualTo(id(first));
        assertOffered(member.post(PATH, fit(benchmark, "")), first);
        fixture.fit(id(second), 0.5);
        assertOffered(member.post(PATH, fit(benchmark, "")), second);
    }

    @Test
    void aKeyAloneDecides() {
        String benchmark = benchmark();
        Answer first = member.post(PATH, fit(benchmark, ""));
        String key = freshName("key");
        Answer keyed = member.post(PATH, fit(benchmark, ""), "Idempotency-Key", key);
        assertThat(keyed.status()).isEqualTo(202);
        assertThat(id(keyed)).isNotEqualTo(id(first));
        Answer repeated = member.post(PATH, fit(benchmark, ""), "Idempotency-Key", key);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(id(repeated)).isEqualTo(id(keyed));
        assertThat(repeated.json().has("offer")).isFalse();
    }

    @Test
    void whatFailedOrIsBeingCancelledIsNotOffered() {
        String benchmark = benchmark();
        Answer failed = member.post(PATH, fit(benchmark, ""));
        fixture.fail(id(failed));
        Answer cancelled = member.post(PATH, fit(benchmark, ""));
        assertThat(cancelled.status()).isEqualTo(202);
        fixture.begin(id(cancelled));
        member.post(cancelled.location() + ":cancel", "");
        assertThat(member.post(PATH, fit(benchmark, "")).status()).isEqualTo(202);
    }

    @Test
    void requestsThatArriveTogetherMakeOneJob() {
        String benchmark = benchmark();
        List<CompletableFuture<Answer>> together = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> member.post(PATH, fit(benchmark, ""))))
                .toList();
        List<Answer> answers = together.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(SameJobTest::id).containsOnly(id(answers.get(0)));
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
    }

    @Test
    void anEnsembleIsOfferedTooWhateverTheOrderOfItsMembers() {
        String benchmark = benchmark();
        String one = fixture.fit(id(member.post(PATH, fit(benchmark, ""))), 0.5)
                .reference()
                .toString();
        String two = fixture.fit(id(member.post(PATH, fit(benchmark, ", \"seed\": 1"))), 0.5)
                .reference()
                .toString();
        String request = "{\"kind\": \"ensemble\", \"members\": [\"%s\", \"%s\"]%s}";
        Answer first = member.post(PATH, request.formatted(one, two, ""));
        assertThat(first.status()).isEqualTo(202);
        assertOffered(member.post(PATH, request.formatted(two, one, "")), first);
        assertThat(member.post(PATH, request.formatted(two, one, ", \"force\": true"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void forceIsRefusedWhereItMeansNothing() {
        Answer answer = member.post(PATH, "{\"kind\": \"export\", \"force\": true}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("problems").path(0).path("field").stringValue())
                .isEqualTo("force");
    }
}

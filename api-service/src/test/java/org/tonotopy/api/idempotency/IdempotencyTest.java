package org.tonotopy.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;

class IdempotencyTest extends ApiTest {
    private static final String JOBS = "/api/v1/jobs";

    private String benchmark() {
        String name = freshName("idempotent");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private static String fit(String benchmark, int seed) {
        return "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}, \"seed\": %d}"
                .formatted(benchmark, seed);
    }

    private static Answer ask(Client client, String key, String json) {
        return client.post(JOBS, json, "Idempotency-Key", key);
    }

    @Test
    void theSameRequestUnderItsKeyGivesTheSameJobAsItIsNow() {
        String benchmark = benchmark();
        String key = UUID.randomUUID().toString();
        Answer first = ask(member, key, fit(benchmark, 1));
        assertThat(first.status()).isEqualTo(202);
        fixture.fit(UUID.fromString(first.json().path("id").stringValue()), 0.5);
        Answer again = ask(member, key, "  " + fit(benchmark, 1));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(again.json().path("state").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(ask(member, freshName("key"), fit(benchmark, 1)).location()).isNotEqualTo(first.location());
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        String benchmark = benchmark();
        String key = UUID.randomUUID().toString();
        ask(member, key, fit(benchmark, 1));
        Answer other = ask(member, key, fit(benchmark, 2));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(other.json().path("field").stringValue()).isEqualTo("Idempotency-Key");
        Answer elsewhere = member.post("/api/v1/benchmarks", "{}", "Idempotency-Key", key);
        assertThat(elsewhere.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void keysOfOthersAreTheirs() {
        String benchmark = benchmark();
        String key = UUID.randomUUID().toString();
        Client colleague = Client.as(server(), fixture.token(Role.MEMBER));
        assertThat(ask(colleague, key, fit(benchmark, 1)).location())
                .isNotEqualTo(ask(member, key, fit(benchmark, 1)).location());
    }

    @Test
    void aRequestThatWasRefusedDoesNotUseUpItsKey() {
        String benchmark = benchmark();
        String key = UUID.randomUUID().toString();
        assertThat(ask(member, key, fit("nothing@1", 1)).status()).isEqualTo(422);
        assertThat(ask(member, key, fit(benchmark, 1)).status()).isEqualTo(202);
    }

    @Test
    void aKeyMustBeOne() {
        Answer answer = ask(member, "two words", fit(benchmark(), 1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("Idempotency-Key");
    }

    @Test
    void requestsThatArriveTogetherMakeOneThing() {
        String benchmark = benchmark();
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Answer>> requests = IntStream.range(0, 8)
                .mapToObj(index -> CompletableFuture.supplyAsync(() -> ask(member, key, fit(benchmark, 1))))
                .toList();
        List<String> locations = requests.stream()
                .map(request -> request.join().location())
                .distinct()
                .toList();
        assertThat(locations).hasSize(1);
        assertThat(viewer.get(JOBS + "?benchmark=" + benchmark)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void datasetsThatAreCreatedTogetherGetOneVersion() {
        String name = freshName("together");
        String request =
                "{\"name\": \"%s\", \"recording\": {\"sha256\": \"%s\", \"format\": \"npz\"}, \"metadata\": {}}"
                        .formatted(name, fixture.upload(name));
        List<CompletableFuture<Answer>> requests = IntStream.range(0, 8)
                .mapToObj(index -> CompletableFuture.supplyAsync(() -> member.post("/api/v1/datasets", request)))
                .toList();
        List<Answer> answers = requests.stream().map(CompletableFuture::join).toList();
        assertThat(answers.stream().map(Answer::location).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
    }
}

package org.tonotopy.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.content.Sha256;

/** What is beyond a limit is refused with the time after which it may be asked for again, and nothing of it is kept. */
class LimitTest extends ApiTest {
    private static final int PER_MINUTE = 2000;

    private final Random random = new Random();

    private byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return content;
    }

    private static String path(byte[] content) {
        return "/api/v1/uploads/" + Sha256.hex(Sha256.of(content));
    }

    private static void assertRefused(Answer answer, String problem) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isPositive();
    }

    @Test
    void contentBeyondWhatAnAccountMayHaveStoredIsRefused() {
        byte[] first = content(2_000_000);
        for (byte[] sent : new byte[][] {first, content(2_000_000), content(2_000_000)}) {
            assertThat(member.put(path(sent), BodyPublishers.ofByteArray(sent)).status())
                    .isEqualTo(201);
        }
        byte[] more = content(500_000);
        assertRefused(member.put(path(more), BodyPublishers.ofByteArray(more)), "storage-limit");
        assertRefused(
                member.put(path(more), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more))),
                "storage-limit");
        assertRefused(member.post(path(more) + "/session", "{\"size_bytes\": 500000}"), "storage-limit");
        assertThat(member.head(path(more)).status()).isEqualTo(404);
        assertThat(member.put(path(first), BodyPublishers.ofByteArray(first)).status())
                .as("what is stored takes up nothing more")
                .isEqualTo(200);
        Client other = Client.as(server(), fixture.token(Role.MEMBER));
        assertThat(other.put(path(more), BodyPublishers.ofByteArray(more)).status())
                .isEqualTo(201);
    }

    @Test
    void whatIsAnnouncedInPartsTakesUpItsRoomUntilItIsGivenUp() {
        byte[] large = content(2_000_000);
        for (int number = 0; number < 3; number++) {
            assertThat(member.post(path(content(10)) + "/session", "{\"size_bytes\": 2000000}")
                            .status())
                    .isEqualTo(200);
        }
        String last = path(content(11)) + "/session";
        assertThat(member.post(last, "{\"size_bytes\": 100000}").status()).isEqualTo(200);
        assertRefused(member.put(path(large), BodyPublishers.ofByteArray(large)), "storage-limit");
    }

    @Test
    void jobsBeyondWhatAnAccountMayHaveOpenAreRefusedAndNoneIsMade() {
        String name = freshName("many");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 2, 5)))
                .json()
                .path("reference")
                .stringValue();
        assertRefused(member.post("/api/v1/sweeps", """
                        {"benchmark": "%s", "model": {"kind": "statenet"}, "seed_count": 100,
                         "search": {"method": "grid", "parameters": {"model.channels": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}}""".formatted(benchmark)), "job-limit");
        assertThat(member.get("/api/v1/account").json().path("use").path("jobs").asInt())
                .isZero();
        assertThat(viewer.get("/api/v1/sweeps?benchmark=" + benchmark).json().path("items"))
                .isEmpty();
    }

    @Test
    void requestsBeyondTheRateAreRefusedAndThoseOfOthersAreNot() throws Exception {
        Client eager = Client.as(server(), fixture.token(Role.VIEWER));
        HttpRequest request = eager.request("/api/v1/model-kinds/none").build();
        HttpResponse<String> answer = eager.http().send(request, BodyHandlers.ofString());
        for (int sent = 0; sent < 3 * PER_MINUTE && answer.statusCode() != 429; sent++) {
            answer = eager.http().send(request, BodyHandlers.ofString());
        }
        assertRefused(new Answer(answer), "too-many-requests");
        assertThat(viewer.get("/api/v1/feature-kinds").status()).isEqualTo(200);
        assertThat(eager.get("/v3/api-docs").status()).isEqualTo(200);
    }
}

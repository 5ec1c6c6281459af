package org.tonotopy.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectLedger;
import org.tonotopy.registry.store.ObjectStore;
import tools.jackson.databind.JsonNode;

class StoreCheckTest extends ApiTest {
    private static final String STORE = "/api/v1/store";

    @Autowired
    private ObjectStore store;

    @Autowired
    private ObjectLedger ledger;

    private ObjectKey recorded() throws IOException {
        byte[] content = freshName("content").getBytes(StandardCharsets.UTF_8);
        ObjectKey key = ObjectKey.ofContent(Sha256.hex(Sha256.of(content)));
        ledger.record(key, store.write(key, new ByteArrayInputStream(content), 100));
        return key;
    }

    /** What is found of all objects, by key; other tests of the same service have left damage too. */
    private Map<String, JsonNode> damaged() {
        Map<String, JsonNode> found = new HashMap<>();
        String path = STORE + "/check?limit=7";
        JsonNode token;
        String from = "";
        do {
            JsonNode answer = admin.get(path + from).json();
            assertThat(answer.path("objects").intValue()).isLessThanOrEqualTo(7);
            answer.path("damaged").forEach(one -> found.put(one.path("key").stringValue(), one));
            token = answer.path("next_page_token");
            from = "&page_token=" + token.stringValue("");
        } while (token.isString());
        return found;
    }

    @Test
    void anAdminIsToldWhatIsMissingCorruptAndOrphanedAndNothingIsChanged() throws IOException {
        ObjectKey intact = recorded();
        ObjectKey missing = recorded();
        store.delete(missing);
        ObjectKey corrupt = recorded();
        Files.writeString(folder.resolve("objects").resolve(corrupt.path()), "bent");
        byte[] content = freshName("orphan").getBytes(StandardCharsets.UTF_8);
        ObjectKey orphan = ObjectKey.ofContent(Sha256.hex(Sha256.of(content)));
        store.write(orphan, new ByteArrayInputStream(content), 100);

        Map<String, JsonNode> damaged = damaged();

        assertThat(damaged).doesNotContainKeys(intact.path(), orphan.path());
        assertThat(damaged.get(missing.path()).path("damage").stringValue()).isEqualTo("MISSING");
        JsonNode bent = damaged.get(corrupt.path());
        assertThat(bent.path("damage").stringValue()).isEqualTo("CORRUPT");
        assertThat(bent.path("sha256").stringValue()).isEqualTo(corrupt.sha256().orElseThrow());
        assertThat(bent.path("reason").stringValue())
                .contains(Sha256.hex(Sha256.of("bent".getBytes(StandardCharsets.UTF_8))));

        JsonNode orphans = admin.get(STORE + "/orphans?limit=200").json();
        List<String> keys = new ArrayList<>();
        orphans.path("items").forEach(one -> keys.add(one.path("key").stringValue()));
        assertThat(keys).contains(orphan.path()).doesNotContain(intact.path(), corrupt.path());
        assertThat(orphans.path("objects").longValue())
                .isGreaterThan(orphans.path("orphans").longValue());

        assertThat(store.size(orphan)).isPresent();
        assertThat(store.size(corrupt)).isPresent();
        assertThat(damaged()).containsKeys(missing.path(), corrupt.path());
    }

    @Test
    void onlyAdminsMayAskAndWhatIsWrongIsNamed() {
        for (String path : List.of("/check", "/orphans")) {
            assertThat(member.get(STORE + path).problem()).isEqualTo("forbidden");
            assertThat(nobody.get(STORE + path).problem()).isEqualTo("unauthenticated");
            assertThat(admin.get(STORE + path + "?limit=0").problem()).isEqualTo("invalid-parameter");
        }
        assertThat(admin.get(STORE + "/check?page_token=x").problem()).isEqualTo("invalid-page-token");
    }
}

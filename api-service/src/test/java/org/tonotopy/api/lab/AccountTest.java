package org.tonotopy.api.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.content.Sha256;
import tools.jackson.databind.JsonNode;

/** Accounts, tokens and labs over HTTP. */
class AccountTest extends ApiTest {
    @Test
    void anAdminMakesAnAccountAndATokenAndWhoHasItIsKnownByIt() {
        String name = freshName("ada");
        Answer made = put("/api/v1/accounts/" + name, "{\"role\": \"member\"}");
        Answer token = admin.post("/api/v1/accounts/" + name + "/tokens", "{\"valid_days\": 90}");
        Client ada = Client.as(server(), token.json().get("token").asString());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.location()).endsWith("/api/v1/accounts/" + name);
        assertThat(token.status()).isEqualTo(201);
        assertThat(token.header("Cache-Control")).contains("no-store");
        assertThat(token.json().get("expires_at").isNull()).isFalse();
        assertThat(ada.get("/api/v1/accounts/" + name).json().get("role").asString())
                .isEqualTo("member");
        assertThat(put("/api/v1/accounts/" + name, "{\"role\": \"viewer\"}").status())
                .isEqualTo(200);
        assertThat(ada.post("/api/v1/benchmarks", "{}").status()).isEqualTo(403);
    }

    @Test
    void aSecretIsShownOnceAndARevokedTokenIsRefusedAtOnce() {
        String name = freshName("bob");
        put("/api/v1/accounts/" + name, "{\"role\": \"viewer\"}");
        String path = "/api/v1/accounts/" + name + "/tokens";
        String key = UUID.randomUUID().toString();
        Answer first = admin.post(path, "{}", "Idempotency-Key", key);
        Answer again = admin.post(path, "{}", "Idempotency-Key", key);
        Client bob = Client.as(server(), first.json().get("token").asString());

        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(again.json().get("token").isNull()).isTrue();
        assertThat(bob.get(path).json().get(0).get("token").isNull()).isTrue();
        assertThat(bob.get(path).json()).hasSize(1);

        String id = first.json().get("id").asString();
        assertThat(bob.send(bob.request(path + "/" + id).DELETE()).status()).isEqualTo(204);
        assertThat(bob.get(path).status()).isEqualTo(401);
        assertThat(admin.get(path).json().get(0).get("revoked_at").isNull()).isFalse();
    }

    @Test
    void nobodySeesOrChangesTheAccountOfAnother() {
        String name = freshName("eve");
        put("/api/v1/accounts/" + name, "{\"role\": \"viewer\"}");
        String path = "/api/v1/accounts/" + name;
        String id = admin.post(path + "/tokens", "{}").json().get("id").asString();

        assertThat(member.get(path).status()).isEqualTo(403);
        assertThat(member.get(path + "/tokens").status()).isEqualTo(403);
        assertThat(member.post(path + "/tokens", "{}").status()).isEqualTo(403);
        assertThat(member.send(member.request(path + "/tokens/" + id).DELETE()).status())
                .isEqualTo(403);
        assertThat(member.get("/api/v1/accounts").status()).isEqualTo(403);
        assertThat(member.put(path, BodyPublishers.ofString("{}")).status()).isIn(403, 415);
    }

    @Test
    void capsOfAccountsAndLabsAreSetAndTakenAway() {
        String lab = freshName("auditory");
        String name = freshName("cem");
        assertThat(put("/api/v1/labs/" + lab, "{\"job_cap\": 20}").status()).isEqualTo(201);
        put("/api/v1/accounts/" + name, "{\"role\": \"member\", \"lab\": \"" + lab + "\", \"job_cap\": 4}");

        Answer capped = admin.get("/api/v1/accounts/" + name);
        assertThat(capped.json().get("job_cap").asInt()).isEqualTo(4);
        assertThat(capped.json().get("lab").asString()).isEqualTo(lab);
        assertThat(viewer.get("/api/v1/labs/" + lab).json().get("job_cap").asInt())
                .isEqualTo(20);

        put("/api/v1/accounts/" + name, "{\"role\": \"member\"}");
        assertThat(put("/api/v1/labs/" + lab, "{}").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/accounts/" + name).json().get("lab").isNull())
                .isTrue();
        assertThat(viewer.get("/api/v1/labs/" + lab).json().get("job_cap").isNull())
                .isTrue();
        assertThat(admin.get("/api/v1/labs").json().get("items").findValuesAsString("name"))
                .contains(lab);
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsMade() {
        String name = freshName("dan");
        Answer answer = put("/api/v1/accounts/" + name, "{\"role\": \"king\", \"lab\": \"nowhere\", \"job_cap\": -1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("problems").findValuesAsString("field")).containsExactly("role", "lab", "job_cap");
        assertThat(admin.get("/api/v1/accounts/" + name).problem()).isEqualTo("no-such-account");
        assertThat(put("/api/v1/accounts/Not%20A%20Name", "{\"role\": \"viewer\"}")
                        .status())
                .isEqualTo(422);
    }

    private Client withToken(Client maker, String account, String request) {
        return Client.as(
                server(),
                maker.post("/api/v1/accounts/" + account + "/tokens", request)
                        .json()
                        .get("token")
                        .asString());
    }

    @Test
    void aTokenMayNoMoreThanItsScopeAndMakesNoneThatMay() {
        String name = freshName("fay");
        put("/api/v1/accounts/" + name, "{\"role\": \"admin\"}");
        String tokens = "/api/v1/accounts/" + name + "/tokens";
        Client all = withToken(admin, name, "{}");
        Client writer = withToken(all, name, "{\"scope\": \"write\"}");
        Client reader = withToken(writer, name, "{\"scope\": \"read\"}");

        assertThat(all.get("/api/v1/accounts").status()).isEqualTo(200);
        assertThat(writer.get("/api/v1/accounts").status()).isEqualTo(403);
        assertThat(writer.post("/api/v1/benchmarks", "{}").status()).isEqualTo(422);
        assertThat(reader.get("/api/v1/benchmarks").status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/benchmarks", "{}").status()).isEqualTo(403);
        assertThat(reader.post(tokens, "{}").status()).isEqualTo(403);
        assertThat(writer.post(tokens, "{\"scope\": \"admin\"}")
                        .json()
                        .get("field")
                        .asString())
                .isEqualTo("scope");
        assertThat(writer.post(tokens, "{\"scope\": \"rule\"}").status()).isEqualTo(422);
        assertThat(writer.post(tokens, "{}").json().get("scope").asString()).isEqualTo("write");
        String id = all.get(tokens).json().get(0).get("id").asString();
        assertThat(reader.send(reader.request(tokens + "/" + id).DELETE()).status())
                .isEqualTo(403);
        assertThat(all.get(tokens).json().findValuesAsString("scope"))
                .containsExactly("admin", "write", "read", "write");
        assertThat(all.get(tokens).json().get(0).get("last_used_at").isNull()).isFalse();
        assertThat(all.get(tokens).json().get(3).get("last_used_at").isNull()).isTrue();
    }

    @Test
    void anAccountSeesWhatItMayAndTakesUp() {
        String name = freshName("gil");
        put("/api/v1/accounts/" + name, "{\"role\": \"member\", \"job_cap\": 3}");
        Client gil = withToken(admin, name, "{\"scope\": \"write\"}");
        byte[] content = new byte[1_000_000];
        gil.put("/api/v1/uploads/" + Sha256.hex(Sha256.of(content)), BodyPublishers.ofByteArray(content));

        JsonNode own = gil.get("/api/v1/account").json();

        assertThat(own.get("account").get("name").asString()).isEqualTo(name);
        assertThat(own.get("scope").asString()).isEqualTo("write");
        assertThat(own.get("use").get("stored_bytes").asLong()).isEqualTo(1_000_000);
        assertThat(own.get("use").get("stored_bytes_limit").asLong()).isEqualTo(6 << 20);
        assertThat(own.get("use").get("jobs_limit").asInt()).isEqualTo(1000);
        assertThat(own.get("use").get("jobs_at_workers_limit").asInt()).isEqualTo(3);
        assertThat(own.get("use").get("requests_per_minute").asInt()).isEqualTo(2000);
        assertThat(nobody.get("/api/v1/account").status()).isEqualTo(401);
    }

    @Test
    void theLastAdminStaysOne() {
        otherAdmins().forEach(name -> put("/api/v1/accounts/" + name, "{\"role\": \"member\"}"));

        Answer answer = put("/api/v1/accounts/admin", "{\"role\": \"member\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("last-admin");
    }

    private List<String> otherAdmins() {
        List<String> names = new ArrayList<>();
        Optional<String> page = Optional.of("");
        while (page.isPresent()) {
            JsonNode accounts =
                    admin.get("/api/v1/accounts?limit=200" + page.get()).json();
            accounts.path("items")
                    .forEach(account -> Optional.of(account.path("name").asString())
                            .filter(name -> account.path("role").asString().equals("admin"))
                            .filter(name -> !name.equals("admin"))
                            .ifPresent(names::add));
            page = accounts.path("next_page_token").isString()
                    ? Optional.of(
                            "&page_token=" + accounts.path("next_page_token").asString())
                    : Optional.empty();
        }
        return names;
    }

    private Answer put(String path, String json) {
        return admin.send(
                admin.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }
}

package org.tonotopy.api.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;

/** Linking identities to accounts over HTTP. */
class IdentityTest extends ApiTest {
    private static final String ISSUER = "https://login.example.org/realms/lab";

    private String account(String stem) {
        String path = "/api/v1/accounts/" + freshName(stem);
        put(admin, path, "{\"role\": \"viewer\"}");
        return path;
    }

    private static Answer put(Client client, String path, String json) {
        return client.send(
                client.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    private static String identity(String subject) {
        return "{\"issuer\": \"%s\", \"subject\": \"%s\"}".formatted(ISSUER, subject);
    }

    private Answer remove(Client client, String path) {
        return client.send(client.request(path).DELETE());
    }

    @Test
    void anIdentitySignsInToOneAccountAtATime() {
        String ada = account("ada") + "/identity";
        String bob = account("bob") + "/identity";
        String subject = freshName("subject");
        Answer made = put(admin, ada, identity(subject));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.location()).endsWith(ada);
        assertThat(made.json().path("last_sign_in_at").isNull()).isTrue();
        assertThat(put(admin, ada, identity(subject)).status()).isEqualTo(200);

        Answer taken = put(admin, bob, identity(subject));
        assertThat(taken.problem()).isEqualTo("identity-linked");
        assertThat(taken.json().path("detail").stringValue()).contains(ada);
        assertThat(remove(admin, ada).status()).isEqualTo(204);
        assertThat(admin.get(ada).problem()).isEqualTo("no-such-identity");
        assertThat(remove(admin, ada).status()).isEqualTo(404);
        assertThat(put(admin, bob, identity(subject)).status()).isEqualTo(201);

        assertThat(put(admin, bob, identity(subject + "-other")).status()).isEqualTo(201);
        assertThat(admin.get(bob).json().path("subject").stringValue()).isEqualTo(subject + "-other");
        assertThat(put(admin, ada, identity(subject)).status())
                .as("what another one took the place of is free")
                .isEqualTo(201);
    }

    @Test
    void whatIsNoIdentityIsRefused() {
        String path = account("cem") + "/identity";
        assertThat(put(admin, path, "{}").json().path("problems").findValuesAsString("field"))
                .containsExactly("issuer", "subject");
        for (String issuer : new String[] {"http://login.example.org", "file:///etc/passwd", "no", ""}) {
            assertThat(put(admin, path, "{\"issuer\": \"%s\", \"subject\": \"a\"}".formatted(issuer))
                            .json()
                            .path("field")
                            .stringValue())
                    .as(issuer)
                    .isEqualTo("issuer");
        }
        for (String subject : new String[] {"", "a\\u0000b", "é", "x".repeat(256)}) {
            assertThat(put(admin, path, identity(subject)).json().path("field").stringValue())
                    .as(subject)
                    .isEqualTo("subject");
        }
        assertThat(put(admin, "/api/v1/accounts/nobody-at-all/identity", identity("a"))
                        .problem())
                .isEqualTo("no-such-account");
    }

    @Test
    void onlyAdminsLinkAndOnlyOnesOwnIsRead() {
        String path = account("dan");
        put(admin, path + "/identity", identity(freshName("subject")));
        Client dan = Client.as(
                server(),
                admin.post(path + "/tokens", "{}").json().path("token").stringValue());
        assertThat(dan.get(path + "/identity").json().path("issuer").stringValue())
                .isEqualTo(ISSUER);
        assertThat(member.get(path + "/identity").status()).isEqualTo(403);
        assertThat(put(dan, path + "/identity", identity("mine")).status()).isEqualTo(403);
        assertThat(remove(dan, path + "/identity").status()).isEqualTo(403);
    }
}

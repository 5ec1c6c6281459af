package org.tonotopy.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.account.TokenSecret;

/** What it costs to know who asks, beside 10,000 tokens. */
@Tag("slow")
class TokenCheckTest extends ApiTest {
    private static final int TOKENS = 10_000;
    private static final int CHECKS = 5000;

    @Autowired
    private TokenCallers callers;

    @Autowired
    private JdbcClient database;

    @Test
    void aTokenIsCheckedWithinAMillisecond() {
        database.sql("insert into api_token (id, account_id, prefix, token_sha256, scope, created_at)"
                        + " select gen_random_uuid(), (select id from account limit 1), 'tono_', sha256(n::text::bytea),"
                        + " 'READ', now() from generate_series(1, :tokens) n")
                .param("tokens", TOKENS)
                .update();
        byte[][] hashes = IntStream.range(0, 50)
                .mapToObj(number -> new TokenSecret(fixture.token(Role.MEMBER)).sha256())
                .toArray(byte[][]::new);
        measure(hashes);
        long[] nanos = measure(hashes);
        Arrays.sort(nanos);
        System.out.println(String.format(
                Locale.ROOT,
                "Token check beside %d tokens: median %.3f ms, 99 of 100 within %.3f ms",
                TOKENS,
                nanos[CHECKS / 2] / 1e6,
                nanos[CHECKS * 99 / 100] / 1e6));
        assertThat(nanos[CHECKS / 2] / 1e6).isLessThan(1);
    }

    private long[] measure(byte[][] hashes) {
        long[] nanos = new long[CHECKS];
        for (int check = 0; check < CHECKS; check++) {
            long begin = System.nanoTime();
            assertThat(callers.find(hashes[check % hashes.length])).isPresent();
            nanos[check] = System.nanoTime() - begin;
        }
        return nanos;
    }
}

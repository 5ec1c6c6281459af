package org.tonotopy.worker.joblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLinesTest {
    private static final Instant TIME = Instant.parse("2030-01-02T03:04:05.600Z");

    private static List<String> lines(String text) {
        SecretMask mask = SecretMask.of("correct horse", Map.of("AWS_SECRET_ACCESS_KEY", "abcd/EFGH", "HOME", "/root"));
        return new LogLines(mask).of(TIME, "INFO", "FitWork", text);
    }

    @Test
    void aLineHasTimeLevelLoggerAndText() {
        assertThat(lines("Fitted ln\nwell"))
                .containsExactly("2030-01-02T03:04:05.600Z INFO  FitWork Fitted ln", "well");
    }

    @Test
    void whatIsNotTextIsShownAsSuch() {
        assertThat(lines("a\u0000b\u001b[2Jc\td\r\ne"))
                .containsExactly("2030-01-02T03:04:05.600Z INFO  FitWork a\uFFFDb\uFFFD[2Jc\td", "e");
        assertThat(lines("half \ud83d")).containsExactly("2030-01-02T03:04:05.600Z INFO  FitWork half ?");
    }

    @Test
    void endlessLinesAreCut() {
        assertThat(lines("a".repeat(1_000_000)))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSizeLessThan(9_000).endsWith("[cut]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "login with correct horse failed | login with *** failed",
                "signed by abcd/EFGH. | signed by ***.",
                "the file /root/a is missing | the file /root/a is missing",
                "jdbc:postgresql://db/x?user=me&password=hush&ssl=true | jdbc:postgresql://db/x?user=me&password=***&ssl=true",
                "s3.secret-key: hush | s3.secret-key: ***",
                "{\"token\": \"hush\", \"b\": 1} | {\"token\": \"***\", \"b\": 1}",
                "Authorization: Bearer ttt_0123456789 | Authorization: Bearer ***",
                "from https://me:hush@example.org/a | from https://***@example.org/a",
                "Epoch 3 of at most 100: 2.50 epochs/s | Epoch 3 of at most 100: 2.50 epochs/s",
            })
    void secretsAreMasked(String logged, String kept) {
        assertThat(lines(logged)).containsExactly("2030-01-02T03:04:05.600Z INFO  FitWork " + kept);
    }
}

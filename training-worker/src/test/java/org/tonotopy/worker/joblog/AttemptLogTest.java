package org.tonotopy.worker.joblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogTest {
    @TempDir
    Path folder;

    private AttemptLog log(long limitBytes) throws IOException {
        return new AttemptLog(
                Optional.of(new RandomAccessFile(folder.resolve("spool").toFile(), "rw")), limitBytes);
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "line " + number).toList();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String whole(AttemptLog log) throws IOException {
        return new String(log.whole().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theTailIsTheLastLinesAndTheWholeIsAll() throws IOException {
        try (AttemptLog log = log(1_000_000)) {
            log.append(lines(0, 1000));

            AttemptLog.Tail tail = log.news().orElseThrow();
            assertThat(tail.text()).isEqualTo(text(lines(800, 1000)));
            assertThat(tail.lines()).isEqualTo(1000);
            assertThat(tail.leftOut()).isFalse();
            assertThat(whole(log)).isEqualTo(text(lines(0, 1000)));
            assertThat(whole(log)).as("asked again").isEqualTo(text(lines(0, 1000)));
        }
    }

    @Test
    void nothingIsNewUntilSomethingIsAdded() throws IOException {
        try (AttemptLog log = log(1_000_000)) {
            assertThat(log.news()).isEmpty();
            log.append(lines(0, 1));
            log.told(log.news().orElseThrow());
            assertThat(log.news()).isEmpty();
            log.append(lines(1, 2));
            assertThat(log.news().map(AttemptLog.Tail::text)).contains("line 0\nline 1\n");
        }
    }

    @Test
    void longLinesMakeTheTailShorter() throws IOException {
        try (AttemptLog log = log(1_000_000)) {
            log.append(List.of("a".repeat(20_000), "b".repeat(20_000)));
            assertThat(log.news().orElseThrow().text()).isEqualTo("b".repeat(20_000) + "\n");
        }
    }

    @Test
    void whatIsBeyondTheLimitIsLeftOutExceptForTheLastLines() throws IOException {
        try (AttemptLog log = log(text(lines(0, 10)).length() + 3)) {
            log.append(lines(0, 1000));

            assertThat(log.lost()).isEqualTo(790);
            assertThat(log.news().orElseThrow().leftOut()).isTrue();
            assertThat(whole(log))
                    .startsWith(text(lines(0, 10)) + "[790 lines are left out here")
                    .endsWith("]\n" + text(lines(800, 1000)));
        }
    }

    @Test
    void nothingIsLostWhereTheLastLinesBeginBeforeTheLimit() throws IOException {
        try (AttemptLog log = log(text(lines(0, 10)).length())) {
            log.append(lines(0, 100));

            assertThat(log.lost()).isZero();
            assertThat(whole(log)).isEqualTo(text(lines(0, 100)));
        }
    }

    @Test
    void withoutAFileTheLastLinesAreTheLog() throws IOException {
        try (AttemptLog log = new AttemptLog(Optional.empty(), 1_000_000)) {
            log.append(lines(0, 300));

            assertThat(whole(log)).startsWith("[100 lines are left out here").endsWith(text(lines(100, 300)));
        }
    }

    @Test
    void aFileThatCannotBeWrittenAnyMoreEndsTheLogAndNothingElse() throws IOException {
        RandomAccessFile broken = new RandomAccessFile(folder.resolve("broken").toFile(), "rw");
        try (AttemptLog log = new AttemptLog(Optional.of(broken), 1_000_000)) {
            broken.close();
            log.append(lines(0, 3));

            assertThat(log.lines()).isEqualTo(3);
            assertThat(log.news().map(AttemptLog.Tail::text)).contains(text(lines(0, 3)));
        }
    }
}

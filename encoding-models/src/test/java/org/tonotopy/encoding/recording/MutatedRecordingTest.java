package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.fuzz.Mutation;
import org.tonotopy.encoding.importing.Packed;

/** Whatever becomes of a file, it is a recording or it is refused, in little time and little memory. */
class MutatedRecordingTest {

    private static final int MUTATIONS = 600;

    /** Small enough that a file which claims more must be refused before anything is allocated. */
    private static final ReadingLimits LIMITS = new ReadingLimits(
            new ArrayFileLimits(50, 4096, 1 << 20, 1 << 22, 1032), 100, 100, 100, 100, 1 << 20, 10_000);

    @TempDir
    Path folder;

    @Test
    void bytesOfTheFileChangedAnywhere() throws IOException {
        byte[] whole = new CanonicalFile().bytes();
        SplittableRandom random = new SplittableRandom(1);
        Map<Finding.Code, Integer> refusals = new EnumMap<>(Finding.Code.class);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            accepted += outcome(Mutation.of(whole, random), refusals);
        }
        assertThat(refusals).containsKey(Finding.Code.DAMAGED_FILE);
        assertThat(accepted
                        + refusals.values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(MUTATIONS);
    }

    @Test
    void bytesOfAnArrayChangedBeforeTheChecksum() throws IOException {
        byte[] whole = new CanonicalFile().bytes();
        SplittableRandom random = new SplittableRandom(2);
        Map<Finding.Code, Integer> refusals = new EnumMap<>(Finding.Code.class);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            accepted += outcome(Packed.ofZip(whole).withOneMutated(random).zip(), refusals);
        }
        assertThat(accepted).as("a changed count is still a count").isPositive();
        assertThat(refusals.keySet()).as("refused for what the arrays say").hasSizeGreaterThan(3);
    }

    /** Run with {@code -Dtonotopy.fuzz=100000} for a longer look. */
    @ParameterizedTest
    @ValueSource(strings = {"plain.h5", "filtered.h5", "resizable.h5", "dense_links.h5", "text_dataset.h5"})
    void bytesOfAnHdf5FileChangedAnywhere(String example) throws IOException {
        byte[] whole = Files.readAllBytes(Hdf5RecordingReaderTest.example(example));
        SplittableRandom random = new SplittableRandom(4);
        Map<Finding.Code, Integer> refusals = new EnumMap<>(Finding.Code.class);
        int accepted = 0;
        int mutations = Integer.getInteger("tonotopy.fuzz", MUTATIONS / 6);
        for (int i = 0; i < mutations; i++) {
            Path file = Files.write(folder.resolve("mutated.h5"), Mutation.of(whole, random));
            accepted += outcome(() -> Hdf5RecordingReader.read(file, "{}", LIMITS), refusals);
        }
        assertThat(refusals).containsKey(Finding.Code.DAMAGED_FILE);
        assertThat(accepted).as("elements have no checksum").isBetween(1, mutations - 1);
    }

    @Test
    void charactersOfTheMetadataChangedAnywhere() {
        byte[] whole = new CanonicalFile().json().getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(3);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String json = new String(Mutation.of(whole, random), StandardCharsets.ISO_8859_1);
            try {
                assertThat(RecordingMetadata.parse(json, LIMITS).dtMs()).isPositive();
                accepted++;
            } catch (RecordingRejectedException refused) {
                assertThat(refused.findings()).isNotEmpty();
            }
        }
        assertThat(accepted).isBetween(1, MUTATIONS - 1);
    }

    private int outcome(byte[] bytes, Map<Finding.Code, Integer> refusals) throws IOException {
        Path file = Files.write(folder.resolve("mutated.npz"), bytes);
        return outcome(
                () -> NpzRecordingReader.read(file, RecordingMetadata.parse(new CanonicalFile().json()), LIMITS),
                refusals);
    }

    private static int outcome(Callable<Recording> reading, Map<Finding.Code, Integer> refusals) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                assertThat(reading.call().stimuli()).isNotEmpty();
                return 1;
            } catch (RecordingRejectedException refused) {
                refused.findings().forEach(finding -> refusals.merge(finding.code(), 1, Integer::sum));
                assertThat(refused).message().isNotBlank();
                return 0;
            }
        });
    }
}

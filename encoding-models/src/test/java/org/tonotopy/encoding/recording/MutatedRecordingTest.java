package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.array.ArrayFileLimits;

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
            accepted += outcome(mutated(whole, random), refusals);
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
            accepted += outcome(withMutatedEntry(whole, random), refusals);
        }
        assertThat(accepted).as("a changed count is still a count").isPositive();
        assertThat(refusals.keySet()).as("refused for what the arrays say").hasSizeGreaterThan(3);
    }

    @Test
    void charactersOfTheMetadataChangedAnywhere() {
        byte[] whole = new CanonicalFile().json().getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(3);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String json = new String(mutated(whole, random), StandardCharsets.ISO_8859_1);
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
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                Recording recording =
                        NpzRecordingReader.read(file, RecordingMetadata.parse(new CanonicalFile().json()), LIMITS);
                assertThat(recording.stimuli()).isNotEmpty();
                return 1;
            } catch (RecordingRejectedException refused) {
                refused.findings().forEach(finding -> refusals.merge(finding.code(), 1, Integer::sum));
                assertThat(refused).message().isNotBlank();
                return 0;
            }
        });
    }

    private static byte[] withMutatedEntry(byte[] archive, SplittableRandom random) throws IOException {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        int victim = random.nextInt(7);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream to = new ZipOutputStream(changed)) {
            int index = 0;
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = from.readAllBytes();
                to.write(index++ == victim ? mutated(content, random) : content);
            }
        }
        return changed.toByteArray();
    }

    private static byte[] mutated(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            case 3 -> {
                // Digits decide about shapes and lengths.
                for (int tries = 0; tries < 200; tries++) {
                    int at = random.nextInt(bytes.length);
                    if (bytes[at] >= '0' && bytes[at] <= '9') {
                        bytes[at] = (byte) ('0' + random.nextInt(10));
                        break;
                    }
                }
            }
            default -> {
                int from = random.nextInt(bytes.length);
                int length = random.nextInt(Math.min(40, bytes.length - from) + 1);
                System.arraycopy(original, random.nextInt(bytes.length - length + 1), bytes, from, length);
            }
        }
        return bytes;
    }
}

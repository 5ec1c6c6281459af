package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointRhythmTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void aCheckpointIsDueOnceTheIntervalIsOver() {
        CheckpointRhythm rhythm = new CheckpointRhythm(Duration.ofSeconds(10), 5 * SECOND);

        assertThat(rhythm.isDue(15 * SECOND - 1)).isFalse();
        assertThat(rhythm.isDue(15 * SECOND)).isTrue();
        rhythm.written(15 * SECOND, 15 * SECOND + SECOND / 100);
        assertThat(rhythm.isDue(25 * SECOND)).isFalse();
        assertThat(rhythm.isDue(26 * SECOND)).isTrue();
    }

    @Test
    void aSlowStoreIsAskedSoRarelyThatItCostsAHundredth() {
        CheckpointRhythm rhythm = new CheckpointRhythm(Duration.ofSeconds(10), 0);
        rhythm.written(10 * SECOND, 13 * SECOND);

        assertThat(rhythm.isDue(13 * SECOND + 299 * SECOND)).isFalse();
        assertThat(rhythm.isDue(13 * SECOND + 300 * SECOND)).isTrue();
    }

    @Test
    void withoutAnIntervalEachEpochHasOneWhateverItCosts() {
        CheckpointRhythm rhythm = new CheckpointRhythm(Duration.ZERO, 0);
        rhythm.written(0, 100 * SECOND);

        assertThat(rhythm.isDue(100 * SECOND)).isTrue();
    }
}

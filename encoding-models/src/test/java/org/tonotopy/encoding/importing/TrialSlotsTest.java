package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialSlotsTest {

    @Test
    void trialsComeInAnyOrderAndOften() {
        TrialLabels labels = new TrialLabels();
        int grownBy = 0;
        for (int i = 0; i < 100_000; i++) {
            grownBy += labels.add(i % 7 * (i % 2 == 0 ? 1 : -1));
        }
        assertThat(labels.inOrder()).containsExactly(-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6);
        assertThat(labels.indexOf(-5)).isEqualTo(1);
        assertThat(labels.indexOf(9)).isNegative();
        assertThat(grownBy).as("repeats take no room").isLessThan(500);
    }

    @Test
    void neuronsWithTheSameTrialsKeepThemSideBySide() {
        TrialSlots slots = new TrialSlots(List.of(recorded(3, 1, 2), Optional.empty(), recorded(1, 2)));
        assertThat(slots.aligned()).as("the second only ended earlier").isTrue();
        assertThat(slots.slots()).isEqualTo(3);
        assertThat(slots.recordedRepeats(new int[] {2, 0, 1})).containsExactly(2, 3, 0);
        assertThat(slots.firstRows(new int[] {2, 0, 1})).containsExactly(3, 0, 3);
        assertThat(slots.row(2, 2)).isEqualTo(4);
        assertThatThrownBy(() -> slots.row(1, 1)).hasMessageContaining("not declared");
    }

    @Test
    void aMissingTrialMovesTheLaterOnesUp() {
        TrialSlots slots = new TrialSlots(List.of(recorded(1, 2, 3), recorded(1, 3)));
        assertThat(slots.aligned()).isFalse();
        assertThat(slots.row(1, 3)).isEqualTo(4);
    }

    private static Optional<TrialLabels> recorded(int... trials) {
        TrialLabels labels = new TrialLabels();
        Arrays.stream(trials).forEach(labels::add);
        return Optional.of(labels);
    }
}

package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

    @Test
    void aCosineFallsFromOneToItsFinalShare() {
        LearningRateSchedule cosine = new LearningRateSchedule.Cosine(0.1);
        assertThat(cosine.factor(1, 101, List.of())).isEqualTo(1);
        assertThat(cosine.factor(51, 101, List.of())).isCloseTo(0.55, within(1e-12));
        assertThat(cosine.factor(101, 101, List.of())).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aPlateauLowersTheRateOnceForEveryStretchWithoutImprovement() {
        LearningRateSchedule plateau = new LearningRateSchedule.Plateau(0.5, 2, 0.2);
        List<EpochRecord> curve = curve(0.1, 0.2, 0.15, 0.2);
        assertThat(plateau.factor(4, 100, curve.subList(0, 3))).isEqualTo(1);
        assertThat(plateau.factor(5, 100, curve)).isEqualTo(0.5);
        assertThat(plateau.factor(6, 100, curve(0.1, 0.2, 0.15, 0.2, 0.3))).isEqualTo(0.5);
        assertThat(plateau.factor(9, 100, curve(0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)))
                .isEqualTo(0.2);
    }

    @Test
    void epochsWithoutAScoreCountAsNoImprovement() {
        LearningRateSchedule plateau = new LearningRateSchedule.Plateau(0.5, 2, 0);
        assertThat(plateau.factor(3, 100, curve(Double.NaN, Double.NaN))).isEqualTo(0.5);
    }

    @Test
    void aWarmUpRisesAndThenFollows() {
        LearningRateSchedule schedule = new LearningRateSchedule.WarmUp(4, new LearningRateSchedule.Constant());
        assertThat(schedule.factor(1, 100, List.of())).isEqualTo(0.25);
        assertThat(schedule.factor(4, 100, List.of())).isEqualTo(1);
        assertThat(schedule.factor(50, 100, List.of())).isEqualTo(1);
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> new LearningRateSchedule.Cosine(1)).hasMessageContaining("schedule.final_share");
        assertThatThrownBy(() -> new LearningRateSchedule.Plateau(0, 1, 0)).hasMessageContaining("schedule.share");
        assertThatThrownBy(() -> new LearningRateSchedule.WarmUp(0, new LearningRateSchedule.Constant()))
                .hasMessageContaining("schedule.epochs");
    }

    private static List<EpochRecord> curve(double... scores) {
        List<EpochRecord> curve = new ArrayList<>();
        for (double score : scores) {
            curve.add(new EpochRecord(curve.size() + 1, 1, 1, score, 1e-3, 0));
        }
        return curve;
    }
}

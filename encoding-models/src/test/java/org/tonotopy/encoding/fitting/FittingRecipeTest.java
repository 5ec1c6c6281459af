package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;

class FittingRecipeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1, 1, 1, 0, 0, learning_rate",
        "NaN, 0, 0, 1, 1, 1, 0, 0, learning_rate",
        "1e-3, -1, 0, 1, 1, 1, 0, 0, weight_decay",
        "1e-1, 10, 0, 1, 1, 1, 0, 0, weight_decay",
        "1e-3, 0, -1, 1, 1, 1, 0, 0, clip_norm",
        "1e-3, 0, 0, 0, 1, 1, 0, 0, batch_clips",
        "1e-3, 0, 0, 1, 0, 1, 0, 0, max_epochs",
        "1e-3, 0, 0, 1, 1, 0, 0, 0, patience",
        "1e-3, 0, 0, 1, 1, 1, 1, 0, dropout",
        "1e-3, 0, 0, 1, 1, 1, 0, -0.1, correlation_weight",
    })
    void aSettingThatNoFitCanRunWithIsRefusedByName(
            double learningRate,
            double weightDecay,
            double clipNorm,
            int batchClips,
            int maxEpochs,
            int patience,
            double dropout,
            double correlationWeight,
            String field) {
        InvalidRecipeException refused = catchThrowableOfType(
                InvalidRecipeException.class,
                () -> new GradientDescent(
                        LossFunction.POISSON,
                        learningRate,
                        weightDecay,
                        clipNorm,
                        batchClips,
                        maxEpochs,
                        patience,
                        dropout,
                        correlationWeight,
                        new LearningRateSchedule.Constant(),
                        Initialisation.RANDOM));
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageStartingWith(field + " must be");
    }

    @Test
    void penaltiesAreBoundedInNumberAndPositive() {
        assertThatThrownBy(() -> new ClosedFormRidge(List.of(), PenaltyChoice.ONE_FOR_ALL))
                .hasMessageContaining("penalties");
        assertThatThrownBy(() -> new ClosedFormRidge(Collections.nCopies(101, 1.0), PenaltyChoice.ONE_FOR_ALL))
                .hasMessageContaining("penalties");
        assertThatThrownBy(() -> new ClosedFormRidge(List.of(1.0, 0.0), PenaltyChoice.ONE_FOR_ALL))
                .hasMessageContaining("penalties");
    }
}

package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;

/** The state-space recurrences learn: neurons that leak are predicted better after a few epochs than after one. */
class StateSpaceFitTest {

    @ParameterizedTest
    @EnumSource(
            value = Recurrence.class,
            names = {"LMU", "S4", "MAMBA"})
    void aFewEpochsLowerTheLossAndPredictNewSounds(Recurrence recurrence) {
        StateNet spec = new StateNet(new DenseEncoder(8), recurrence, OutputNonlinearity.SOFTPLUS);

        CompletedFit fit = new PoissonNeurons(new LeakyNeurons(), 400, 4, 5, 4).fit(spec, 1e-2, 15);

        List<EpochRecord> curve = fit.curve();
        assertThat(curve.get(curve.size() - 1).trainLoss())
                .isLessThan(curve.get(0).trainLoss() - 0.02);
        assertThat(fit.bestValidationScore())
                .isGreaterThan(0.25)
                .isGreaterThan(curve.get(0).validationScore() + 0.1);
    }
}

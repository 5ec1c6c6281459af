package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.network.vector.VectorBackend;

class ShortTermDepressionTest {
    @Test
    void theFloorOfABandIsItsLeastValueInAnyTrainStimulus() {
        List<Clip> train = List.of(new Clip(2, new float[] {1, -7, 3, 4}), new Clip(1, new float[] {-2, 5}));

        assertThat(ShortTermDepression.measure(train, 2, 5))
                .isEqualTo(new ShortTermDepression(List.of(-2.0, -7.0), 20));
        assertThat(ShortTermDepression.measure(train, 2, 80).recoveryBins()).isEqualTo(2);
    }

    @Test
    void aFitStartsWhereASteadySoundOfOneUnitLeavesHalf() {
        NetworkSpec spec = new Prefiltered(new ShortTermDepression(List.of(-3.0), 20), new Linear(1));
        NetworkShape shape = new NetworkShape(1, 1);
        float[] parameters = InitialParameters.draw(spec, shape, 1);
        parameters[spec.layout(shape).offset(ParameterNames.STRF_WEIGHT)] = 1;
        parameters[spec.layout(shape).offset(ParameterNames.STRF_BIAS)] = 0;
        float[] steady = new float[200];
        Arrays.fill(steady, -2);
        steady[0] = -9;

        float[] passed = new VectorBackend()
                .network(spec, shape, 1)
                .forward(parameters, List.of(new Clip(steady.length, steady)), Dropout.NONE)
                .responses()
                .get(0);

        assertThat(passed[0]).as("below the floor").isZero();
        assertThat(passed[1]).as("before anything was used").isEqualTo(1);
        assertThat(passed[199]).isCloseTo(0.5f, within(1e-4f));
    }
}

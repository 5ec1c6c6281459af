package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectiveStateSpaceTest {
    private static final NetworkShape SHAPE = new NetworkShape(34, 1);
    private static final NetworkSpec SPEC =
            new StateNet(new DenseEncoder(70), Recurrence.MAMBA, OutputNonlinearity.IDENTITY);

    @Test
    void stepsStartBetweenAThousandthAndATenth() {
        double[] steps = Arrays.stream(block(ParameterNames.STEP_BIAS))
                .map(raw -> Math.log1p(Math.exp(raw)))
                .toArray();

        assertThat(Arrays.stream(steps).boxed())
                .hasSize(140)
                .allSatisfy(step -> assertThat(step).isBetween(0.000999, 0.1001));
        // As many below the middle of the log axis as above, nearly.
        assertThat(Arrays.stream(steps).filter(step -> step < 0.01).count()).isBetween(50L, 90L);
    }

    @Test
    void modesStartAtMinusOneToMinusSixteen() {
        double[] decays = block(ParameterNames.MODE_DECAY);

        for (int i = 0; i < decays.length; i++) {
            assertThat(Math.exp(decays[i])).isCloseTo(i % 16 + 1, within(1e-5));
        }
    }

    private static double[] block(String name) {
        float[] parameters = InitialParameters.draw(SPEC, SHAPE, 3);
        ParameterBlock block = SPEC.layout(SHAPE).find(name).orElseThrow();
        return IntStream.range(0, block.size())
                .mapToDouble(i -> parameters[block.offset() + i])
                .toArray();
    }
}

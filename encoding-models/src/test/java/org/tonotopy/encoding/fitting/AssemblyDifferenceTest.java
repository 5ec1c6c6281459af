package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.InputScaling;

class AssemblyDifferenceTest {
    private static final NetworkShape SHAPE = new NetworkShape(2, 2);
    private static final Linear LINEAR = new Linear(1);
    private static final int BIAS = LINEAR.layout(SHAPE).offset(ParameterNames.STRF_BIAS);
    private static final List<HeldOutSound> SOUNDS = List.of(new HeldOutSound(
            new Stimulus("sound", Optional.empty(), 3, 2, new float[] {0, 0, 1, 0, 0, 0}), Optional.empty()));

    @Test
    void whatIsTheSameToTheLastBitDiffersByNothing() {
        assertThat(difference(model(parameters -> {}), model(parameters -> {})))
                .isEqualTo(new AssemblyDifference(true, OptionalDouble.of(0), OptionalDouble.of(0)));
    }

    @Test
    void differencesAreRelativeToTheLargestOfAnArrayAndOfANeuron() {
        AssemblyDifference difference =
                difference(model(parameters -> {}), model(parameters -> parameters[BIAS + 1] = 4.4f));

        assertThat(difference.sameBits()).isFalse();
        assertThat(difference.weights().orElseThrow()).isCloseTo(0.4 / 4.4, within(1e-6));
        // The second neuron answers its bias to silence, and 1 more to the sound.
        assertThat(difference.predictions().orElseThrow()).isCloseTo(0.4 / 5.4, within(1e-6));
    }

    @Test
    void aZeroOfAnotherSignIsAnotherBitAndNoDifference() {
        assertThat(difference(model(parameters -> parameters[0] = 0f), model(parameters -> parameters[0] = -0f)))
                .isEqualTo(new AssemblyDifference(false, OptionalDouble.of(0), OptionalDouble.of(0)));
    }

    @Test
    void whatIsNotFiniteOrOfAnotherFormIsNotMeasured() {
        AssemblyDifference broken =
                difference(model(parameters -> {}), model(parameters -> parameters[BIAS] = Float.NaN));
        assertThat(broken.weights()).isEmpty();
        assertThat(broken.predictions()).isEmpty();

        FittedModel other = new FittedModel(
                new ModelDescription(new Linear(2), SHAPE),
                new InputScaling(0, 1),
                new float[new Linear(2).layout(SHAPE).size()]);
        AssemblyDifference longer = difference(model(parameters -> {}), FittedAssembly.of(other, List.of(3, 5)));
        assertThat(longer.weights()).isEmpty();
        assertThat(longer.predictions()).isPresent();
    }

    private static AssemblyDifference difference(FittedAssembly first, FittedAssembly second) {
        return AssemblyDifference.between(first, second, SOUNDS, Backends.tested(), 1);
    }

    /** Weights of 1, biases of 4. */
    private static FittedAssembly model(Consumer<float[]> change) {
        float[] parameters = new float[LINEAR.layout(SHAPE).size()];
        Arrays.fill(parameters, 1);
        parameters[BIAS] = 4;
        parameters[BIAS + 1] = 4;
        change.accept(parameters);
        return FittedAssembly.of(
                new FittedModel(new ModelDescription(LINEAR, SHAPE), new InputScaling(0, 1), parameters),
                List.of(3, 5));
    }
}

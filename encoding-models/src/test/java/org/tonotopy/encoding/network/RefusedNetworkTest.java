package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that contradict each other or the data are refused by name, before anything is computed. */
class RefusedNetworkTest {
    private static final NetworkShape SHAPE = new NetworkShape(8, 3);
    private static final OutputNonlinearity OUTPUT = OutputNonlinearity.IDENTITY;
    private static final ContrastReference REFERENCE = new ContrastReference(List.of(0.0), List.of(0.0), List.of(1.0));

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal(() -> new ConvolutionalNetwork(3, 4, 9, 10, 20, OUTPUT).layout(SHAPE), "kernelBands is 4"),
                refusal(() -> new ConvolutionalNetwork(3, 4, 9, 10, 20, OUTPUT).layout(SHAPE), "need 10 bands"),
                refusal(() -> new ConvolutionalNetwork(0, 3, 9, 10, 20, OUTPUT), "layers is 0"),
                refusal(() -> new ConvolutionalNetwork(3, 3, 0, 10, 20, OUTPUT), "kernelBins is 0"),
                refusal(() -> new ConvolutionalNetwork(3, 3, 9, 1, 20, OUTPUT), "channels is 1"),
                refusal(() -> new ConvolutionalNetwork(3, 3, 9, 10, 0, OUTPUT), "hiddenUnits is 0"),
                refusal(() -> new Transformer(0, 48, 32, 0.1, OUTPUT), "windowBins is 0"),
                refusal(() -> new Transformer(40, 1, 32, 0.1, OUTPUT), "embeddingUnits is 1"),
                refusal(() -> new Transformer(40, 48, 0, 0.1, OUTPUT), "feedForwardUnits is 0"),
                refusal(() -> new Transformer(40, 48, 32, 1, OUTPUT), "dropout is 1"),
                refusal(() -> new ShortTermDepression(List.of(Double.NaN), 20), "floor is not finite"),
                refusal(() -> new ShortTermDepression(List.of(0.0), 1), "recoveryBins is 1.0"),
                refusal(
                        () -> new Prefiltered(new ShortTermDepression(List.of(0.0), 20), new Linear(2)).layout(SHAPE),
                        "floor has 1 bands"),
                refusal(() -> gain(OutputNonlinearity.SOFTPLUS, 20), "output is SOFTPLUS"),
                refusal(() -> gain(OutputNonlinearity.DEXP, 1), "contrastBins is 1"),
                refusal(() -> gain(OutputNonlinearity.DEXP, 20).layout(SHAPE), "reference has 1 bands"),
                refusal(
                        () -> new Prefiltered(new FrequencyNormalisation(), gain(OutputNonlinearity.DEXP, 20)),
                        "use no prefilter"));
    }

    private static ContrastGain gain(OutputNonlinearity output, int contrastBins) {
        return new ContrastGain(5, new FullKernel(), output, contrastBins, REFERENCE);
    }

    private static Arguments refusal(ThrowingCallable making, String reason) {
        return Arguments.of(making, reason);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhichNumberAndWhy(ThrowingCallable making, String reason) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }
}

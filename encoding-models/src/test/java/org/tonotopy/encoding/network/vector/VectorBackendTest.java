package org.tonotopy.encoding.network.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkBackendTest;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.RandomBatch;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.TestedNetworks;
import org.tonotopy.encoding.network.nd4j.Nd4jBackend;

class VectorBackendTest extends NetworkBackendTest {
    private static final double SINGLE_PRECISION = 1e-5;

    @Override
    protected NetworkBackend backend() {
        return new VectorBackend();
    }

    @Override
    protected int[] lengthsOfSevenClips() {
        return new int[] {9, 131, 70, 1, 64, 65, 131};
    }

    @Test
    void agreesWithDoublePrecisionForEveryPartBesideEveryOther() {
        assertThat(TestedNetworks.compositions()).allSatisfy(spec -> {
            double[] expected = values(new Nd4jBackend(DataType.DOUBLE), spec);
            assertThat(RelativeError.of(floats(values(backend(), spec)), expected))
                    .as("responses and gradients")
                    .isLessThanOrEqualTo(SINGLE_PRECISION);
        });
    }

    /** Responses, then the gradient of the input, then that of the parameters. */
    private static double[] values(NetworkBackend backend, NetworkSpec spec) {
        float[] parameters = TestedNetworks.parameters(spec, 21);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 22, 9);
        ForwardPass pass = backend.network(spec, TestedNetworks.SHAPE, 1)
                .forward(parameters, batch.clips(), new Dropout(0.3, 5, 6));
        float[] gradient = new float[parameters.length];
        pass.parameterGradient(batch.cotangents(), gradient);
        return List.of(
                        pass.responses().get(0),
                        pass.inputGradients(batch.cotangents()).get(0),
                        gradient)
                .stream()
                .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]))
                .toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

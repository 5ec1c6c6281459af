package org.tonotopy.encoding.network.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

class FiniteLeakStageTest {
    private static final int LAGS = 14;
    private static final double SINGLE_PRECISION = 1e-5;

    @Test
    void agreesWithAnIndependentImplementation() throws IOException {
        try (NpzArchive archive = ReferenceVectors.bundled("exp_decay.npz")) {
            int units = archive.header("x").length(1);
            int bins = archive.header("x").length(2);
            FiniteLeakStage stage = new FiniteLeakStage(units, LAGS, 0);
            stage.load(floats(archive.read("p.d").toDoubles()));
            double[] leakGradient = new double[units];
            for (int clip = 0; clip < archive.header("x").length(0); clip++) {
                StageRun run = stage.run();
                Sequence output = run.forward(sequence(archive.read("x"), clip, units, bins));
                assertThat(RelativeError.of(output.values(), padded(archive.read("y"), clip, units, bins)))
                        .as("output")
                        .isLessThan(SINGLE_PRECISION);
                float[] gradient = new float[units];
                Sequence ofInput = run.backward(sequence(archive.read("cotangent"), clip, units, bins), gradient, true);
                assertThat(RelativeError.of(ofInput.values(), padded(archive.read("dx"), clip, units, bins)))
                        .as("input gradient")
                        .isLessThan(SINGLE_PRECISION);
                for (int unit = 0; unit < units; unit++) {
                    leakGradient[unit] += gradient[unit];
                }
            }
            assertThat(RelativeError.of(leakGradient, archive.read("dp.d").toDoubles()))
                    .as("parameter gradient")
                    .isLessThan(SINGLE_PRECISION);
        }
    }

    private static double[] padded(NpyArray array, int clip, int units, int bins) {
        int stride = Lanes.padded(units);
        double[] values = new double[bins * stride];
        for (int bin = 0; bin < bins; bin++) {
            for (int unit = 0; unit < units; unit++) {
                values[bin * stride + unit] = array.at((clip * units + unit) * bins + bin);
            }
        }
        return values;
    }

    private static Sequence sequence(NpyArray array, int clip, int units, int bins) {
        return new Sequence(floats(padded(array, clip, units, bins)), 0, Lanes.padded(units), bins);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

package org.tonotopy.encoding.network.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.StartingValues;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

/** Layers that are no network by themselves, against an independent implementation, in double precision. */
class LayerReferenceTest {
    private static final double EXACT = 1e-9;

    @Test
    void finiteLeak() throws IOException {
        try (NpzArchive archive = ReferenceVectors.bundled("exp_decay.npz")) {
            ParameterArrays parameters = arrays(archive, "p.", ParameterNames.LEAK, "d");
            ParameterArrays gradient = arrays(archive, "p.", ParameterNames.LEAK, "d");
            gradient.vector().assign(0);
            for (int clip = 0; clip < archive.header("x").length(0); clip++) {
                assertAgrees(
                        new FiniteLeak(parameters, ParameterNames.LEAK, 14),
                        byBin(archive.read("x"), clip),
                        byBin(archive.read("y"), clip),
                        byBin(archive.read("cotangent"), clip),
                        byBin(archive.read("dx"), clip),
                        gradient);
            }
            assertThat(error(
                            gradient.vector(),
                            arrays(archive, "dp.", ParameterNames.LEAK, "d").vector()))
                    .isLessThan(EXACT);
        }
    }

    @Test
    void locallyConnectedEncoder() throws IOException {
        try (NpzArchive archive = ReferenceVectors.bundled("locally_connected1d.npz")) {
            String[] names = {ParameterNames.ENCODER_WEIGHT, "w", ParameterNames.ENCODER_BIAS, "b"};
            ParameterArrays parameters = arrays(archive, "p.", names);
            ParameterArrays gradient = arrays(archive, "p.", names);
            gradient.vector().assign(0);
            // Each of its clips is one frame: here, one bin of one clip.
            assertAgrees(
                    new FrameEncoding(new LocallyConnectedEncoder(3, 2, 3), new Frame(2, 8), parameters),
                    frames(archive.read("x")),
                    frames(archive.read("y")),
                    frames(archive.read("cotangent")),
                    frames(archive.read("dx")),
                    gradient);
            assertThat(error(gradient.vector(), arrays(archive, "dp.", names).vector()))
                    .isLessThan(EXACT);
        }
    }

    private static void assertAgrees(
            Layer layer, INDArray x, INDArray y, INDArray cotangent, INDArray dx, ParameterArrays gradient) {
        try (ArrayScope scope = new ArrayScope()) {
            Activity activity = layer.forward(x, scope);
            assertThat(error(activity.output(), y)).as("output").isLessThan(EXACT);
            assertThat(error(activity.backward(cotangent, gradient, scope), dx))
                    .as("input gradient")
                    .isLessThan(EXACT);
        }
    }

    private static double error(INDArray found, INDArray expected) {
        return RelativeError.of(
                found.dup('c').data().asDouble(), expected.dup('c').data().asDouble());
    }

    /** From {@code [clip][value][bin]} to one clip's {@code [bin][value]}. */
    private static INDArray byBin(NpyArray array, int clip) {
        int values = array.header().length(1);
        int bins = array.header().length(2);
        double[] all = array.toDoubles();
        int first = clip * values * bins;
        return Nd4j.createFromArray(Arrays.copyOfRange(all, first, first + values * bins))
                .reshape(values, bins)
                .transpose()
                .dup('c');
    }

    private static INDArray frames(NpyArray array) {
        int clips = array.header().length(0);
        double[] all = array.toDoubles();
        return Nd4j.createFromArray(all).reshape(clips, all.length / clips);
    }

    /** @param names of blocks, each followed by its name in the file */
    private static ParameterArrays arrays(NpzArchive archive, String prefix, String... names) throws IOException {
        List<ParameterBlock> blocks = new ArrayList<>();
        List<INDArray> values = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < names.length; i += 2) {
            NpyArray array = archive.read(prefix + names[i + 1]);
            blocks.add(new ParameterBlock(names[i], offset, array.header().shape(), new StartingValues.Constant(0)));
            values.add(Nd4j.createFromArray(array.toDoubles()));
            offset += array.elements();
        }
        return new ParameterArrays(new ParameterLayout(blocks), Nd4j.concat(0, values.toArray(INDArray[]::new)));
    }
}

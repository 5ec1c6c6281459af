package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.deeplearning4j.ModelArchive;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.InputScaling;

class FittedModelTest {

    private static final NetworkShape SHAPE = new NetworkShape(4, 3);
    private static final int BINS = 12;
    private static final List<NetworkSpec> SPECS = List.of(
            new Linear(5),
            new LinearNonlinear(5, OutputNonlinearity.SOFTPLUS2),
            new StateNet(new LocallyConnectedEncoder(2, 1, 3), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2),
            new StateNet(new ConvolutionalEncoder(2, 1, 3), Recurrence.LSTM, OutputNonlinearity.DEXP),
            new StateNet(new DenseEncoder(3), Recurrence.RNN, OutputNonlinearity.SIGMOID4_NON_NEGATIVE));

    @Test
    void aModelComesBackWholeFromItsFile() throws Exception {
        for (NetworkSpec spec : SPECS) {
            FittedModel model = model(spec);
            FittedModel read = FittedModel.read(new ByteArrayInputStream(bytes(model)));
            assertThat(read.spec()).isEqualTo(spec);
            assertThat(read.shape()).isEqualTo(SHAPE);
            assertThat(read.inputScaling()).isEqualTo(new InputScaling(40, 12));
            assertThat(read.parameters()).isEqualTo(model.parameters());
            assertThat(Arrays.equals(bytes(read), bytes(model))).isTrue();
        }
    }

    @Test
    void predictionsOfARecordedSoundScaleItFirst() {
        float[] levels = new float[BINS * SHAPE.bands()];
        float[] scaled = new float[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 30 + i % 17;
            scaled[i] = (float) ((levels[i] - 40.0) / 12);
        }
        Predictor predictor = model(SPECS.get(2)).predictor(Backends.tested(), 1);
        assertThat(predictor.predict(new Stimulus("sound", Optional.empty(), BINS, SHAPE.bands(), levels)))
                .isEqualTo(predictor.predictScaled(new Clip(BINS, scaled)));
    }

    @Test
    void deeplearning4jPredictsTheSame() throws Exception {
        float[] input = new float[BINS * SHAPE.bands()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(i);
        }
        for (NetworkSpec spec : SPECS) {
            FittedModel model = model(spec);
            MultiLayerNetwork network =
                    ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes(model)), true);
            INDArray output = network.output(Nd4j.createFromArray(input).reshape(1, BINS, SHAPE.bands()));
            assertThat(output.shape()).containsExactly(1, BINS, SHAPE.neurons());
            assertThat(output.reshape(output.length()).toFloatVector())
                    .isEqualTo(model.predictor(Backends.tested(), 1).predictScaled(new Clip(BINS, input)));
        }
    }

    @Test
    void aFileThatIsNoModelIsRefusedWithAReason() throws Exception {
        byte[] whole = bytes(model(SPECS.get(0)));
        refused(new byte[0], "lacks");
        refused("no zip".getBytes(StandardCharsets.UTF_8), "lacks");
        refused(with(whole, ModelArchive.PARAMETERS, new byte[10]), "cut short");
        refused(with(whole, FittedModel.DESCRIPTION, "[1]".getBytes(StandardCharsets.UTF_8)), "not a JSON object");
        refused(with(whole, FittedModel.DESCRIPTION, "{".getBytes(StandardCharsets.UTF_8)), "not JSON");
        refused(
                with(whole, FittedModel.DESCRIPTION, description("\"kind\":\"linear\"", "\"kind\":\"oracle\"")),
                "no network that is known");
        refused(
                with(whole, FittedModel.DESCRIPTION, description("\"delay_bins\":5", "\"delay_bins\":2000000000")),
                "no network that is known");
        refused(
                with(whole, FittedModel.DESCRIPTION, description("\"delay_bins\":5", "\"delay_bins\":6")),
                "where the network has");
        refused(with(whole, FittedModel.DESCRIPTION, description("\"deviation\":12.0", "\"deviation\":0")), "scaling");
        refused(with(whole, "preprocessor.bin", serialised()), "an entry that no model has");
    }

    @Test
    void aFileThatEndsWithinAnEntryIsRefused() throws Exception {
        byte[] whole = bytes(model(SPECS.get(0)));
        int directory = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int length = 0; length < directory - 16; length += 41) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FittedModel.read(new ByteArrayInputStream(part)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws Exception {
        float[] parameters = new float[SPECS.get(0).layout(SHAPE).size()];
        parameters[3] = Float.NaN;
        byte[] broken =
                bytes(new FittedModel(new ModelDescription(SPECS.get(0), SHAPE), new InputScaling(40, 12), parameters));
        refused(broken, "not finite");
    }

    private static void refused(byte[] file, String reason) {
        assertThatThrownBy(() -> FittedModel.read(new ByteArrayInputStream(file)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(reason);
    }

    private static FittedModel model(NetworkSpec spec) {
        return new FittedModel(
                new ModelDescription(spec, SHAPE), new InputScaling(40, 12), InitialParameters.draw(spec, SHAPE, 3));
    }

    private static byte[] bytes(FittedModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static byte[] description(String part, String replacement) {
        String json = new String(
                FittedModel.describe(new ModelDescription(SPECS.get(0), SHAPE), new InputScaling(40, 12)),
                StandardCharsets.UTF_8);
        assertThat(json).contains(part);
        return json.replace(part, replacement).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] serialised() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject("anything");
        }
        return bytes.toByteArray();
    }

    private static byte[] with(byte[] zip, String name, byte[] content) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
                entries.put(entry.getName(), source.readAllBytes());
            }
        }
        entries.put(name, content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream target = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                target.putNextEntry(new ZipEntry(entry.getKey()));
                target.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}

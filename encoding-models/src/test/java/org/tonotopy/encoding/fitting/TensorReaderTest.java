package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.TestedNetworks;
import org.tonotopy.encoding.response.InputScaling;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TensorReaderTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Names without quotes, to be read among quotes. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private static final String ABOUT = "{\"dt_ms\": 5}";

    @TempDir
    private Path folder;

    private static AssembledNetwork network(NetworkSpec spec, Optional<Integer> fold) {
        return new AssembledNetwork(
                new FittedModel(
                        new ModelDescription(spec, TestedNetworks.SHAPE),
                        new InputScaling(40, 12.3),
                        TestedNetworks.parameters(spec, 3)),
                IntStream.range(0, TestedNetworks.SHAPE.neurons()).boxed().toList(),
                fold);
    }

    private static byte[] tensors(FittedAssembly model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.writeTensors(Map.of("about", ABOUT), bytes);
        return bytes.toByteArray();
    }

    private static byte[] archive(FittedAssembly model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.writeTo(bytes);
        return bytes.toByteArray();
    }

    private FittedAssembly.WithMetadata read(byte[] file) throws IOException {
        return FittedAssembly.readTensors(Files.write(folder.resolve("weights.safetensors"), file));
    }

    @Test
    void everyKindOfNetworkComesBackToTheLastBit() throws IOException {
        for (NetworkSpec spec : TestedNetworks.all()) {
            FittedAssembly model = new FittedAssembly(List.of(network(spec, Optional.empty())));

            FittedAssembly.WithMetadata back = read(tensors(model));

            assertThat(archive(back.model())).as(spec.toString()).isEqualTo(archive(model));
            assertThat(back.about()).containsEntry("about", ABOUT);
        }
    }

    @Test
    void soDoesAnAssemblyOfFolds() throws IOException {
        FittedAssembly model = new FittedAssembly(
                List.of(network(new Linear(6), Optional.of(0)), network(new Linear(4), Optional.of(1))));

        assertThat(archive(read(tensors(model)).model())).isEqualTo(archive(model));
    }

    /** The file of a linear network whose header somebody changed. */
    private static byte[] changed(Consumer<ObjectNode> header, Consumer<ObjectNode> network) throws IOException {
        byte[] file = tensors(new FittedAssembly(List.of(network(new Linear(6), Optional.empty()))));
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        ObjectNode json = (ObjectNode) JSON.readTree(new String(file, 8, length, StandardCharsets.UTF_8));
        ObjectNode metadata = (ObjectNode) json.path("__metadata__");
        ObjectNode described = (ObjectNode)
                JSON.readTree(metadata.path("networks").stringValue()).path(0);
        network.accept(described);
        metadata.put("networks", "[" + JSON.writeValueAsString(described) + "]");
        header.accept(json);
        byte[] written = JSON.writeValueAsBytes(json);
        return ByteBuffer.allocate(8 + written.length + file.length - 8 - length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(written.length)
                .put(written)
                .put(file, 8 + length, file.length - 8 - length)
                .array();
    }

    private void assertRefused(byte[] file, String... words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void whatIsWrongWithATensorIsNamed() throws IOException {
        assertRefused(
                changed(header -> ((ObjectNode) header.path("strf.bias")).put("dtype", "F64"), network -> {}),
                "strf.bias.dtype",
                "float32");
        assertRefused(
                changed(
                        header -> ((ObjectNode) header.path("strf.bias"))
                                .putArray("shape")
                                .add(1)
                                .add(5),
                        network -> {}),
                "strf.bias.shape: it is [1, 5]",
                "[5]");
        assertRefused(
                changed(
                        header -> {
                            header.set("strf.other", header.remove("strf.bias"));
                        },
                        network -> {}),
                "strf.bias: it is missing");
        assertRefused(
                changed(header -> header.set("more", header.path("strf.bias").deepCopy()), network -> {}),
                "data_offsets",
                "without gaps");
        assertRefused(
                changed(
                        header -> {
                            ObjectNode bias = (ObjectNode) header.path("strf.bias");
                            bias.set(
                                    "data_offsets",
                                    header.path("strf.weight")
                                            .path("data_offsets")
                                            .deepCopy());
                        },
                        network -> {}),
                "data_offsets",
                "without gaps");
        assertRefused(
                changed(
                        header -> ((ObjectNode) header.path("strf.bias"))
                                .putArray("data_offsets")
                                .add(0)
                                .add(1L << 60),
                        network -> {}),
                "data_offsets");
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() throws IOException {
        byte[] file = changed(header -> {}, network -> {});
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 4, Float.NaN);

        assertRefused(file, "strf.bias: its value 4 is NaN");
    }

    @Test
    void aHeaderIsBoundedAndNothingStandsBehindTheTensors() throws IOException {
        byte[] file = changed(header -> {}, network -> {});
        byte[] longer = Arrays.copyOf(file, file.length + 4);
        byte[] hostile = file.clone();
        ByteBuffer.wrap(hostile).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);

        assertRefused(longer, "the file: behind the header");
        assertRefused(hostile, "the header");
        byte[] twice = new String(file, StandardCharsets.ISO_8859_1)
                .replace("\"strf.bias\":", "\"strf.weight\":")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer.wrap(twice)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() + 2);
        assertRefused(twice, "the header", "a name twice");
        assertRefused(
                changed(header -> ((ObjectNode) header.path("__metadata__")).put("format_version", "2"), network -> {}),
                "__metadata__.format_version: it is 2");
        assertRefused(new byte[3], "the header");
        assertRefused(
                changed(header -> ((ObjectNode) header.path("__metadata__")).remove("networks"), network -> {}),
                "__metadata__.networks: it is missing");
    }

    @Test
    void anInputScalingMustBeThere() throws IOException {
        assertRefused(changed(header -> {}, network -> network.remove("input_scaling")), "networks[0].input_scaling");
        assertRefused(
                changed(header -> {}, network -> ((ObjectNode) network.path("input_scaling")).put("deviation", 0)),
                "networks[0].input_scaling",
                "positive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network | {kind: \"linear\", delay_bins: 1000000000, kernel: {kind: \"full\"}} | network.delay_bins: it is above 400",
                "network | {kind: \"linear\", delay_bins: 0, kernel: {kind: \"full\"}} | delayBins is 0",
                "network | {kind: \"linear\", delay_bins: 7, kernel: {kind: \"full\"}} | strf.weight.shape: it is [6, 17, 5]; use [7, 17, 5]",
                "network | {kind: \"linear\", delay_bins: 6, kernel: null} | no network that is known here",
                "network | {kind: \"linear\", delay_bins: 6} | no network that is known here",
                "network | {kind: \"linear\", delay_bins: 6, kernel: {kind: \"full\"}, more: 1} | no network that is known here",
                "network | {kind: \"magic\"} | no network that is known here",
                "network | null | no network that is known here",
                "network | {kind: \"prefiltered\", prefilter: {kind: \"ic_adaptation\", kernel_bins: 4, retention: [0.9]},"
                        + " network: {kind: \"linear\", delay_bins: 6, kernel: {kind: \"full\"}}} | retention has 1 bands",
                "network | {kind: \"cnn2d\", layers: 1, kernel_bands: 1, kernel_bins: 1, channels: 65, hidden_units: 1,"
                        + " output: \"RELU\"} | network.channels: it is above 64",
                "shape | {bands: 17, neurons: 2000000000} | shape.neurons: it is above",
                "shape | {bands: 17.5, neurons: 5} | shape.bands: it holds what is no whole number",
                "shape | {bands: 17} | no network that is known here",
                "neurons | [0] | networks[0].neurons: a network of 5 outputs",
                "neurons | [0, 1, 3, 2, 4] | networks[0].neurons: the neurons of a network must be ascending",
                "neurons | [0, 1, 2, 3, -4] | networks[0].neurons: it holds what is no whole number",
                "fold | 100 | networks[0].fold: it is above 99",
                "prefix | \"network.7.\" | networks[0].prefix",
                "surplus | 1 | no network that is known here"
            })
    void aNetworkIsOneThatIsKnownAndBoundedBeforeAnythingIsMadeOfIt(String part, String said, String refusal)
            throws IOException {
        assertRefused(changed(header -> {}, network -> network.set(part, LENIENT.readTree(said))), refusal);
    }
}

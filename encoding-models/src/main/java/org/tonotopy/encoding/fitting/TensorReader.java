package org.tonotopy.encoding.fitting;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.response.InputScaling;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the safetensors that {@link TensorFile} writes, also where another program wrote them: tensors may stand in any order.
 * A file is taken for numbers and JSON and nothing else, and nothing is computed or held of a network before its tensors are
 * known to be in the file.
 */
final class TensorReader {

    private static final String METADATA = "__metadata__";
    private static final String SCALING = "input_scaling";
    private static final int LONGEST_HEADER = 1 << 24;
    private static final int LONGEST_ABOUT = 1 << 20;

    /** What is in no tensor is bounded too, for it says how much memory a network needs: as what can be fitted here. */
    private static final int MOST_BINS = 400;

    private static final int MOST_CHANNELS = 64;
    private static final int MOST_OF_ANYTHING = 2048;

    /** Of a prefilter's time constants, which are milliseconds and grow with shorter bins, of any dataset. */
    private static final int MOST_BINS_OF_A_PREFILTER = 1 << 14;

    private static final Set<String> OF_A_PREFILTER = Set.of("kernel_bins", "recovery_bins");
    private static final int MOST_BANDS_OR_NEURONS = 1 << 20;

    /** Every neuron is looked for in every fold. */
    private static final int MOST_FOLDS = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final FileChannel file;
    private final long dataBegin;
    private final long dataBytes;
    private final Map<String, Tensor> tensors;
    private final JsonNode metadata;

    private TensorReader(FileChannel file) throws IOException {
        this.file = file;
        long length = headerLength(file);
        this.dataBegin = Long.BYTES + length;
        this.dataBytes = file.size() - dataBegin;
        ObjectNode header = object("the header", bytes(file, Long.BYTES, (int) length));
        JsonNode about = header.remove(METADATA);
        this.metadata = about == null ? JSON.createObjectNode() : about;
        this.tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            tensors.put(entry.getKey(), Tensor.of(entry.getKey(), entry.getValue()));
        }
        requireNoGaps();
    }

    /**
     * Where a tensor lies.
     *
     * @param shape its axes
     * @param begin of its bytes, from the end of the header on
     * @param end behind them
     */
    private record Tensor(String name, List<Integer> shape, long begin, long end) {
        static Tensor of(String name, JsonNode described) throws InvalidModelException {
            if (!described.path("dtype").asString("").equals("F32")) {
                throw refused(name + ".dtype", "it is not F32", "convert the tensor to float32");
            }
            List<Integer> shape = new ArrayList<>();
            for (JsonNode axis : described.path("shape")) {
                shape.add(whole(name + ".shape", axis));
            }
            JsonNode offsets = described.path("data_offsets");
            if (offsets.size() != 2
                    || !offsets.path(0).isIntegralNumber()
                    || !offsets.path(1).isIntegralNumber()) {
                throw refused(name + ".data_offsets", "it is not a list of two whole numbers", "save the file again");
            }
            return new Tensor(
                    name, shape, offsets.path(0).asLong(-1), offsets.path(1).asLong(-1));
        }
    }

    /**
     * Reads a file.
     *
     * @throws InvalidModelException naming the tensor or the part of the header that is wrong
     * @throws IOException where the disk fails
     */
    static FittedAssembly.WithMetadata read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new TensorReader(file).read();
        } catch (EOFException cut) {
            throw new InvalidModelException("the file: it ends too early; send it again", cut);
        }
    }

    private static long headerLength(FileChannel file) throws IOException {
        long length = file.size() < Long.BYTES
                ? -1
                : ByteBuffer.wrap(bytes(file, 0, Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
        if (length < 2 || length > Math.min(LONGEST_HEADER, file.size() - Long.BYTES)) {
            throw refused(
                    "the header",
                    "the file does not begin with the length of one, of at most " + LONGEST_HEADER + " bytes",
                    "send the weights as safetensors");
        }
        return length;
    }

    /** As the format demands: otherwise bytes could count for several tensors, and a small file hold any number of them. */
    private void requireNoGaps() throws InvalidModelException {
        long end = 0;
        for (Tensor tensor : tensors.values().stream()
                .sorted(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end))
                .toList()) {
            if (tensor.begin() != end || tensor.end() < end) {
                throw refused(
                        tensor.name() + ".data_offsets",
                        "tensors must lie one after another without gaps",
                        "save the file again");
            }
            end = tensor.end();
        }
        if (end != dataBytes) {
            throw refused(
                    "the file",
                    "behind the header are " + dataBytes + " bytes, and its tensors take " + end,
                    "send the whole file again");
        }
    }

    private FittedAssembly.WithMetadata read() throws IOException {
        Map<String, String> about = about();
        JsonNode described = networks(about);
        Set<String> unread = new HashSet<>(tensors.keySet());
        List<AssembledNetwork> networks = new ArrayList<>();
        for (int index = 0; index < described.size(); index++) {
            String prefix = TensorFile.prefix(index, described.size());
            networks.add(network("networks[" + index + "]", prefix, described.get(index), unread));
        }
        if (!unread.isEmpty()) {
            String name = unread.stream().sorted().findFirst().orElseThrow();
            throw refused(name, "no network of the file has such a tensor", "leave it out");
        }
        try {
            return new FittedAssembly.WithMetadata(new FittedAssembly(networks), about);
        } catch (IllegalArgumentException inconsistent) {
            throw new InvalidModelException(
                    "networks: they do not fit together (" + inconsistent.getMessage() + ")", inconsistent);
        }
    }

    private Map<String, String> about() throws InvalidModelException {
        Map<String, String> about = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            if (!entry.getValue().isString()) {
                throw refused(METADATA + "." + entry.getKey(), "it is no text", "write it as text");
            }
            about.put(entry.getKey(), entry.getValue().stringValue());
        }
        return about;
    }

    private static JsonNode networks(Map<String, String> about) throws InvalidModelException {
        String version = about.getOrDefault(TensorFile.FORMAT_VERSION, TensorFile.VERSION);
        if (!version.equals(TensorFile.VERSION)) {
            throw refused(
                    METADATA + "." + TensorFile.FORMAT_VERSION,
                    "it is " + version + ", and " + TensorFile.VERSION + " is what is read here",
                    "write the file as docs/weights.md describes it");
        }
        String text = about.remove(TensorFile.NETWORKS);
        if (text == null) {
            throw refused(
                    METADATA + "." + TensorFile.NETWORKS,
                    "it is missing, so it is not known what the tensors are",
                    "write it as docs/weights.md describes it");
        }
        if (about.values().stream().mapToLong(String::length).sum() > LONGEST_ABOUT) {
            throw refused(
                    METADATA, "it is longer than " + LONGEST_ABOUT + " characters", "leave out what is not needed");
        }
        try {
            JsonNode networks = JSON.readTree(text);
            if (networks.isArray() && !networks.isEmpty()) {
                return networks;
            }
        } catch (JacksonException unreadable) {
            throw new InvalidModelException(
                    "networks: it is not JSON, or has a name twice; save the file again", unreadable);
        }
        throw refused(TensorFile.NETWORKS, "it is not a list of networks", "write one object for each network");
    }

    private AssembledNetwork network(String field, String prefix, JsonNode described, Set<String> unread)
            throws IOException {
        if (!(described.deepCopy() instanceof ObjectNode parts)) {
            throw refused(field, "it is not an object", "write it as docs/weights.md describes it");
        }
        JsonNode said = parts.remove("prefix");
        if (said != null && !said.asString("").equals(prefix)) {
            throw refused(field + ".prefix", "it is not \"" + prefix + "\"", "name the tensors so");
        }
        List<Integer> neurons = new ArrayList<>();
        for (JsonNode neuron : Optional.ofNullable(parts.remove("neurons")).orElseGet(JSON::createArrayNode)) {
            neurons.add(whole(field + ".neurons", neuron));
        }
        JsonNode fold = parts.remove("fold");
        Optional<Integer> heldOut =
                fold == null || fold.isNull() ? Optional.empty() : Optional.of(whole(field + ".fold", fold));
        if (heldOut.filter(index -> index >= MOST_FOLDS).isPresent()) {
            throw refused(field + ".fold", "it is above " + (MOST_FOLDS - 1), "count folds from 0");
        }
        InputScaling scaling = scaling(field, parts.remove(SCALING));
        ModelDescription description = description(field, parts);
        float[] parameters = parameters(prefix, description.network().layout(description.shape()), unread);
        try {
            return new AssembledNetwork(new FittedModel(description, scaling, parameters), neurons, heldOut);
        } catch (IllegalArgumentException unsuitable) {
            throw new InvalidModelException(field + ".neurons: " + unsuitable.getMessage(), unsuitable);
        }
    }

    private static InputScaling scaling(String network, JsonNode described) throws InvalidModelException {
        String field = network + "." + SCALING;
        if (described == null
                || !described.path("mean").isNumber()
                || !described.path("deviation").isNumber()) {
            throw refused(field, "it has no mean and deviation", "say by what a level is scaled; 0 and 1: by nothing");
        }
        try {
            return new InputScaling(
                    described.path("mean").doubleValue(),
                    described.path("deviation").doubleValue());
        } catch (IllegalArgumentException | JacksonException unusable) {
            throw new InvalidModelException(field + ": " + unusable.getMessage(), unusable);
        }
    }

    private static ModelDescription description(String field, ObjectNode parts) throws InvalidModelException {
        requireBounded(field + ".network", parts.path("network"));
        for (Map.Entry<String, JsonNode> axis : parts.path("shape").properties()) {
            if (whole(field + ".shape." + axis.getKey(), axis.getValue()) > MOST_BANDS_OR_NEURONS) {
                throw refused(field + ".shape." + axis.getKey(), "it is above " + MOST_BANDS_OR_NEURONS, "use fewer");
            }
        }
        try {
            return ModelDescription.parse(JSON.writeValueAsString(parts));
        } catch (InvalidModelException unknown) {
            throw new InvalidModelException(
                    field + ".network: it is no network that is known here ("
                            + Optional.ofNullable(unknown.getCause())
                                    .map(Throwable::getMessage)
                                    .map(reason -> reason.lines().findFirst().orElse(""))
                                    .orElse("")
                            + "); write it as the weights of a model of that kind say it",
                    unknown);
        }
    }

    private static void requireBounded(String field, JsonNode part) throws InvalidModelException {
        for (Map.Entry<String, JsonNode> setting : part.properties()) {
            String name = field + "." + setting.getKey();
            JsonNode value = setting.getValue();
            int most = most(part, setting.getKey());
            if (value.isNumber() && !(Math.abs(value.asDouble(Double.NaN)) <= most)) {
                throw refused(name, "it is above " + most, "use less");
            }
            requireBounded(name, value);
        }
    }

    private static int most(JsonNode part, String setting) {
        if (OF_A_PREFILTER.contains(setting)) {
            return MOST_BINS_OF_A_PREFILTER;
        }
        if (setting.endsWith("_bins")) {
            return MOST_BINS;
        }
        boolean ofEachPosition =
                setting.equals("channels") && !part.path("kind").asString("").equals("dense");
        return ofEachPosition ? MOST_CHANNELS : MOST_OF_ANYTHING;
    }

    private float[] parameters(String prefix, ParameterLayout layout, Set<String> unread) throws IOException {
        List<Tensor> found = new ArrayList<>();
        for (ParameterBlock block : layout.blocks()) {
            found.add(tensor(prefix + block.name(), block));
        }
        float[] parameters = new float[layout.size()];
        for (int index = 0; index < found.size(); index++) {
            Tensor tensor = found.get(index);
            ParameterBlock block = layout.blocks().get(index);
            unread.remove(tensor.name());
            ByteBuffer.wrap(bytes(file, dataBegin + tensor.begin(), Float.BYTES * block.size()))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(parameters, block.offset(), block.size());
            requireFinite(tensor.name(), parameters, block);
        }
        return parameters;
    }

    private Tensor tensor(String name, ParameterBlock block) throws InvalidModelException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw refused(name, "it is missing", "add it with the shape " + block.shape());
        }
        if (!tensor.shape().equals(block.shape())) {
            throw refused(name + ".shape", "it is " + tensor.shape(), "use " + block.shape() + ", as the network says");
        }
        if (tensor.end() - tensor.begin() != (long) Float.BYTES * block.size()) {
            throw refused(
                    name + ".data_offsets",
                    "they span " + (tensor.end() - tensor.begin()) + " bytes",
                    "save the file again");
        }
        return tensor;
    }

    private static void requireFinite(String name, float[] parameters, ParameterBlock block)
            throws InvalidModelException {
        for (int index = 0; index < block.size(); index++) {
            float value = parameters[block.offset() + index];
            if (!Float.isFinite(value)) {
                throw refused(name, "its value " + index + " is " + value, "send finite weights");
            }
        }
    }

    private static ObjectNode object(String field, byte[] json) throws InvalidModelException {
        try {
            if (JSON.readTree(new String(json, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException unreadable) {
            throw new InvalidModelException(
                    field + ": it is not JSON, or has a name twice; send the weights as safetensors", unreadable);
        }
        throw refused(field, "it is not a JSON object", "send the weights as safetensors");
    }

    private static int whole(String field, JsonNode value) throws InvalidModelException {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw refused(field, "it holds what is no whole number from 0 on", "use whole numbers");
        }
        return value.intValue();
    }

    private static byte[] bytes(FileChannel file, long begin, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, begin + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }

    private static InvalidModelException refused(String field, String problem, String remedy) {
        return new InvalidModelException(field + ": " + problem + "; " + remedy);
    }
}

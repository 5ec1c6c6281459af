package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.network.ParameterBlock;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Assemblies as safetensors: the length of a header as eight bytes, the header as JSON, and then numbers, all little-endian.
 * Of each network every block of its {@link org.tonotopy.encoding.network.ParameterLayout} is a tensor of its own.
 */
final class TensorFile {

    /** What is said of each network, among the metadata. */
    static final String NETWORKS = "networks";
    /** Which form this is, among the metadata. */
    static final String FORMAT_VERSION = "format_version";
    /** The one that there is. */
    static final String VERSION = "1";

    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = JsonMapper.shared();

    private TensorFile() {}

    /**
     * Writes networks.
     *
     * @param about goes into the header beside what is said of each network
     * @param destination left open
     */
    static void write(List<AssembledNetwork> networks, Map<String, String> about, OutputStream destination)
            throws IOException {
        byte[] header = header(networks, about);
        int padded = Math.toIntExact((header.length + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT);
        byte[] spaces = new byte[padded - header.length];
        Arrays.fill(spaces, (byte) ' ');
        destination.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .array());
        destination.write(header);
        destination.write(spaces);
        for (AssembledNetwork network : networks) {
            destination.write(bytes(network.model().parameters()));
        }
    }

    /** What the names of a network's tensors begin with. */
    static String prefix(int index, int networks) {
        return networks == 1 ? "" : "network." + index + ".";
    }

    private static byte[] header(List<AssembledNetwork> networks, Map<String, String> about) {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode metadata = header.putObject("__metadata__");
        metadata.put("format", "tonotopy-weights");
        metadata.put(FORMAT_VERSION, VERSION);
        about.forEach(metadata::put);
        ArrayNode described = JSON.createArrayNode();
        long offset = 0;
        for (int index = 0; index < networks.size(); index++) {
            AssembledNetwork network = networks.get(index);
            String prefix = prefix(index, networks.size());
            described.add(describe(network, prefix));
            FittedModel model = network.model();
            for (ParameterBlock block : model.spec().layout(model.shape()).blocks()) {
                ObjectNode tensor = header.putObject(prefix + block.name());
                tensor.put("dtype", "F32");
                ArrayNode shape = tensor.putArray("shape");
                block.shape().forEach(shape::add);
                long begin = offset + (long) Float.BYTES * block.offset();
                tensor.putArray("data_offsets").add(begin).add(begin + (long) Float.BYTES * block.size());
            }
            offset += (long) Float.BYTES * model.parameterCount();
        }
        metadata.put(NETWORKS, JSON.writeValueAsString(described));
        return JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode describe(AssembledNetwork network, String prefix) {
        ObjectNode described = JSON.createObjectNode();
        described.put("prefix", prefix);
        network.fold().ifPresentOrElse(fold -> described.put("fold", fold), () -> described.putNull("fold"));
        ArrayNode neurons = described.putArray("neurons");
        network.neurons().forEach(neurons::add);
        described.setAll((ObjectNode) JSON.readTree(network.model().describe()));
        return described;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }
}

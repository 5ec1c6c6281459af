package org.tonotopy.encoding.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * A network that was fitted elsewhere to a real recording, and what it predicts for one sound.
 *
 * @param parameters in the order of the layout
 * @param input time-major
 * @param prediction time-major
 */
public record TrainedNetwork(float[] parameters, float[] input, double[] prediction) {
    /** The data that it is for. */
    public static final NetworkShape SHAPE = new NetworkShape(34, 119);
    /** What it is. */
    public static final StateNet SPEC =
            new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(ParameterNames.ENCODER_WEIGHT, "p.lc.w"),
            Map.entry(ParameterNames.ENCODER_BIAS, "p.lc.b"),
            Map.entry(ParameterNames.NORM_SCALE, "p.ln.ln.weight"),
            Map.entry(ParameterNames.NORM_SHIFT, "p.ln.ln.bias"),
            Map.entry(ParameterNames.INPUT_WEIGHT, "p.rnn.weight_ih_l0"),
            Map.entry(ParameterNames.STATE_WEIGHT, "p.rnn.weight_hh_l0"),
            Map.entry(ParameterNames.INPUT_BIAS, "p.rnn.bias_ih_l0"),
            Map.entry(ParameterNames.STATE_BIAS, "p.rnn.bias_hh_l0"),
            Map.entry(ParameterNames.READOUT_WEIGHT, "p.read.fc.weight"),
            Map.entry(ParameterNames.READOUT_BIAS, "p.read.fc.bias"),
            Map.entry(ParameterNames.OUTPUT_STEEPNESS, "p.read.act.rb"),
            Map.entry(ParameterNames.OUTPUT_FLOOR, "p.read.act.b"));

    /** Reads its file. */
    public static TrainedNetwork read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ParameterLayout layout = SPEC.layout(SHAPE);
            float[] parameters = new float[layout.size()];
            for (ParameterBlock block : layout.blocks()) {
                System.arraycopy(floats(zip, NAMES.get(block.name())), 0, parameters, block.offset(), block.size());
            }
            float[] prediction = floats(zip, "pred_stim17");
            double[] expected = new double[prediction.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = prediction[i];
            }
            return new TrainedNetwork(parameters, floats(zip, "x_norm_stim17"), expected);
        }
    }

    /** The file's bytes in their order: its sequences are {@code [value][bin]} in Fortran order, which is time-major. */
    private static float[] floats(ZipFile zip, String name) throws IOException {
        try (DataInputStream in = new DataInputStream(zip.getInputStream(zip.getEntry(name + ".npy")))) {
            in.skipNBytes(8);
            String header = new String(
                    in.readNBytes(Short.toUnsignedInt(Short.reverseBytes(in.readShort()))), StandardCharsets.US_ASCII);
            if (!header.contains("'<f4'") || header.contains("True") == name.startsWith("p.")) {
                throw new IOException(name + " is laid out otherwise: " + header);
            }
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }
}

package org.tonotopy.encoding.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

/**
 * A small network with its outputs and gradients, computed by an independent implementation in double precision; in this
 * project's order of axes.
 *
 * @param parameters in the order of the network's layout
 * @param inputs per clip, time-major
 * @param responses per clip, time-major
 * @param cotangents what the gradients are for, shaped as the responses
 * @param parameterGradient in the order of the network's layout
 * @param inputGradients shaped as the inputs
 */
public record ReferenceNetwork(
        NetworkSpec spec,
        NetworkShape shape,
        double[] parameters,
        List<double[]> inputs,
        List<double[]> responses,
        List<double[]> cotangents,
        double[] parameterGradient,
        List<double[]> inputGradients) {
    private static final LocallyConnectedEncoder ENCODER = new LocallyConnectedEncoder(3, 2, 3);

    /** The networks by the name of their file. */
    private static final Map<String, NetworkSpec> SPECS = Map.ofEntries(
            Map.entry("linear", new Linear(5)),
            Map.entry("ln_softplus", new LinearNonlinear(5, OutputNonlinearity.SOFTPLUS2)),
            Map.entry("ln_sigmoid", new LinearNonlinear(5, OutputNonlinearity.SIGMOID)),
            Map.entry(
                    "nrf",
                    new ReceptiveFieldNetwork(
                            5, new FullKernel(), 6, HiddenActivation.TANH, OutputNonlinearity.SOFTPLUS2)),
            Map.entry("dnet", new DynamicNetwork(5, new FullKernel(), 6, 14, false, OutputNonlinearity.IDENTITY)),
            Map.entry("convnet2d", new ConvolutionalNetwork(3, 3, 5, 4, 6, OutputNonlinearity.SOFTPLUS2)),
            Map.entry("statenet_gru", new StateNet(ENCODER, Recurrence.GRU, OutputNonlinearity.SOFTPLUS2)),
            Map.entry("statenet_gru_identity", new StateNet(ENCODER, Recurrence.GRU, OutputNonlinearity.IDENTITY)),
            Map.entry("statenet_lstm", new StateNet(ENCODER, Recurrence.LSTM, OutputNonlinearity.SOFTPLUS2)),
            Map.entry("statenet_rnn", new StateNet(ENCODER, Recurrence.RNN, OutputNonlinearity.SOFTPLUS2)),
            Map.entry(
                    "statenet_gru_adaptrans",
                    new Prefiltered(
                            new AdapTrans(12, Collections.nCopies(8, 0.9)),
                            new StateNet(ENCODER, Recurrence.GRU, OutputNonlinearity.SOFTPLUS2))));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(ParameterNames.STRF_WEIGHT, "strf.conv.weight"),
            Map.entry(ParameterNames.STRF_BIAS, "strf.conv.bias"),
            Map.entry(ParameterNames.ENCODER_WEIGHT, "lc.w"),
            Map.entry(ParameterNames.ENCODER_BIAS, "lc.b"),
            Map.entry(ParameterNames.NORM_SCALE, "ln.ln.weight"),
            Map.entry(ParameterNames.NORM_SHIFT, "ln.ln.bias"),
            Map.entry(ParameterNames.ON_RETENTION, "pre.d_on"),
            Map.entry(ParameterNames.OFF_RETENTION, "pre.d_off"),
            Map.entry(ParameterNames.ON_OFF_WEIGHT, "pre.p"),
            Map.entry(ParameterNames.LEAK, "dec.d"),
            Map.entry(ParameterNames.INPUT_WEIGHT, "rnn.weight_ih_l0"),
            Map.entry(ParameterNames.STATE_WEIGHT, "rnn.weight_hh_l0"),
            Map.entry(ParameterNames.INPUT_BIAS, "rnn.bias_ih_l0"),
            Map.entry(ParameterNames.STATE_BIAS, "rnn.bias_hh_l0"),
            Map.entry(ParameterNames.READOUT_WEIGHT, "fc.weight"),
            Map.entry(ParameterNames.READOUT_BIAS, "fc.bias"),
            Map.entry(ParameterNames.OUTPUT_STEEPNESS, "act.rb"),
            Map.entry(ParameterNames.OUTPUT_FLOOR, "act.b"));

    /** Where a file says otherwise. */
    private static final Map<String, Map<String, String>> NAMES_OF_A_FILE = Map.of(
            "convnet2d",
            Map.ofEntries(
                    Map.entry(ParameterNames.convolutionWeight(1), "c1.weight"),
                    Map.entry(ParameterNames.convolutionBias(1), "c1.bias"),
                    Map.entry(ParameterNames.convolutionNormScale(1), "n1.ln.weight"),
                    Map.entry(ParameterNames.convolutionNormShift(1), "n1.ln.bias"),
                    Map.entry(ParameterNames.convolutionWeight(2), "c2.weight"),
                    Map.entry(ParameterNames.convolutionBias(2), "c2.bias"),
                    Map.entry(ParameterNames.convolutionNormScale(2), "n2.ln.weight"),
                    Map.entry(ParameterNames.convolutionNormShift(2), "n2.ln.bias"),
                    Map.entry(ParameterNames.convolutionWeight(3), "c3.weight"),
                    Map.entry(ParameterNames.convolutionBias(3), "c3.bias"),
                    Map.entry(ParameterNames.convolutionNormScale(3), "n3.ln.weight"),
                    Map.entry(ParameterNames.convolutionNormShift(3), "n3.ln.bias"),
                    Map.entry(ParameterNames.HIDDEN_WEIGHT, "f1.weight"),
                    Map.entry(ParameterNames.HIDDEN_BIAS, "f1.bias"),
                    Map.entry(ParameterNames.READOUT_WEIGHT, "f2.weight"),
                    Map.entry(ParameterNames.READOUT_BIAS, "f2.bias")));

    /** In the files of a layer alone. */
    private static final Map<String, String> NAMES_OF_A_LAYER = Map.of(
            ParameterNames.ON_RETENTION, "d_on",
            ParameterNames.OFF_RETENTION, "d_off",
            ParameterNames.ON_OFF_WEIGHT, "p",
            ParameterNames.INPUT_NORM_SCALE, "ln.weight",
            ParameterNames.INPUT_NORM_SHIFT, "ln.bias",
            ParameterNames.OUTPUT_STEEPNESS, "rb",
            ParameterNames.OUTPUT_FLOOR, "b");

    /** Every reference network, and every layer that is a network by itself. */
    public static List<ReferenceNetwork> all() throws IOException {
        List<ReferenceNetwork> networks = new ArrayList<>();
        for (String file : SPECS.keySet().stream().sorted().toList()) {
            networks.add(read(file));
        }
        AdapTrans adaptation = new AdapTrans(12, Collections.nCopies(8, 0.9));
        networks.add(readPrefilter("adaptrans", adaptation));
        networks.add(readPrefilter("causal_layernorm_freq", new FrequencyNormalisation()));
        networks.add(readOutput("parametric_softplus", OutputNonlinearity.SOFTPLUS2));
        return networks;
    }

    private static ReferenceNetwork read(String file) throws IOException {
        try (NpzArchive archive = ReferenceVectors.bundled(file + ".npz")) {
            NetworkSpec spec = SPECS.get(file);
            NetworkShape shape = new NetworkShape(
                    archive.header("x").length(2), archive.header("y").length(1));
            ParameterLayout layout = spec.layout(shape);
            return new ReferenceNetwork(
                    spec,
                    shape,
                    parameters(archive, file, "p.", layout),
                    clips(archive.read("x"), shape.bands()),
                    clips(archive.read("y"), shape.neurons()),
                    clips(archive.read("cotangent"), shape.neurons()),
                    parameters(archive, file, "dp.", layout),
                    clips(archive.read("dx"), shape.bands()));
        }
    }

    /** A prefilter alone: each value that comes out of it is a neuron's response, through a filter of one bin. */
    private static ReferenceNetwork readPrefilter(String file, Prefilter prefilter) throws IOException {
        try (NpzArchive archive = ReferenceVectors.bundled(file + ".npz")) {
            int bands = archive.header("x").length(2);
            int values = prefilter.output(new Frame(1, bands)).width();
            List<double[]> responses = clips(archive.read("y"), values);
            List<double[]> cotangents = clips(archive.read("cotangent"), values);
            return throughOneBin(
                    archive,
                    new Prefiltered(prefilter, new Linear(1)),
                    new NetworkShape(bands, values),
                    clips(archive.read("x"), bands),
                    responses,
                    cotangents,
                    clips(archive.read("dx"), bands),
                    responses,
                    cotangents);
        }
    }

    /** An output nonlinearity alone: each value that goes into it is a band, through a filter of one bin. */
    private static ReferenceNetwork readOutput(String file, OutputNonlinearity output) throws IOException {
        try (NpzArchive archive = ReferenceVectors.bundled(file + ".npz")) {
            int neurons = archive.header("x").length(2);
            List<double[]> inputs = timeMajorClips(archive.read("x"));
            List<double[]> inputGradients = timeMajorClips(archive.read("dx"));
            return throughOneBin(
                    archive,
                    new LinearNonlinear(1, output),
                    new NetworkShape(neurons, neurons),
                    inputs,
                    timeMajorClips(archive.read("y")),
                    timeMajorClips(archive.read("cotangent")),
                    inputGradients,
                    inputs,
                    inputGradients);
        }
    }

    /**
     * @param seen what the filter of one bin, an identity, sees
     * @param slopes gradient of what it gives
     */
    private static ReferenceNetwork throughOneBin(
            NpzArchive archive,
            NetworkSpec spec,
            NetworkShape shape,
            List<double[]> inputs,
            List<double[]> responses,
            List<double[]> cotangents,
            List<double[]> inputGradients,
            List<double[]> seen,
            List<double[]> slopes)
            throws IOException {
        ParameterLayout layout = spec.layout(shape);
        double[] parameters = new double[layout.size()];
        double[] gradient = new double[layout.size()];
        int values = shape.neurons();
        for (ParameterBlock block : layout.blocks()) {
            int at = block.offset();
            if (block.name().equals(ParameterNames.STRF_WEIGHT)) {
                for (int i = 0; i < values * values; i++) {
                    parameters[at + i] = i / values == i % values ? 1 : 0;
                    gradient[at + i] = products(seen, i / values, slopes, i % values, values);
                }
            } else if (block.name().equals(ParameterNames.STRF_BIAS)) {
                for (int i = 0; i < values; i++) {
                    gradient[at + i] = sum(slopes, i, values);
                }
            } else {
                String name = NAMES_OF_A_LAYER.get(block.name());
                System.arraycopy(archive.read("p." + name).toDoubles(), 0, parameters, at, block.size());
                System.arraycopy(archive.read("dp." + name).toDoubles(), 0, gradient, at, block.size());
            }
        }
        return new ReferenceNetwork(spec, shape, parameters, inputs, responses, cotangents, gradient, inputGradients);
    }

    private static double products(List<double[]> a, int i, List<double[]> b, int j, int width) {
        double sum = 0;
        for (int clip = 0; clip < a.size(); clip++) {
            for (int at = 0; at < a.get(clip).length; at += width) {
                sum += a.get(clip)[at + i] * b.get(clip)[at + j];
            }
        }
        return sum;
    }

    private static double sum(List<double[]> a, int i, int width) {
        double sum = 0;
        for (double[] clip : a) {
            for (int at = i; at < clip.length; at += width) {
                sum += clip[at];
            }
        }
        return sum;
    }

    private static double[] parameters(NpzArchive archive, String file, String prefix, ParameterLayout layout)
            throws IOException {
        double[] vector = new double[layout.size()];
        Map<String, String> names = new HashMap<>(NAMES);
        names.putAll(NAMES_OF_A_FILE.getOrDefault(file, Map.of()));
        for (ParameterBlock block : layout.blocks()) {
            double[] values = archive.read(prefix + names.get(block.name())).toDoubles();
            if (block.name().equals(ParameterNames.STRF_WEIGHT)) {
                values = delayFirst(values, block.shape());
            }
            System.arraycopy(values, 0, vector, block.offset(), block.size());
        }
        return vector;
    }

    /** From {@code [neuron][band][delay]} to {@code [delay][band][neuron]}. */
    private static double[] delayFirst(double[] neuronFirst, List<Integer> shape) {
        int delays = shape.get(0);
        int bands = shape.get(1);
        int neurons = shape.get(2);
        double[] values = new double[neuronFirst.length];
        for (int i = 0; i < values.length; i++) {
            int neuron = i % neurons;
            int band = i / neurons % bands;
            int delay = i / neurons / bands;
            values[i] = neuronFirst[(neuron * bands + band) * delays + delay];
        }
        return values;
    }

    /** From {@code [clip]...[value][bin]} to time-major clips. */
    private static List<double[]> clips(NpyArray array, int width) {
        int clips = array.header().length(0);
        int bins = array.elements() / clips / width;
        List<double[]> sequences = new ArrayList<>();
        for (int clip = 0; clip < clips; clip++) {
            double[] sequence = new double[bins * width];
            for (int i = 0; i < sequence.length; i++) {
                sequence[i] = array.at((clip * width + i % width) * bins + i / width);
            }
            sequences.add(sequence);
        }
        return sequences;
    }

    /** From {@code [clip][bin][value]}. */
    private static List<double[]> timeMajorClips(NpyArray array) {
        double[] values = array.toDoubles();
        int length = values.length / array.header().length(0);
        List<double[]> sequences = new ArrayList<>();
        for (int at = 0; at < values.length; at += length) {
            sequences.add(Arrays.copyOfRange(values, at, at + length));
        }
        return sequences;
    }
}

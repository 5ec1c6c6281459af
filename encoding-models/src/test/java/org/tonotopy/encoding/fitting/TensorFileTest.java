package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.TestedNetworks;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.InputScaling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TensorFileTest {
    private static final Path PROGRAM = Path.of("../docs/load_statenet.py");
    private static final int BINS = 60;
    private static final double TOLERANCE = 1e-5;

    /** Predicts with each file in turn, by NumPy and, where it is there, by PyTorch, and says by which. */
    private static final String DRIVER = """
            import sys
            sys.path.insert(0, sys.argv[1])
            sys.dont_write_bytecode = True
            import numpy as np
            import load_statenet
            sound = np.fromfile(sys.argv[2], '<f4').reshape(%d, %d)
            try:
                import torch
            except ImportError:
                torch = None
            for path in sys.argv[3:]:
                networks = load_statenet.load(path)
                heard = sound[:, :networks[0].bands]
                load_statenet.predict(networks, heard).astype('<f8').tofile(path + '.numpy')
                if torch is not None and len(networks) == 1:
                    module = load_statenet.torch_module(networks[0])
                    module(heard).detach().numpy().astype('<f8').tofile(path + '.torch')
            print('numpy', np.__version__, 'torch', None if torch is None else torch.__version__)
            """.formatted(BINS, TestedNetworks.SHAPE.bands());

    @TempDir
    private Path folder;

    @Test
    void everyArrayStandsUnderItsNameAndTheHeaderSaysWhatThePredictionNeeds() throws IOException {
        for (NetworkSpec spec : TestedNetworks.all()) {
            AssembledNetwork network = network(spec, 3);
            ByteBuffer file = file(new FittedAssembly(List.of(network)));
            int length = Math.toIntExact(file.getLong());
            JsonNode header = header(file, length);
            assertThat(length % 8).isZero();
            float[] parameters = network.model().parameters();
            List<ParameterBlock> blocks = spec.layout(TestedNetworks.SHAPE).blocks();
            assertThat(header.size()).isEqualTo(blocks.size() + 1);
            for (ParameterBlock block : blocks) {
                JsonNode tensor = header.required(block.name());
                assertThat(tensor.required("dtype").stringValue()).isEqualTo("F32");
                assertThat(tensor.required("shape").valueStream().map(JsonNode::intValue))
                        .isEqualTo(block.shape());
                int begin = tensor.required("data_offsets").get(0).intValue();
                int end = tensor.required("data_offsets").get(1).intValue();
                assertThat(end - begin).isEqualTo(Float.BYTES * block.size());
                for (int i = 0; i < block.size(); i++) {
                    assertThat(file.getFloat(Long.BYTES + length + begin + Float.BYTES * i))
                            .isEqualTo(parameters[block.offset() + i]);
                }
            }
            assertThat(file.capacity()).isEqualTo(Long.BYTES + length + Float.BYTES * parameters.length);
            JsonNode metadata = header.required("__metadata__");
            assertThat(metadata.required("dt_ms").stringValue()).isEqualTo("5.0");
            JsonNode described = JsonMapper.shared()
                    .readTree(metadata.required("networks").stringValue())
                    .get(0);
            assertThat(described.required("input_scaling").required("mean").doubleValue())
                    .isEqualTo(40);
            assertThat(described.required("shape").required("bands").intValue()).isEqualTo(17);
            assertThat(described.required("neurons").size()).isEqualTo(5);
        }
    }

    @Test
    void pythonPredictsTheSameFromTheFile(TestReporter reporter) throws Exception {
        List<NetworkSpec> specs = new ArrayList<>();
        for (Recurrence recurrence : List.of(Recurrence.GRU, Recurrence.LSTM, Recurrence.RNN)) {
            specs.add(new StateNet(new LocallyConnectedEncoder(5, 3, 4), recurrence, OutputNonlinearity.SOFTPLUS2));
            specs.add(new StateNet(new ConvolutionalEncoder(4, 2, 3), recurrence, OutputNonlinearity.SOFTPLUS2));
        }
        for (OutputNonlinearity output : OutputNonlinearity.values()) {
            specs.add(new StateNet(new DenseEncoder(7), Recurrence.GRU, output));
        }
        List<FittedAssembly> assemblies = new ArrayList<>();
        specs.forEach(spec -> assemblies.add(new FittedAssembly(List.of(network(spec, 3)))));
        assemblies.add(new FittedAssembly(List.of(network(specs.get(0), 4), network(specs.get(2), 5))));

        assemblies.add(fitted(Recurrence.GRU));
        assemblies.add(fitted(Recurrence.LSTM));

        float[] levels = sound();
        Path sound = Files.write(folder.resolve("sound"), bytes(levels));
        List<String> command = new ArrayList<>(List.of(
                python(), "-c", DRIVER, PROGRAM.toAbsolutePath().getParent().toString(), sound.toString()));
        for (int i = 0; i < assemblies.size(); i++) {
            Path file = folder.resolve(i + ".safetensors");
            try (OutputStream output = Files.newOutputStream(file)) {
                assemblies.get(i).writeTensors(Map.of(), output);
            }
            command.add(file.toString());
        }
        String told = run(command);

        for (int i = 0; i < assemblies.size(); i++) {
            float[] expected = assemblies
                    .get(i)
                    .predict(List.of(firstBands(levels, assemblies.get(i))), Backends.tested(), 1)
                    .get(0);
            assertPredicts(folder.resolve(i + ".safetensors.numpy"), expected);
            if (!told.contains("torch None") && assemblies.get(i).networks().size() == 1) {
                assertPredicts(folder.resolve(i + ".safetensors.torch"), expected);
            }
        }
        reporter.publishEntry("predicted by", told.strip());
    }

    @Test
    void whatPythonReadAndSavedIsReadBackToTheLastBit() throws Exception {
        FittedAssembly model = new FittedAssembly(List.of(network(new Linear(6), 3), network(new Linear(4), 4)));
        Path sent = Files.write(folder.resolve("read"), file(model).array());
        Path saved = folder.resolve("saved");

        run(List.of(
                python(),
                "-Bc",
                "import sys; sys.path.insert(0, sys.argv[1]); import load_statenet;"
                        + " load_statenet.save(sys.argv[3], *load_statenet.read(sys.argv[2]))",
                PROGRAM.toAbsolutePath().getParent().toString(),
                sent.toString(),
                saved.toString()));

        FittedAssembly.WithMetadata back = FittedAssembly.readTensors(saved);
        assertThat(file(back.model())).isEqualTo(file(model));
        assertThat(back.about()).containsEntry("dt_ms", "5.0");
    }

    /** What two epochs of a fit on a few bands leave. */
    private static FittedAssembly fitted(Recurrence recurrence) {
        GradientDescent recipe = new GradientDescent(
                LossFunction.POISSON,
                1e-2,
                0.1,
                1,
                2,
                2,
                2,
                0.2,
                0.05,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
        FitRequest request = new SimulatedNeurons(true)
                .request(
                        new StateNet(new LocallyConnectedEncoder(2, 1, 3), recurrence, OutputNonlinearity.SOFTPLUS2),
                        recipe,
                        1,
                        1);
        CompletedFit fit = (CompletedFit) new Fitter(Backends.tested()).fit(request, FitListener.silent());
        return FittedAssembly.of(fit.model(), List.of(0, 1, 2));
    }

    /** The lowest bands of the sound, as many as the model hears. */
    private static HeldOutSound firstBands(float[] levels, FittedAssembly model) {
        int bands = model.networks().get(0).model().shape().bands();
        float[] heard = new float[BINS * bands];
        for (int bin = 0; bin < BINS; bin++) {
            System.arraycopy(levels, bin * TestedNetworks.SHAPE.bands(), heard, bin * bands, bands);
        }
        return new HeldOutSound(new Stimulus("sound", Optional.empty(), BINS, bands, heard), Optional.empty());
    }

    private static void assertPredicts(Path file, float[] expected) throws IOException {
        ByteBuffer predicted = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(predicted.capacity()).isEqualTo(Double.BYTES * expected.length);
        for (float value : expected) {
            assertThat(predicted.getDouble()).isCloseTo(value, within(TOLERANCE));
        }
    }

    /** A Python that has NumPy, and PyTorch too where there is one. */
    private static String python() throws Exception {
        List<String> pythons = List.of("python3", "/usr/bin/python3");
        for (String libraries : List.of("import numpy, torch", "import numpy")) {
            for (String python : pythons) {
                if (succeeds(List.of(python, "-c", libraries))) {
                    return python;
                }
            }
        }
        return abort("NumPy is not there (apt-get install python3-numpy), so nothing was predicted in Python");
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    private static AssembledNetwork network(NetworkSpec spec, long seed) {
        FittedModel model = new FittedModel(
                new ModelDescription(spec, TestedNetworks.SHAPE),
                new InputScaling(40, 12),
                TestedNetworks.parameters(spec, seed));
        List<Integer> neurons = IntStream.range(0, TestedNetworks.SHAPE.neurons())
                .map(output -> 2 * output)
                .boxed()
                .toList();
        return new AssembledNetwork(model, neurons, Optional.empty());
    }

    private static float[] sound() {
        float[] levels = new float[BINS * TestedNetworks.SHAPE.bands()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) (40 + 20 * Math.sin(0.37 * i) * Math.cos(0.011 * i));
        }
        return levels;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static ByteBuffer file(FittedAssembly assembly) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assembly.writeTensors(Map.of("dt_ms", "5.0"), bytes);
        return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static JsonNode header(ByteBuffer file, int length) {
        return JsonMapper.shared().readTree(new String(file.array(), Long.BYTES, length, StandardCharsets.UTF_8));
    }
}

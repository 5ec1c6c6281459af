package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tonotopy.encoding.network.NetworkBackend;

/**
 * One or more fitted networks that answer as one model: a network for a population, one for each neuron, one for each fold of
 * a cross-validation, the members of an ensemble, or all of these together. The prediction for a neuron is the mean over the
 * networks that predict it. Immutable.
 */
public final class FittedAssembly {

    private final List<AssembledNetwork> networks;
    private final List<Integer> neurons;

    /**
     * Assembles networks.
     *
     * @param networks at least one; every neuron has a network in every fold
     * @throws IllegalArgumentException if a neuron has none, or the networks hear different numbers of bands
     */
    public FittedAssembly(List<AssembledNetwork> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("an assembly holds at least one network");
        }
        this.networks = List.copyOf(networks);
        this.neurons = networks.stream()
                .flatMap(network -> network.neurons().stream())
                .distinct()
                .sorted()
                .toList();
        requireOneBandCount();
        requireEveryNeuronInEveryFold();
    }

    /**
     * The assembly that is one network.
     *
     * @param neurons indices in the recording of the neurons that it predicts, ascending
     */
    public static FittedAssembly of(FittedModel model, List<Integer> neurons) {
        return new FittedAssembly(List.of(new AssembledNetwork(model, neurons, Optional.empty())));
    }

    /** The assembly whose predictions are the mean of those of others, which predict the same neurons. */
    public static FittedAssembly mean(List<FittedAssembly> members) {
        for (FittedAssembly member : members) {
            if (!member.neurons.equals(members.get(0).neurons)) {
                throw new IllegalArgumentException("the members of an ensemble predict the same neurons");
            }
        }
        return new FittedAssembly(
                members.stream().flatMap(member -> member.networks.stream()).toList());
    }

    private void requireOneBandCount() {
        int bands = networks.get(0).model().shape().bands();
        if (networks.stream().anyMatch(network -> network.model().shape().bands() != bands)) {
            throw new IllegalArgumentException("the networks of an assembly hear the same number of bands");
        }
    }

    private void requireEveryNeuronInEveryFold() {
        List<Optional<Integer>> folds =
                networks.stream().map(AssembledNetwork::fold).distinct().toList();
        for (Optional<Integer> fold : folds) {
            Stream<Integer> predicted = networks.stream()
                    .filter(network ->
                            network.fold().isEmpty() || network.fold().equals(fold))
                    .flatMap(network -> network.neurons().stream());
            if (predicted.distinct().count() != neurons.size()) {
                throw new IllegalArgumentException("a neuron lacks a network"
                        + fold.map(index -> " in fold " + index).orElse(""));
            }
        }
    }

    /** Its networks. */
    public List<AssembledNetwork> networks() {
        return networks;
    }

    /** Those of its networks that predict a neuron. */
    public List<AssembledNetwork> networksFor(int neuron) {
        return networks.stream()
                .filter(network -> network.neurons().contains(neuron))
                .toList();
    }

    /** Indices in the recording of the neurons that it predicts, ascending. */
    public List<Integer> neurons() {
        return neurons;
    }

    /** Number of weights of all networks. */
    public long parameterCount() {
        return networks.stream()
                .mapToLong(network -> network.model().parameterCount())
                .sum();
    }

    /**
     * Responses to sounds as they were recorded: for each neuron the mean over its networks, of a sound that a fold held out
     * over those of that fold. The mean is taken in double, in the order of the networks; of one network it is that network's
     * prediction to the last bit. One network at a time holds buffers.
     *
     * @param sounds to be predicted
     * @param backend what computes
     * @param threads threads that it may use; predictions do not depend on their number
     * @return for each sound rates, time-major, {@code bins * neurons} in the order of {@link #neurons()}
     */
    public List<float[]> predict(List<HeldOutSound> sounds, NetworkBackend backend, int threads) {
        List<double[]> sums = new ArrayList<>();
        for (HeldOutSound sound : sounds) {
            sums.add(new double[sound.stimulus().bins() * neurons.size()]);
        }
        int[][] counts = new int[sounds.size()][neurons.size()];
        for (AssembledNetwork network : networks) {
            Predictor predictor = network.model().predictor(backend, threads);
            int[] columns =
                    network.neurons().stream().mapToInt(neurons::indexOf).toArray();
            for (int i = 0; i < sounds.size(); i++) {
                if (network.appliesTo(sounds.get(i).fold())) {
                    add(predictor.predict(sounds.get(i).stimulus()), columns, sums.get(i));
                    for (int column : columns) {
                        counts[i][column]++;
                    }
                }
            }
        }
        List<float[]> means = new ArrayList<>();
        for (int i = 0; i < sounds.size(); i++) {
            means.add(divide(sums.get(i), counts[i]));
        }
        return means;
    }

    private void add(float[] prediction, int[] columns, double[] sum) {
        int bins = sum.length / neurons.size();
        for (int t = 0; t < bins; t++) {
            for (int output = 0; output < columns.length; output++) {
                sum[t * neurons.size() + columns[output]] += prediction[t * columns.length + output];
            }
        }
    }

    private float[] divide(double[] sum, int[] counts) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / counts[i % counts.length]);
        }
        return mean;
    }

    /**
     * Writes the assembly: a single network of no fold as {@link FittedModel#writeTo} does, anything else as a zip of such
     * files with an entry {@code assembly.json} that says what each is for. Equal assemblies give equal bytes.
     *
     * @param destination left open
     * @throws IOException where the destination fails
     */
    public void writeTo(OutputStream destination) throws IOException {
        if (networks.size() == 1 && networks.get(0).fold().isEmpty()) {
            networks.get(0).model().writeTo(destination);
        } else {
            AssemblyArchive.write(networks, destination);
        }
    }

    /**
     * Writes the assembly as safetensors, for other programs: each array of each network under its name in
     * {@link org.tonotopy.encoding.network.ParameterNames}, and in the header what each network is, its neurons, its fold and
     * its input scaling. A single network's names have no prefix, those of several {@code network.} and their number. Equal
     * arguments give equal bytes.
     *
     * @param about what else the header says, by name
     * @param destination left open
     * @throws IOException where the destination fails
     */
    public void writeTensors(Map<String, String> about, OutputStream destination) throws IOException {
        TensorFile.write(networks, about, destination);
    }

    /**
     * What a file of safetensors holds.
     *
     * @param model its networks
     * @param about what else its header says, by name
     */
    public record WithMetadata(FittedAssembly model, Map<String, String> about) {
        /** Copies the map. */
        public WithMetadata {
            about = Map.copyOf(about);
        }
    }

    /**
     * Reads what {@link #writeTensors} wrote, or another program in the same form. Every tensor of every network must be there
     * in its shape, finite and in single precision, and nothing else.
     *
     * @throws org.tonotopy.encoding.deeplearning4j.InvalidModelException naming the tensor or the part of the header that is wrong
     * @throws IOException where the disk fails
     */
    public static WithMetadata readTensors(Path file) throws IOException {
        return TensorReader.read(file);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param source left open
     * @param neurons the neurons of a single network, whose file does not name them
     * @throws org.tonotopy.encoding.deeplearning4j.InvalidModelException where the file is no whole assembly
     * @throws IOException where the source fails
     */
    public static FittedAssembly read(InputStream source, List<Integer> neurons) throws IOException {
        return AssemblyArchive.read(source, neurons);
    }
}

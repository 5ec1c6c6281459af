package org.tonotopy.encoding.feature;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tonotopy.encoding.network.Clip;

/** Reads the responses of some targets from those of the neurons that they name, and says how each depends on them. */
public final class TargetReadout {
    private final List<ResponseTarget> targets;
    private final List<Integer> neurons;
    private final int drivenBins;

    /**
     * @param targets what is read
     * @param drivenBins over how many of the last bins a response is averaged
     */
    public TargetReadout(List<ResponseTarget> targets, int drivenBins) {
        this.targets = List.copyOf(targets);
        this.drivenBins = drivenBins;
        this.neurons = targets.stream()
                .flatMap(target -> target.neurons().stream())
                .distinct()
                .toList();
    }

    /** The neurons that the targets name, each once: what a model is asked for. */
    public List<Integer> neurons() {
        return neurons;
    }

    /**
     * A target's response.
     *
     * @param target its place in the list
     * @param responses of {@link #neurons()}, time-major
     * @param lastBin the last bin that counts
     */
    public double value(int target, float[] responses, int lastBin) {
        double sum = 0;
        for (int neuron : targets.get(target).neurons()) {
            int column = neurons.indexOf(neuron);
            for (int bin = lastBin - drivenBins + 1; bin <= lastBin; bin++) {
                sum += responses[bin * neurons.size() + column];
            }
        }
        return sum * share(target);
    }

    /** The responses of a target to every place in a clip. */
    private DoubleStream values(int target, float[] responses) {
        return IntStream.range(drivenBins - 1, responses.length / neurons.size())
                .mapToDouble(bin -> value(target, responses, bin));
    }

    /**
     * The slope of a target's response by each response.
     *
     * @return shaped as the responses to an input of that many bins
     */
    public float[] cotangent(int target, int bins) {
        float[] cotangent = new float[bins * neurons.size()];
        for (int neuron : targets.get(target).neurons()) {
            for (int bin = bins - drivenBins; bin < bins; bin++) {
                cotangent[bin * neurons.size() + neurons.indexOf(neuron)] = (float) share(target);
            }
        }
        return cotangent;
    }

    private double share(int target) {
        return 1.0 / (targets.get(target).neurons().size() * drivenBins);
    }

    /**
     * The weakest and the strongest response of each target to real sounds.
     *
     * @param response a model of {@link #neurons()}
     * @param clips the sounds
     */
    public List<DoubleSummaryStatistics> extremes(DifferentiableResponse response, List<Clip> clips) {
        List<DoubleSummaryStatistics> extremes =
                targets.stream().map(target -> new DoubleSummaryStatistics()).toList();
        for (float[] responses : response.respond(clips).responses()) {
            for (int target = 0; target < extremes.size(); target++) {
                values(target, responses).forEach(extremes.get(target));
            }
        }
        return extremes;
    }
}

package org.tonotopy.encoding.feature;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tonotopy.encoding.network.Clip;

/** Reads the responses of some targets from those of the neurons that they name, and says how each depends on them. */
public final class TargetReadout {
    private final List<Integer> neurons;
    private final int drivenBins;
    /** Of each target, where its neurons stand in {@link #neurons}. */
    private final List<int[]> columns;

    /**
     * @param targets what is read
     * @param drivenBins over how many of the last bins a response is averaged
     */
    public TargetReadout(List<ResponseTarget> targets, int drivenBins) {
        this.drivenBins = drivenBins;
        this.neurons = targets.stream()
                .flatMap(target -> target.neurons().stream())
                .distinct()
                .toList();
        Map<Integer, Integer> places =
                IntStream.range(0, neurons.size()).boxed().collect(Collectors.toMap(neurons::get, place -> place));
        this.columns = targets.stream()
                .map(target -> target.neurons().stream().mapToInt(places::get).toArray())
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
        for (int column : columns.get(target)) {
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
        for (int column : columns.get(target)) {
            for (int bin = bins - drivenBins; bin < bins; bin++) {
                cotangent[bin * neurons.size() + column] = (float) share(target);
            }
        }
        return cotangent;
    }

    private double share(int target) {
        return 1.0 / (columns.get(target).length * drivenBins);
    }

    /**
     * The weakest and the strongest response of each target to real sounds, one after the other: all at once would take the
     * memory of a whole recording's way back.
     *
     * @param response a model of {@link #neurons()}
     * @param clips the sounds
     */
    public List<DoubleSummaryStatistics> extremes(DifferentiableResponse response, List<Clip> clips) {
        List<DoubleSummaryStatistics> extremes =
                columns.stream().map(target -> new DoubleSummaryStatistics()).toList();
        for (Clip clip : clips) {
            float[] responses = response.respond(List.of(clip)).responses().get(0);
            for (int target = 0; target < extremes.size(); target++) {
                values(target, responses).forEach(extremes.get(target));
            }
        }
        return extremes;
    }
}

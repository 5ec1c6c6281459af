package org.tonotopy.encoding.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.SingleUnit;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.recording.StimulusSplit;

/**
 * Makes the simulated recording: 24 clips of 4 s, 12 neurons, 20 repeats, Poisson spikes. The same seed gives the same
 * recording, bit for bit, on every machine.
 */
public final class RecordingSimulator {

    /** The seed of the recording that travels with the project. */
    public static final long BUNDLED_SEED = 20_251_124L;

    private static final double DT_MS = 5;
    private static final int CLIPS = 24;
    private static final int BINS = 800;
    private static final int BANDS = 24;
    private static final int REPEATS = 20;
    private static final double LOWEST_HZ = 500;
    private static final double HIGHEST_HZ = 16_000;
    private static final int TRAIN_CLIPS = 16;
    private static final int VALIDATION_CLIPS = 4;

    private final List<SimulatedNeuron> population = SimulatedPopulation.neurons();

    /** How each neuron works, in the order of the recording. */
    List<SimulatedNeuron> population() {
        return population;
    }

    /** Simulates a recording. */
    public Recording simulate(long seed) {
        RandomNumbers random = new RandomNumbers(seed);
        SoundGenerator sounds = new SoundGenerator(BINS, BANDS, DT_MS);
        List<Stimulus> stimuli = new ArrayList<>();
        List<StimulusResponses> responses = new ArrayList<>();
        for (int clip = 0; clip < CLIPS; clip++) {
            float[] cochleagram = sounds.clip(random.split());
            String name = "clip " + (clip < 10 ? "0" : "") + clip;
            stimuli.add(new Stimulus(name, Optional.of("simulated scene"), BINS, BANDS, cochleagram));
            responses.add(spikes(cochleagram, random.split()));
        }
        return new Recording(
                DT_MS,
                centreFrequencies(),
                stimuli,
                population.stream().map(RecordingSimulator::described).toList(),
                ResponseKind.COUNTS,
                responses,
                Optional.of(split()),
                List.of());
    }

    private StimulusResponses spikes(float[] cochleagram, RandomNumbers random) {
        byte[] counts = new byte[population.size() * REPEATS * BINS];
        int next = 0;
        for (SimulatedNeuron neuron : population) {
            double[] rates = neuron.ratesHz(cochleagram, BANDS, DT_MS);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                for (double rate : rates) {
                    counts[next++] = (byte) random.poisson(rate * DT_MS / 1000);
                }
            }
        }
        int[] recorded = new int[population.size()];
        Arrays.fill(recorded, REPEATS);
        return StimulusResponses.ofCounts(population.size(), REPEATS, BINS, counts, recorded);
    }

    private static List<Double> centreFrequencies() {
        return IntStream.range(0, BANDS)
                .mapToObj(band -> LOWEST_HZ * StrictMath.pow(HIGHEST_HZ / LOWEST_HZ, band / (BANDS - 1.0)))
                .toList();
    }

    private static Neuron described(SimulatedNeuron neuron) {
        return new Neuron(
                neuron.name(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of("simulated"),
                Optional.of(SingleUnit.YES));
    }

    private static StimulusSplit split() {
        int firstTest = TRAIN_CLIPS + VALIDATION_CLIPS;
        return new StimulusSplit(
                IntStream.range(0, TRAIN_CLIPS).boxed().toList(),
                IntStream.range(TRAIN_CLIPS, firstTest).boxed().toList(),
                IntStream.range(firstTest, CLIPS).boxed().toList());
    }
}

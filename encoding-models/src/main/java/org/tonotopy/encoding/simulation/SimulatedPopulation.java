package org.tonotopy.encoding.simulation;

import java.util.List;

/**
 * The twelve neurons of the simulated recording, with memories from 20 ms to 1.5 s. A window of 200 ms holds what the
 * first three remember; for the others, which take up to 1.5 s to forget, it is too short, and eight of them multiply or
 * divide by what they remember, which no filter with a fixed nonlinearity does.
 */
final class SimulatedPopulation {

    private SimulatedPopulation() {}

    /** The neurons, for cochleagrams of 24 bands. */
    static List<SimulatedNeuron> neurons() {
        return List.of(
                new FilterNeuron("onset-20ms", at(6, 1), at(6, 1), 0, 1.0, 20, new RateCurve(2, 160, 0.30, 0.07)),
                new FilterNeuron(
                        "sustained-40ms", at(12, 1.2), at(15, 1), 0.6, 0.3, 40, new RateCurve(2, 130, 0.30, 0.08)),
                new ChangeNeuron("on-and-off-80ms", at(17, 2), 80, new RateCurve(2, 150, 0.35, 0.06)),
                new DepressingNeuron(
                        "depressing-150ms", at(9, 1.5), at(9, 1.5), 150, 0.20, new RateCurve(2, 150, 0.35, 0.08)),
                new ContextGainNeuron(
                        "cools-down-400ms", at(14, 2), at(12, 6), 400, 0.14, false, new RateCurve(2, 140, 0.22, 0.05)),
                new ContextGainNeuron(
                        "cools-down-1500ms",
                        at(5, 2.5),
                        at(12, 8),
                        1500,
                        0.13,
                        false,
                        new RateCurve(2, 140, 0.20, 0.05)),
                new SequenceNeuron(
                        "low-then-high-300ms", at(5, 1.2), at(17, 2.5), 300, new RateCurve(2, 110, 0.25, 0.05)),
                new SequenceNeuron(
                        "high-then-low-1000ms", at(20, 1.2), at(7, 2.5), 1000, new RateCurve(2, 95, 0.25, 0.05)),
                new DepressingNeuron(
                        "silence-reset-800ms", at(12, 5), at(12, 5), 800, 0.12, new RateCurve(2, 170, 0.20, 0.05)),
                new DepressingNeuron(
                        "stimulus-specific-1000ms",
                        at(6, 2.5),
                        at(18, 2.5),
                        1000,
                        0.10,
                        new RateCurve(2, 150, 0.25, 0.06)),
                new OffsetNeuron("offset-after-long-400ms", at(10, 3), 400, 50, new RateCurve(2, 160, 0.30, 0.07)),
                new ContextGainNeuron(
                        "warms-up-1500ms",
                        at(19, 2.5),
                        at(12, 8),
                        1500,
                        0.17,
                        true,
                        new RateCurve(2, 140, 0.25, 0.05)));
    }

    private static FrequencyChannel at(double centreBand, double width) {
        return new FrequencyChannel(centreBand, width);
    }
}

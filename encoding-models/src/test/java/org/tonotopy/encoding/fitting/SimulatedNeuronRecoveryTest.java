package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ShortTermDepression;

/** A fit to the spikes of a simulated neuron finds what the neuron was made of. */
class SimulatedNeuronRecoveryTest {

    @Test
    void aFilterIsFoundFromItsSpikes() {
        FilterNeurons neurons = new FilterNeurons();
        NetworkSpec spec = new LinearNonlinear(FilterNeurons.DELAY_BINS, OutputNonlinearity.SOFTPLUS2);

        float[] fitted = new PoissonNeurons(neurons, 600, 6, 5, 1)
                .fit(spec, 2e-2, 60)
                .model()
                .parameters();

        for (int neuron = 0; neuron < neurons.neurons(); neuron++) {
            double[] found = filter(spec, neurons, fitted, neuron);
            assertThat(correlation(found, neurons.filter(neuron)))
                    .as("neuron %d", neuron)
                    .isGreaterThan(0.95);
            // Another neuron's filter, or its own with time turned around, is far from that.
            double[] other = neurons.filter((neuron + 1) % neurons.neurons());
            assertThat(correlation(found, other)).isLessThan(0.3);
            assertThat(correlation(found, reversed(neurons.filter(neuron), neurons.bands())))
                    .isLessThan(0.6);
        }
    }

    @Test
    void timeConstantsOfHiddenUnitsAreFoundToAQuarter() {
        assertTimeConstantsFound(80, 25);
    }

    /** The longer the fit, the nearer: what is left after a short one is not yet learned, not lost. */
    @Test
    @Tag("slow")
    void timeConstantsOfHiddenUnitsAreFoundToAnEighthByALongFit() {
        assertTimeConstantsFound(300, 12);
    }

    private static void assertTimeConstantsFound(int epochs, int percent) {
        LeakyNeurons neurons = new LeakyNeurons();
        NetworkSpec spec =
                new DynamicNetwork(1, new FullKernel(), LeakyNeurons.UNITS, 0, false, OutputNonlinearity.SOFTPLUS);

        float[] fitted = new PoissonNeurons(neurons, 600, 8, 5, 2)
                .fit(spec, 4e-2, epochs)
                .model()
                .parameters();

        double[] found = timeConstants(spec, neurons, fitted);
        double[] before = timeConstants(spec, neurons, initial(spec, neurons));
        for (int unit = 0; unit < LeakyNeurons.UNITS; unit++) {
            assertThat(found[unit]).isCloseTo(LeakyNeurons.TIME_CONSTANTS[unit], Percentage.withPercentage(percent));
        }
        // Where the fit began, the slowest unit was more than twice too fast.
        assertThat(before[LeakyNeurons.UNITS - 1]).isLessThan(LeakyNeurons.TIME_CONSTANTS[LeakyNeurons.UNITS - 1] / 2);
    }

    @Test
    void onAndOffKernelsAreFound() {
        AdaptingNeurons neurons = new AdaptingNeurons();
        double started = 0.95;
        NetworkSpec spec = new Prefiltered(
                new AdapTrans(AdaptingNeurons.KERNEL_BINS, Collections.nCopies(neurons.bands(), started)),
                new LinearNonlinear(1, OutputNonlinearity.SOFTPLUS));

        float[] fitted = new PoissonNeurons(neurons, 600, 8, 5, 2)
                .fit(spec, 2e-2, 60)
                .model()
                .parameters();

        DoubleUnaryOperator share = d -> 1 / (1 + d * d);
        double[] on = block(spec, neurons, fitted, ParameterNames.ON_RETENTION);
        double[] off = block(spec, neurons, fitted, ParameterNames.OFF_RETENTION);
        double[] weight = block(spec, neurons, fitted, ParameterNames.ON_OFF_WEIGHT);
        for (int band = 0; band < neurons.bands(); band++) {
            assertThat(timeConstant(share.applyAsDouble(on[band])))
                    .as("ON of band %d", band)
                    .isCloseTo(AdaptingNeurons.ON_TIME_CONSTANTS[band], Percentage.withPercentage(25));
            assertThat(timeConstant(share.applyAsDouble(off[band])))
                    .as("OFF of band %d", band)
                    .isCloseTo(AdaptingNeurons.OFF_TIME_CONSTANTS[band], Percentage.withPercentage(25));
            assertThat(share.applyAsDouble(weight[band]))
                    .as("weight of band %d", band)
                    .isCloseTo(AdaptingNeurons.WEIGHTS[band], within(0.05));
        }
        // Where the fit began, every time constant was twice too long, and weights were 0.75.
        assertThat(timeConstant(started)).isGreaterThan(2 * 9);
    }

    @Test
    void depressionIsFound() {
        DepressedNeurons neurons = new DepressedNeurons();
        double started = 40;
        NetworkSpec spec = new Prefiltered(
                new ShortTermDepression(Collections.nCopies(neurons.bands(), DepressedNeurons.FLOOR), started),
                new LinearNonlinear(1, OutputNonlinearity.SOFTPLUS));

        float[] fitted = new PoissonNeurons(neurons, 600, 16, 5, 2)
                .fit(spec, 8e-2, 100)
                .model()
                .parameters();

        double[] recovery = block(spec, neurons, fitted, ParameterNames.DEPRESSION_RECOVERY);
        double[] use = block(spec, neurons, fitted, ParameterNames.DEPRESSION_USE);
        for (int band = 0; band < neurons.bands(); band++) {
            assertThat(1 + recovery[band] * recovery[band])
                    .as("recovery of band %d", band)
                    .isCloseTo(DepressedNeurons.RECOVERY_BINS[band], Percentage.withPercentage(25));
            assertThat(Math.log1p(Math.exp(use[band])))
                    .as("use of band %d", band)
                    .isCloseTo(DepressedNeurons.USES[band], Percentage.withPercentage(25));
        }
        // Where the fit began, every recovery was at least twice too slow, and every use a half of the true one or
        // less.
        assertThat(started).isGreaterThanOrEqualTo(2 * 20);
    }

    private static float[] initial(NetworkSpec spec, PoissonNeurons.Rates neurons) {
        return InitialParameters.draw(spec, new NetworkShape(neurons.bands(), neurons.neurons()), 1);
    }

    private static double[] block(NetworkSpec spec, PoissonNeurons.Rates neurons, float[] parameters, String name) {
        ParameterLayout layout = spec.layout(new NetworkShape(neurons.bands(), neurons.neurons()));
        ParameterBlock block = layout.find(name).orElseThrow();
        double[] values = new double[block.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters[block.offset() + i];
        }
        return values;
    }

    /** The filter of a neuron, at {@code lag * bands + band}. */
    private static double[] filter(NetworkSpec spec, FilterNeurons neurons, float[] parameters, int neuron) {
        double[] weights = block(spec, neurons, parameters, ParameterNames.STRF_WEIGHT);
        int bands = neurons.bands();
        double[] filter = new double[weights.length / neurons.neurons()];
        for (int i = 0; i < filter.length; i++) {
            int delay = FilterNeurons.DELAY_BINS - 1 - i / bands;
            filter[i] = weights[(delay * bands + i % bands) * neurons.neurons() + neuron];
        }
        return filter;
    }

    /** In bins, the shortest first: the order of hidden units means nothing. */
    private static double[] timeConstants(NetworkSpec spec, LeakyNeurons neurons, float[] parameters) {
        double[] leaks = block(spec, neurons, parameters, ParameterNames.LEAK);
        return Arrays.stream(leaks).map(d -> 1 + d * d).sorted().toArray();
    }

    private static double timeConstant(double retention) {
        return -1 / Math.log(retention);
    }

    private static double[] reversed(double[] filter, int bands) {
        double[] reversed = new double[filter.length];
        for (int i = 0; i < filter.length; i++) {
            reversed[i] = filter[filter.length - bands - i / bands * bands + i % bands];
        }
        return reversed;
    }

    private static double correlation(double[] left, double[] right) {
        NeuronMoments moments = new NeuronMoments(1);
        for (int i = 0; i < left.length; i++) {
            moments.add(0, left[i], right[i]);
        }
        return moments.correlation(0);
    }
}

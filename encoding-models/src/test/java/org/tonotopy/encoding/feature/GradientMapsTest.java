package org.tonotopy.encoding.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.MidbrainAdaptation;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.SeparableKernel;
import org.tonotopy.encoding.network.TestedNetworks;
import org.tonotopy.encoding.network.vector.VectorBackend;

class GradientMapsTest {
    private static final NetworkShape SHAPE = new NetworkShape(9, 20);
    private static final FeatureStimuli STIMULI = NoiseStimuli.of(SHAPE.bands());
    private static final List<Double> RETENTION = Collections.nCopies(SHAPE.bands(), 0.9);
    private static final VectorBackend BACKEND = new VectorBackend();

    static List<NetworkSpec> linearNonlinear() {
        return List.of(
                new LinearNonlinear(7, new FullKernel(), OutputNonlinearity.SOFTPLUS2),
                new LinearNonlinear(7, new SeparableKernel(2), OutputNonlinearity.SIGMOID),
                new LinearNonlinear(7, new GaussianKernel(2), OutputNonlinearity.DEXP_NON_NEGATIVE),
                new Prefiltered(
                        new AdapTrans(8, RETENTION),
                        new LinearNonlinear(7, new GaussianKernel(2), OutputNonlinearity.SIGMOID4)),
                new Prefiltered(
                        new MidbrainAdaptation(8, RETENTION), new LinearNonlinear(7, OutputNonlinearity.SOFTPLUS)));
    }

    @ParameterizedTest
    @MethodSource("linearNonlinear")
    void theMapOfAnLnModelIsItsReceptiveFieldTimesAPositiveNumber(NetworkSpec spec) {
        float[] parameters = InitialParameters.draw(spec, SHAPE, 3);
        List<ReceptiveField> fields = ReceptiveFields.of(BACKEND, spec, SHAPE, parameters, STIMULI.axes());
        List<GradientMap> maps = maps(spec, parameters, settings(new BaseStimulus.Mean(), spec instanceof Prefiltered));

        assertThat(maps).hasSize(SHAPE.neurons());
        for (int neuron = 0; neuron < SHAPE.neurons(); neuron++) {
            FeatureImage map = maps.get(neuron).image();
            FeatureImage field = fields.get(neuron).image();
            double scale = product(map, field) / product(field, field);
            assertThat(scale).isPositive();
            for (int lag = 0; lag < map.bins(); lag++) {
                for (int value = 0; value < map.axes().width(); value++) {
                    double expected = lag < field.bins() ? scale * field.at(0, value, lag) : 0;
                    assertThat((double) map.at(0, value, lag))
                            .isCloseTo(expected, Offset.offset(1e-5 * scale * Math.sqrt(product(field, field))));
                }
            }
        }
    }

    @Test
    void aClosedRectifierHasNoSlopeAtTheMeanAndOneInSound() {
        NetworkSpec spec = linearNonlinear().get(4);
        float[] parameters = InitialParameters.draw(spec, SHAPE, 3);
        FeatureImage atMean = maps(spec, parameters, settings(new BaseStimulus.Mean(), false))
                .get(0)
                .image();
        FeatureImage inSound = maps(spec, parameters, settings(new BaseStimulus.RealClip(0, 250), false))
                .get(0)
                .image();
        assertThat(FeatureSummary.of(atMean).latencyMs().reason()).contains(UndefinedFeature.NO_ENERGY);
        assertThat(MemoryHorizon.of(inSound).halfMs().isDefined()).isTrue();
    }

    @Test
    void aMapDependsNeitherOnTheOthersNorOnThreads() {
        NetworkSpec spec = TestedNetworks.all().get(20);
        float[] parameters = InitialParameters.draw(spec, SHAPE, 3);
        List<GradientMap> all = maps(spec, parameters, settings(new BaseStimulus.Silence(), false));
        List<GradientMap> one = GradientMaps.of(
                network(spec, parameters),
                STIMULI,
                settings(new BaseStimulus.Silence(), false),
                List.of(ResponseTarget.neuron(17)),
                3,
                FeatureListener.silent());
        assertThat(one.get(0).image().values()).isEqualTo(all.get(17).image().values());
        assertThat(one.get(0).response()).isEqualTo(all.get(17).response());
    }

    @Test
    void aPopulationsMapIsTheMeanOfItsNeurons() {
        NetworkSpec spec = TestedNetworks.all().get(20);
        float[] parameters = InitialParameters.draw(spec, SHAPE, 3);
        GradientMapSettings settings = settings(new BaseStimulus.Mean(), false);
        double mean = maps(spec, parameters, settings).stream()
                .mapToDouble(map -> map.image().at(0, 4, 2))
                .average()
                .orElseThrow();
        GradientMap population = GradientMaps.of(
                        network(spec, parameters),
                        STIMULI,
                        settings,
                        List.of(ResponseTarget.population(SHAPE.neurons())),
                        1,
                        FeatureListener.silent())
                .get(0);
        assertThat((double) population.image().at(0, 4, 2)).isCloseTo(mean, Offset.offset(1e-6));
    }

    @Test
    void whatDoesNotSuitIsRefusedByName() {
        NetworkSpec spec = linearNonlinear().get(0);
        float[] parameters = InitialParameters.draw(spec, SHAPE, 3);
        refused("neurons", spec, settings(new BaseStimulus.Mean(), false), ResponseTarget.neuron(20));
        refused("behind_prefilter", spec, settings(new BaseStimulus.Mean(), true), ResponseTarget.neuron(0));
        refused("base.stimulus", spec, settings(new BaseStimulus.RealClip(3, 99), false), ResponseTarget.neuron(0));
        refused("base.last_bin", spec, settings(new BaseStimulus.RealClip(0, 5), false), ResponseTarget.neuron(0));
        assertThatThrownBy(() -> new GradientMapSettings(1e9, new BaseStimulus.Mean(), false))
                .isInstanceOf(FeatureRefusedException.class);
        assertThat(maps(spec, parameters, settings(new BaseStimulus.RealClip(0, 299), false)))
                .hasSize(SHAPE.neurons());
    }

    private static void refused(String field, NetworkSpec spec, GradientMapSettings settings, ResponseTarget target) {
        DifferentiableResponse network = network(spec, InitialParameters.draw(spec, SHAPE, 3));
        assertThatThrownBy(
                        () -> GradientMaps.of(network, STIMULI, settings, List.of(target), 1, FeatureListener.silent()))
                .isInstanceOf(FeatureRefusedException.class)
                .extracting(refusal -> ((FeatureRefusedException) refusal).field())
                .isEqualTo(field);
    }

    private static GradientMapSettings settings(BaseStimulus base, boolean behindPrefilter) {
        return new GradientMapSettings(60, base, behindPrefilter);
    }

    private static List<GradientMap> maps(NetworkSpec spec, float[] parameters, GradientMapSettings settings) {
        return GradientMaps.of(
                network(spec, parameters),
                STIMULI,
                settings,
                ResponseTarget.each(SHAPE.neurons()),
                2,
                FeatureListener.silent());
    }

    private static DifferentiableResponse network(NetworkSpec spec, float[] parameters) {
        return new NetworkResponse(BACKEND, spec, SHAPE, parameters, 1);
    }

    /** Over the lags that both have. */
    private static double product(FeatureImage first, FeatureImage second) {
        double sum = 0;
        for (int lag = 0; lag < Math.min(first.bins(), second.bins()); lag++) {
            for (int value = 0; value < first.axes().width(); value++) {
                sum += (double) first.at(0, value, lag) * second.at(0, value, lag);
            }
        }
        return sum;
    }
}

package org.tonotopy.encoding.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.TestedNetworks;
import org.tonotopy.encoding.network.vector.VectorBackend;

class DifferentiableResponseTest {
    private static final int BINS = 23;
    private static final List<Integer> SOME = List.of(3, 1);
    private static final int NEURONS = TestedNetworks.SHAPE.neurons();

    private final List<Clip> inputs = inputs();

    static List<NetworkSpec> networks() {
        return TestedNetworks.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void someNeuronsOfANetworkAreThoseOfTheWholeToTheLastBit(NetworkSpec spec) {
        assertSomeAreThoseOfTheWhole(network(spec, 5));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aModelBehindItsPrefilterRespondsAsTheWholeDoes(NetworkSpec spec) {
        NetworkResponse whole = network(spec, 5);
        whole.behindPrefilter().ifPresent(cut -> {
            List<float[]> responses = cut.network()
                    .respond(inputs.stream().map(cut::through).toList())
                    .responses();
            assertThat(responses.get(1))
                    .isEqualTo(whole.respond(inputs).responses().get(1));
        });
    }

    @Test
    void anEnsembleIsTheMeanOfItsMembers() {
        List<NetworkResponse> members = IntStream.range(0, 3)
                .mapToObj(i -> network(TestedNetworks.all().get(20), i))
                .toList();
        MeanResponse ensemble = new MeanResponse(members);
        ResponsePass pass = ensemble.respond(inputs);
        float mean = 0;
        for (NetworkResponse member : members) {
            mean += member.respond(inputs).responses().get(0)[7] / 3;
        }
        assertThat(pass.responses().get(0)[7]).isCloseTo(mean, Offset.offset(1e-6f));
        assertSlopesAreThoseOfTheResponses(ensemble);
        assertSomeAreThoseOfTheWhole(ensemble);
    }

    @Test
    void anAssemblyTakesEachNeuronFromItsOwnModel() {
        NetworkResponse first = network(TestedNetworks.all().get(0), 1);
        NetworkResponse second = network(TestedNetworks.all().get(20), 2);
        AssembledResponse assembly = new AssembledResponse(List.of(
                new AssembledResponse.Part(first.only(List.of(4, 0)), List.of(2, 0)),
                new AssembledResponse.Part(second.only(List.of(1, 2, 3)), List.of(1, 3, 4))));
        float[] responses = assembly.respond(inputs).responses().get(1);
        float[] ofFirst = first.respond(inputs).responses().get(1);
        float[] ofSecond = second.respond(inputs).responses().get(1);
        int row = 9 * NEURONS;
        assertThat(List.of(
                        responses[row], responses[row + 1], responses[row + 2], responses[row + 3], responses[row + 4]))
                .containsExactly(
                        ofFirst[row], ofSecond[row + 1], ofFirst[row + 4], ofSecond[row + 2], ofSecond[row + 3]);
        assertSlopesAreThoseOfTheResponses(assembly);
        assertSomeAreThoseOfTheWhole(assembly);
    }

    @Test
    void aNeuronThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> network(TestedNetworks.all().get(0), 1).only(List.of(5)))
                .isInstanceOf(FeatureRefusedException.class)
                .hasMessageContaining("there is no neuron 5")
                .extracting(refusal -> ((FeatureRefusedException) refusal).field())
                .isEqualTo("neurons");
    }

    private void assertSomeAreThoseOfTheWhole(DifferentiableResponse whole) {
        DifferentiableResponse some = whole.only(SOME);
        ResponsePass ofWhole = whole.respond(inputs);
        ResponsePass ofSome = some.respond(inputs);
        List<float[]> cotangents = cotangents(some.neurons());
        List<float[]> spread = cotangents.stream()
                .map(cotangent -> {
                    float[] all = new float[cotangent.length / SOME.size() * NEURONS];
                    for (int i = 0; i < cotangent.length; i++) {
                        all[i / SOME.size() * NEURONS + SOME.get(i % SOME.size())] = cotangent[i];
                    }
                    return all;
                })
                .toList();
        for (int clip = 0; clip < inputs.size(); clip++) {
            float[] all = ofWhole.responses().get(clip);
            float[] own = ofSome.responses().get(clip);
            for (int i = 0; i < own.length; i++) {
                assertThat(own[i]).isEqualTo(all[i / SOME.size() * NEURONS + SOME.get(i % SOME.size())]);
            }
        }
        List<float[]> slopesOfWhole = ofWhole.inputGradients(spread);
        List<float[]> slopesOfSome = ofSome.inputGradients(cotangents);
        for (int clip = 0; clip < inputs.size(); clip++) {
            assertThat(slopesOfSome.get(clip))
                    .usingComparatorWithPrecision(2e-6f * largest(slopesOfWhole.get(clip)))
                    .containsExactly(slopesOfWhole.get(clip));
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Central differences along a random direction. */
    private void assertSlopesAreThoseOfTheResponses(DifferentiableResponse response) {
        List<float[]> cotangents = cotangents(response.neurons());
        float[] slopes = response.respond(inputs).inputGradients(cotangents).get(0);
        float[] direction = random(slopes.length, new SplittableRandom(8));
        double slope = 0;
        for (int i = 0; i < slopes.length; i++) {
            slope += (double) slopes[i] * direction[i];
        }
        double step = 1e-2;
        double difference =
                (along(response, direction, step, cotangents) - along(response, direction, -step, cotangents))
                        / (2 * step);
        assertThat(difference).isCloseTo(slope, Offset.offset(1e-2 * Math.abs(slope) + 1e-3));
    }

    private double along(DifferentiableResponse response, float[] direction, double step, List<float[]> cotangents) {
        float[] moved = inputs.get(0).input().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        float[] responses =
                response.respond(List.of(new Clip(BINS, moved))).responses().get(0);
        double sum = 0;
        for (int i = 0; i < responses.length; i++) {
            sum += (double) responses[i] * cotangents.get(0)[i];
        }
        return sum;
    }

    private static NetworkResponse network(NetworkSpec spec, long seed) {
        return new NetworkResponse(
                new VectorBackend(),
                spec,
                TestedNetworks.SHAPE,
                InitialParameters.draw(spec, TestedNetworks.SHAPE, seed),
                1);
    }

    private static List<float[]> cotangents(int neurons) {
        SplittableRandom random = new SplittableRandom(4);
        return List.of(random(BINS * neurons, random), random(BINS * neurons, random));
    }

    private static List<Clip> inputs() {
        SplittableRandom random = new SplittableRandom(3);
        int values = BINS * TestedNetworks.SHAPE.bands();
        return List.of(new Clip(BINS, random(values, random)), new Clip(BINS, random(values, random)));
    }

    private static float[] random(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }
}

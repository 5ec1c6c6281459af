package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.fitting.AssembledNetwork;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.response.InputScaling;

/** An assembly: each neuron is predicted by one of several models, which all take the same scaled input. */
public final class AssembledResponse implements DifferentiableResponse {
    private final List<Part> parts;
    private final int neurons;

    /**
     * Some of the neurons.
     *
     * @param response the model that predicts them
     * @param places where its neurons stand in the assembly, in its order
     */
    public record Part(DifferentiableResponse response, List<Integer> places) {
        /** Copies the list and checks its length. */
        public Part {
            places = List.copyOf(places);
            if (places.size() != response.neurons()) {
                throw new IllegalArgumentException(
                        "a part names " + places.size() + " places for " + response.neurons() + " neurons");
            }
        }
    }

    /** Checks that the parts fill each place once. */
    public AssembledResponse(List<Part> parts) {
        this.parts = List.copyOf(parts);
        List<Integer> places =
                parts.stream().flatMap(part -> part.places().stream()).sorted().toList();
        this.neurons = places.size();
        for (int i = 0; i < neurons; i++) {
            if (places.get(i) != i) {
                throw new IllegalArgumentException("neuron " + i + " of the assembly is not predicted exactly once");
            }
        }
        if (parts.isEmpty() || parts.stream().anyMatch(part -> part.response().width() != width())) {
            throw new IllegalArgumentException("the parts of an assembly differ in bands, or there are none");
        }
    }

    /**
     * A fitted assembly: each neuron is predicted by the mean of the networks that apply to it, whichever sound they were
     * fitted without.
     *
     * @param assembly its networks
     * @param common scaling of the inputs that the response takes
     * @return the neurons in the order of {@link FittedAssembly#neurons()}
     */
    public static DifferentiableResponse of(FittedAssembly assembly, InputScaling common, NetworkBackend backend) {
        Map<List<AssembledNetwork>, List<Integer>> alike = new LinkedHashMap<>();
        for (int neuron : assembly.neurons()) {
            alike.computeIfAbsent(assembly.networksFor(neuron), networks -> new ArrayList<>())
                    .add(neuron);
        }
        List<Part> parts = new ArrayList<>();
        alike.forEach((networks, neurons) -> parts.add(new Part(
                mean(networks, neurons, common, backend),
                neurons.stream().map(assembly.neurons()::indexOf).toList())));
        return parts.size() == 1 ? parts.get(0).response() : new AssembledResponse(parts);
    }

    private static DifferentiableResponse mean(
            List<AssembledNetwork> networks, List<Integer> neurons, InputScaling common, NetworkBackend backend) {
        List<DifferentiableResponse> members = networks.stream()
                .map(network -> member(network, neurons, common, backend))
                .toList();
        return members.size() == 1 ? members.get(0) : new MeanResponse(members);
    }

    private static DifferentiableResponse member(
            AssembledNetwork network, List<Integer> neurons, InputScaling common, NetworkBackend backend) {
        NetworkResponse whole = NetworkResponse.of(network.model(), backend);
        DifferentiableResponse own = network.neurons().equals(neurons)
                ? whole
                : whole.only(neurons.stream().map(network::output).toList());
        return RescaledResponse.of(own, network.model().inputScaling(), common);
    }

    @Override
    public int width() {
        return parts.get(0).response().width();
    }

    @Override
    public int neurons() {
        return neurons;
    }

    @Override
    public ResponsePass respond(List<Clip> inputs) {
        List<ResponsePass> passes =
                parts.stream().map(part -> part.response().respond(inputs)).toList();
        return new ResponsePass() {
            @Override
            public List<float[]> responses() {
                List<float[]> assembled = new ArrayList<>();
                inputs.forEach(input -> assembled.add(new float[input.bins() * neurons]));
                for (int i = 0; i < parts.size(); i++) {
                    List<float[]> own = passes.get(i).responses();
                    for (int clip = 0; clip < own.size(); clip++) {
                        place(parts.get(i).places(), own.get(clip), assembled.get(clip), true);
                    }
                }
                return assembled;
            }

            @Override
            public List<float[]> inputGradients(List<float[]> cotangents) {
                List<float[]> sums = new ArrayList<>();
                inputs.forEach(input -> sums.add(new float[input.input().length]));
                for (int i = 0; i < parts.size(); i++) {
                    List<Integer> places = parts.get(i).places();
                    List<float[]> own = new ArrayList<>();
                    for (int clip = 0; clip < inputs.size(); clip++) {
                        float[] cotangent = new float[inputs.get(clip).bins() * places.size()];
                        place(places, cotangent, cotangents.get(clip), false);
                        own.add(cotangent);
                    }
                    List<float[]> gradients = passes.get(i).inputGradients(own);
                    for (int clip = 0; clip < inputs.size(); clip++) {
                        add(gradients.get(clip), sums.get(clip));
                    }
                }
                return sums;
            }
        };
    }

    /** Copies between a part's own array and the assembly's. */
    private void place(List<Integer> places, float[] own, float[] whole, boolean toWhole) {
        int width = places.size();
        for (int i = 0; i < own.length; i++) {
            int at = i / width * neurons + places.get(i % width);
            if (toWhole) {
                whole[at] = own[i];
            } else {
                own[i] = whole[at];
            }
        }
    }

    private static void add(float[] share, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += share[i];
        }
    }

    /** Parts share nothing, and each would have to answer the inputs of all. */
    @Override
    public int neuronsAtATime() {
        return parts.size() == 1 ? parts.get(0).response().neuronsAtATime() : 1;
    }

    @Override
    public DifferentiableResponse only(List<Integer> chosen) {
        chosen.forEach(neuron -> NeuronParameters.requireNeuron(neuron, neurons));
        List<Part> kept = new ArrayList<>();
        for (Part part : parts) {
            List<Integer> own = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int place = 0; place < chosen.size(); place++) {
                int index = part.places().indexOf(chosen.get(place));
                if (index >= 0) {
                    own.add(index);
                    places.add(place);
                }
            }
            if (!own.isEmpty()) {
                kept.add(new Part(part.response().only(own), places));
            }
        }
        return kept.size() == 1 ? kept.get(0).response() : new AssembledResponse(kept);
    }
}

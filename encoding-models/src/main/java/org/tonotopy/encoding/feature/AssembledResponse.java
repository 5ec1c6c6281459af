package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.Clip;

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

    @Override
    public AssembledResponse only(List<Integer> chosen) {
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
        return new AssembledResponse(kept);
    }
}

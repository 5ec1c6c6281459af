package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tonotopy.encoding.network.Clip;

/** An ensemble: the mean of several models of the same neurons, which all take the same scaled input. */
public final class MeanResponse implements DifferentiableResponse {
    private final List<DifferentiableResponse> members;

    /** Checks that the members are for the same inputs and neurons. */
    public MeanResponse(List<? extends DifferentiableResponse> members) {
        this.members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs at least one member");
        }
        if (this.members.stream().anyMatch(m -> m.width() != width() || m.neurons() != neurons())) {
            throw new IllegalArgumentException("the members of an ensemble differ in bands or neurons");
        }
    }

    @Override
    public int width() {
        return members.get(0).width();
    }

    @Override
    public int neurons() {
        return members.get(0).neurons();
    }

    @Override
    public ResponsePass respond(List<Clip> inputs) {
        List<ResponsePass> passes =
                members.stream().map(member -> member.respond(inputs)).toList();
        return new ResponsePass() {
            @Override
            public List<float[]> responses() {
                return mean(passes, ResponsePass::responses);
            }

            @Override
            public List<float[]> inputGradients(List<float[]> cotangents) {
                return mean(passes, pass -> pass.inputGradients(cotangents));
            }
        };
    }

    private static List<float[]> mean(List<ResponsePass> passes, Function<ResponsePass, List<float[]>> of) {
        List<List<float[]>> all = passes.stream().map(of).toList();
        List<float[]> means = new ArrayList<>();
        for (int clip = 0; clip < all.get(0).size(); clip++) {
            float[] mean = new float[all.get(0).get(clip).length];
            for (int i = 0; i < mean.length; i++) {
                double sum = 0;
                for (List<float[]> member : all) {
                    sum += member.get(clip)[i];
                }
                mean[i] = (float) (sum / all.size());
            }
            means.add(mean);
        }
        return means;
    }

    @Override
    public MeanResponse only(List<Integer> neurons) {
        return new MeanResponse(
                members.stream().map(member -> member.only(neurons)).toList());
    }
}

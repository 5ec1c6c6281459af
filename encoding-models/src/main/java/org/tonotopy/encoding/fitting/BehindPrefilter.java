package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Prefiltered;

/** A fit as the network behind a prefilter sees it, while the prefilter stays as its parameters have it. */
final class BehindPrefilter {
    private BehindPrefilter() {}

    /**
     * The same fit without the prefilter: clips are what comes out of it, {@code channels * bands} values per bin.
     *
     * @param request a fit
     * @param parameters of the request's network
     * @return the request itself where it has no prefilter
     */
    static FitRequest of(FitRequest request, float[] parameters, NetworkBackend backend) {
        if (!(request.spec() instanceof Prefiltered prefiltered)) {
            return request;
        }
        int width = prefiltered
                .prefilter()
                .output(request.shape().frame())
                .width();
        NetworkSpec lookingGlass = new Prefiltered(prefiltered.prefilter(), new Linear(1));
        NetworkShape shape = new NetworkShape(request.shape().bands(), width);
        Network network = backend.network(lookingGlass, shape, request.threads());
        float[] looking = lookingParameters(network.layout(), width, request, parameters);
        return new FitRequest(
                prefiltered.network(),
                request.recipe(),
                seen(network, looking, request.train()),
                seen(network, looking, request.validation()),
                request.validationScore(),
                request.inputScaling(),
                request.seed(),
                request.threads());
    }

    /** The prefilter's own parameters, and a linear map that repeats its output. */
    private static float[] lookingParameters(
            ParameterLayout looking, int width, FitRequest request, float[] parameters) {
        ParameterLayout whole = request.spec().layout(request.shape());
        float[] values = new float[looking.size()];
        looking.blocks().stream()
                .filter(block -> !block.name().equals(ParameterNames.STRF_WEIGHT)
                        && !block.name().equals(ParameterNames.STRF_BIAS))
                .forEach(block -> System.arraycopy(
                        parameters, whole.offset(block.name()), values, block.offset(), block.size()));
        int weights = looking.offset(ParameterNames.STRF_WEIGHT);
        for (int i = 0; i < width; i++) {
            values[weights + i * width + i] = 1;
        }
        return values;
    }

    private static List<FittingClip> seen(Network network, float[] parameters, List<FittingClip> clips) {
        List<FittingClip> seen = new ArrayList<>();
        for (FittingClip clip : clips) {
            List<Clip> input = TrainingBatch.inputs(List.of(clip));
            float[] output =
                    network.forward(parameters, input, Dropout.NONE).responses().get(0);
            seen.add(new FittingClip(
                    clip.bins(), Arrays.copyOf(output, output.length), clip.target()));
        }
        return seen;
    }
}

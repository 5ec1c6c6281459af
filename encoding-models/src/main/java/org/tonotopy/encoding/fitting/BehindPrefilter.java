package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.PrefilterAlone;
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
        if (!(request.spec() instanceof Prefiltered model)) {
            return request;
        }
        PrefilterAlone prefilter = PrefilterAlone.of(model, request.shape(), parameters);
        Network network = backend.network(prefilter.spec(), prefilter.shape(), request.threads());
        return new FitRequest(
                model.network(),
                request.recipe(),
                seen(network, prefilter.parameters(), request.train()),
                seen(network, prefilter.parameters(), request.validation()),
                request.validationScore(),
                request.inputScaling(),
                request.seed(),
                request.threads());
    }

    private static List<FittingClip> seen(Network network, float[] parameters, List<FittingClip> clips) {
        List<FittingClip> seen = new ArrayList<>();
        for (FittingClip clip : clips) {
            List<Clip> input = FittingClip.inputs(List.of(clip));
            float[] output =
                    network.forward(parameters, input, Dropout.NONE).responses().get(0);
            seen.add(new FittingClip(clip.bins(), Arrays.copyOf(output, output.length), clip.target()));
        }
        return seen;
    }
}

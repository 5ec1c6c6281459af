package org.tonotopy.encoding.feature;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.GivenChannels;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.Prefilter;
import org.tonotopy.encoding.network.PrefilterAlone;
import org.tonotopy.encoding.network.Prefiltered;

/**
 * A model cut at its prefilter's output: what the prefilter makes of a cochleagram, and the responses to that.
 *
 * @param channels names of the prefilter's output channels
 * @param bands bands of each
 * @param filter the prefilter by itself; its "neurons" are the values of its output, channel after channel
 * @param network what stands behind it; its input has {@code channels * bands} values per bin
 */
public record BehindPrefilter(
        List<String> channels, int bands, DifferentiableResponse filter, DifferentiableResponse network) {
    /** Copies the list. */
    public BehindPrefilter {
        channels = List.copyOf(channels);
    }

    static BehindPrefilter of(
            NetworkBackend backend, Prefiltered spec, NetworkShape shape, float[] parameters, int threads) {
        Frame output = spec.prefilter().output(shape.frame());
        int ownSize = spec.network().layout(output, shape.neurons()).size();
        float[] own = Arrays.copyOfRange(parameters, parameters.length - ownSize, parameters.length);
        return new BehindPrefilter(
                names(spec.prefilter(), output.channels()),
                output.bands(),
                filter(backend, spec, shape, parameters, threads),
                new NetworkResponse(
                        backend,
                        new Prefiltered(new GivenChannels(output.channels()), spec.network()),
                        new NetworkShape(output.width(), shape.neurons()),
                        own,
                        threads));
    }

    private static DifferentiableResponse filter(
            NetworkBackend backend, Prefiltered spec, NetworkShape shape, float[] parameters, int threads) {
        PrefilterAlone prefilter = PrefilterAlone.of(spec, shape, parameters);
        return new NetworkResponse(backend, prefilter.spec(), prefilter.shape(), prefilter.parameters(), threads);
    }

    private static List<String> names(Prefilter prefilter, int channels) {
        if (prefilter instanceof AdapTrans) {
            return List.of("ON", "OFF");
        }
        return channels == 1
                ? Collections.singletonList("filtered")
                : IntStream.range(0, channels).mapToObj(c -> "channel " + c).toList();
    }

    /** What the prefilter makes of an input. */
    public Clip through(Clip input) {
        return new Clip(input.bins(), filter.respond(List.of(input)).responses().get(0));
    }
}

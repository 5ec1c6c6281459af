package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.feature.ReceptiveField.Unit;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.GivenChannels;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.MidbrainAdaptation;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Prefilter;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;

/**
 * Spectro-temporal receptive fields (STRF): the weights that a model itself holds, one filter per neuron of {@code linear}
 * and {@code ln}, one per hidden unit of {@code nrf} and {@code dnet}, written out in full however they are parametrised
 * (Theunissen et al. 2000 J Neurosci 20:2315).
 *
 * <p>Behind a prefilter a filter lies over what the prefilter gives: the normalised or adapted cochleagram, or the ON and
 * the OFF channel. A prefilter that filters each band and then rectifies is linear before it rectifies; for these the
 * filter over the cochleagram without the rectification is given beside it. It is no description of the neuron, which does
 * rectify, but shows how far back the two filters together reach.
 */
public final class ReceptiveFields {
    private ReceptiveFields() {}

    /** The filters of a network. */
    private record Filters(Unit unit, int count, int delayBins, FilterKernel kernel) {}

    /**
     * The receptive fields of a fitted network.
     *
     * @param backend what computes
     * @param spec the network
     * @param shape the data that it is for
     * @param parameters its parameter vector
     * @param axes of images over the cochleagram
     * @throws FeatureRefusedException if the network has no linear filters; the message says what to ask instead
     */
    public static List<ReceptiveField> of(
            NetworkBackend backend, NetworkSpec spec, NetworkShape shape, float[] parameters, ImageAxes axes) {
        NetworkSpec core = spec instanceof Prefiltered prefiltered ? prefiltered.network() : spec;
        Filters filters = filters(core, shape.neurons())
                .orElseThrow(() -> new FeatureRefusedException(
                        "kind",
                        "strf needs a model with linear filters over a delay window (linear, ln, nrf, dnet), and this one"
                                + " has none: use gradmap or dream, which work for every model"));
        if (!(spec instanceof Prefiltered prefiltered)) {
            return read(filters, weights(backend, filters, 1, shape.bands(), parameters, 0), axes, Optional.empty());
        }
        BehindPrefilter cut = BehindPrefilter.of(backend, prefiltered, shape, parameters, 1);
        int channels = cut.channels().size();
        int ownSize = core.layout(prefiltered.prefilter().output(shape.frame()), shape.neurons())
                .size();
        DifferentiableResponse own =
                weights(backend, filters, channels, channels * cut.bands(), parameters, parameters.length - ownSize);
        return read(
                filters,
                own,
                axes.withChannels(cut.channels()),
                kernelBins(prefiltered.prefilter()).map(bins -> PrefilterTaps.of(cut, bins, axes)));
    }

    private static Optional<Filters> filters(NetworkSpec core, int neurons) {
        if (core instanceof Linear linear) {
            return Optional.of(new Filters(Unit.NEURON, neurons, linear.delayBins(), linear.kernel()));
        }
        if (core instanceof LinearNonlinear linear) {
            return Optional.of(new Filters(Unit.NEURON, neurons, linear.delayBins(), linear.kernel()));
        }
        if (core instanceof ContrastGain model) {
            return Optional.of(new Filters(Unit.NEURON, neurons, model.delayBins(), model.kernel()));
        }
        if (core instanceof ReceptiveFieldNetwork network) {
            return Optional.of(
                    new Filters(Unit.HIDDEN_UNIT, network.hiddenUnits(), network.delayBins(), network.kernel()));
        }
        if (core instanceof DynamicNetwork network) {
            return Optional.of(
                    new Filters(Unit.HIDDEN_UNIT, network.hiddenUnits(), network.delayBins(), network.kernel()));
        }
        return Optional.empty();
    }

    private static Optional<Integer> kernelBins(Prefilter prefilter) {
        if (prefilter instanceof MidbrainAdaptation adaptation) {
            return Optional.of(adaptation.kernelBins());
        }
        if (prefilter instanceof AdapTrans adaptation) {
            return Optional.of(adaptation.kernelBins());
        }
        return Optional.empty();
    }

    /** The filters alone: a linear network whose neurons are the units, and whose slopes are the weights. */
    private static DifferentiableResponse weights(
            NetworkBackend backend, Filters filters, int channels, int width, float[] parameters, int from) {
        NetworkSpec spec =
                new Prefiltered(new GivenChannels(channels), new Linear(filters.delayBins(), filters.kernel()));
        NetworkShape shape = new NetworkShape(width, filters.count());
        ParameterLayout layout = spec.layout(shape);
        float[] own = new float[layout.size()];
        System.arraycopy(parameters, from, own, 0, own.length);
        return new NetworkResponse(backend, spec, shape, own, 1);
    }

    private static List<ReceptiveField> read(
            Filters filters, DifferentiableResponse linear, ImageAxes axes, Optional<PrefilterTaps> taps) {
        int bins = filters.delayBins();
        ResponsePass pass = linear.respond(List.of(new Clip(bins, new float[bins * linear.width()])));
        List<ReceptiveField> fields = new ArrayList<>();
        for (int unit = 0; unit < filters.count(); unit++) {
            float[] cotangent = new float[bins * filters.count()];
            cotangent[(bins - 1) * filters.count() + unit] = 1;
            FeatureImage image = new FeatureImage(
                    axes, pass.inputGradients(List.of(cotangent)).get(0));
            fields.add(new ReceptiveField(filters.unit(), unit, image, taps.map(prefilter -> prefilter.before(image))));
        }
        return fields;
    }
}

package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.encoding.feature.ReceptiveField.Unit;
import org.tonotopy.encoding.fitting.AssembledNetwork;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.response.InputScaling;

/**
 * The receptive fields of an assembly. That of a neuron which several networks predict is their mean, in units of the common
 * scaling: for linear networks the receptive field of the mean response itself, behind an output nonlinearity what their
 * filters have in common. Not thread-safe.
 */
public final class AssembledFields {
    private final FittedAssembly assembly;
    private final NetworkBackend backend;
    private final ImageAxes axes;
    private final Map<FittedModel, List<ReceptiveField>> known = new HashMap<>();

    /**
     * @param axes of images over the cochleagram, with the common scaling
     */
    public AssembledFields(FittedAssembly assembly, NetworkBackend backend, ImageAxes axes) {
        this.assembly = assembly;
        this.backend = backend;
        this.axes = axes;
    }

    /** Whether the filters are those of hidden units, not of neurons. */
    public boolean areOfHiddenUnits() {
        return of(assembly.networks().get(0)).get(0).unit() == Unit.HIDDEN_UNIT;
    }

    /**
     * The filters of the hidden units.
     *
     * @throws FeatureRefusedException if there are several networks, whose hidden units have nothing to do with each other
     */
    public List<ReceptiveField> ofHiddenUnits() {
        if (assembly.networks().size() > 1) {
            throw new FeatureRefusedException(
                    "kind",
                    "the model is made of " + assembly.networks().size()
                            + " networks with hidden units of their own: ask one of one network, or for gradmap");
        }
        return of(assembly.networks().get(0));
    }

    /**
     * The filter of a neuron.
     *
     * @param neuron index in the recording
     * @throws FeatureRefusedException if several networks predict it, each behind a prefilter of its own
     */
    public ReceptiveField ofNeuron(int neuron) {
        List<AssembledNetwork> networks = assembly.networksFor(neuron);
        if (networks.size() == 1) {
            return of(networks.get(0)).get(networks.get(0).output(neuron));
        }
        if (networks.stream().anyMatch(network -> network.model().spec() instanceof Prefiltered)) {
            throw new FeatureRefusedException(
                    "kind",
                    "several networks predict the neuron, each behind a prefilter of its own: ask a model of one network, or"
                            + " for gradmap");
        }
        List<float[]> filters = new ArrayList<>();
        for (AssembledNetwork network : networks) {
            ReceptiveField field = of(network).get(network.output(neuron));
            InputScaling own = network.model().inputScaling();
            double factor = axes.scaling().deviation() / own.deviation();
            float[] values = field.image().values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] * factor);
            }
            filters.add(values);
        }
        return new ReceptiveField(Unit.NEURON, neuron, new FeatureImage(axes, mean(filters)), Optional.empty());
    }

    private List<ReceptiveField> of(AssembledNetwork network) {
        FittedModel model = network.model();
        return known.computeIfAbsent(
                model, key -> ReceptiveFields.of(backend, key.spec(), key.shape(), key.parameters(), axes));
    }

    private static float[] mean(List<float[]> filters) {
        float[] mean = new float[filters.get(0).length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] filter : filters) {
                sum += filter[i];
            }
            mean[i] = (float) (sum / filters.size());
        }
        return mean;
    }
}

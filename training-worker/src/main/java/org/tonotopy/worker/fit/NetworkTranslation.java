package org.tonotopy.worker.fit;

import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.registry.catalogue.Specification;

/** From the catalogue's words to the network that they mean. */
final class NetworkTranslation {
    private NetworkTranslation() {}

    /**
     * The network of a complete specification.
     *
     * @throws IllegalArgumentException if the catalogue of the release that made it knew more than this one
     */
    static NetworkSpec network(Specification model) {
        return switch (model.kind()) {
            case "linear" -> new Linear(model.whole("delay_bins"));
            case "ln" -> new LinearNonlinear(model.whole("delay_bins"), output(model));
            case "statenet" ->
                new StateNet(
                        new LocallyConnectedEncoder(
                                model.whole("kernel_bands"), model.whole("stride_bands"), model.whole("channels")),
                        Words.constant(Recurrence.class, model, "recurrence"),
                        output(model));
            default -> throw new IllegalArgumentException("this worker knows no model " + model.kind());
        };
    }

    private static OutputNonlinearity output(Specification model) {
        return Words.constant(OutputNonlinearity.class, model, "output");
    }
}

package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.ModelVersion;

/**
 * The networks of a model.
 *
 * @param model its reference
 * @param networks in the order of the weights
 */
@Schema(name = "ModelNetworks", description = "The networks that were fitted for a model; none for an ensemble.")
record ModelNetworksResponse(
        @Schema(example = "statenet-ns1-natural@1") String model, List<Network> networks) {
    /**
     * One network.
     *
     * @param network its number
     * @param fold that it was fitted for
     * @param neurons that it predicts
     * @param seed its own
     * @param parameterCount number of fitted parameters
     * @param fit how its fit went
     * @param fitSeconds wall time of its fit
     */
    @Schema(name = "ModelNetwork", description = "One network of a model.")
    record Network(
            @Schema(description = "Number of the network, from 0.")
            int network,

            @Schema(description = "The fold of the benchmark that it was fitted for; null where there are none.")
            Optional<Integer> fold,

            @Schema(description = "Indices in the dataset of the neurons that it predicts.")
            List<Integer> neurons,

            @Schema(description = "Its own seed: the model's, or derived from that and from fold and neuron.")
            long seed,

            @Schema(description = "Number of fitted parameters.")
            long parameterCount,

            ModelResponse.Fit fit,

            @Schema(description = "Wall time of its fit in seconds.")
            double fitSeconds) {}

    static ModelNetworksResponse of(ModelVersion version, List<FittedNetwork> networks) {
        List<Network> told = new ArrayList<>();
        for (FittedNetwork network : networks) {
            told.add(new Network(
                    told.size(),
                    network.fold(),
                    network.neurons().isEmpty() ? version.neurons() : network.neurons(),
                    network.seed(),
                    network.parameterCount(),
                    ModelResponse.Fit.of(network.fit()),
                    network.fitSeconds()));
        }
        return new ModelNetworksResponse(version.reference().toString(), told);
    }
}

package org.tonotopy.encoding.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.TestedNetworks;

class ModelDescriptionTest {
    static List<NetworkSpec> networks() {
        return TestedNetworks.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyNetworkComesBackFromItsText(NetworkSpec spec) throws InvalidModelException {
        ModelDescription description = new ModelDescription(spec, TestedNetworks.SHAPE);
        assertThat(ModelDescription.parse(description.toJson())).isEqualTo(description);
    }
}

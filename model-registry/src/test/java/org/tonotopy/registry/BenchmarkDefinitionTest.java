package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.json.RegistryJson;

class BenchmarkDefinitionTest {
    private static final String WITHOUT_FILTERS = "{\"neuron_filter\":{\"neurons\":[0,2]},\"ranking_metric\":\"cc\","
            + "\"rules\":\"\",\"smoothing\":\"none\",\"split\":{\"test\":[2],\"train\":[0],\"validation\":[1]}}";

    @Test
    void aDefinitionWithoutFiltersIsWrittenAsBeforeThereWereAny() {
        BenchmarkDefinition definition = new BenchmarkDefinition(
                new StimulusSplit(List.of(0), List.of(1), List.of(2)),
                Smoothing.NONE,
                NeuronSelection.listed(List.of(0, 2)),
                Optional.empty(),
                RankingMetric.CC,
                "");

        assertThat(new String(RegistryJson.canonicalBytes(definition), StandardCharsets.UTF_8))
                .as("its hash says whether a benchmark is there already")
                .isEqualTo(WITHOUT_FILTERS);
        assertThat(RegistryJson.mapper().readValue(WITHOUT_FILTERS, BenchmarkDefinition.class))
                .isEqualTo(definition);
    }
}

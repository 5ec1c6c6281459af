package org.tonotopy.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;

class GpuCrossoverTest {
    @ParameterizedTest
    @CsvSource({
        // Stimuli of 100 bins, and how many of them a step takes.
        "10, 2, false",
        "10, 3, true",
        // No step takes more stimuli than there are.
        "2, 3, false"
    })
    void aFitPaysFromSoManyBinsPerStepOn(int stimuli, int batchClips, boolean pays) {
        assertThat(new GpuCrossover(shape(stimuli)).pays(fit("{\"kind\": \"statenet\"}", batchClips)))
                .isEqualTo(pays);
    }

    @Test
    void noFitPaysThatIsNotComputedThere() {
        GpuCrossover crossover = new GpuCrossover(shape(1000));
        assertThat(crossover.pays(fit("{\"kind\": \"transformer\"}", 64))).isFalse();
        assertThat(crossover.pays(fit("{\"kind\": \"ln\", \"prefilter\": \"stp\"}", 64)))
                .isFalse();
        assertThat(crossover.pays(fit("{\"kind\": \"statenet\", \"recurrence\": \"lmu\"}", 64)))
                .isFalse();
        assertThat(crossover.pays(
                        FitSpecification.ofKind(ModelCatalogue.find("linear").orElseThrow())))
                .as("a solution in closed form has no steps")
                .isFalse();
    }

    private static FitSpecification fit(String model, int batchClips) {
        return FitSpecification.complete(
                        RegistryJson.mapper().readTree(model),
                        Optional.of(RegistryJson.mapper()
                                .readTree("{\"kind\": \"gradient\", \"batch_clips\": " + batchClips + "}")),
                        shape(1000))
                .specification()
                .orElseThrow();
    }

    private static DatasetShape shape(int stimuli) {
        return new DatasetShape(
                5,
                34,
                IntStream.range(0, stimuli)
                        .mapToObj(number -> new DatasetShape.StimulusShape("s" + number, 100))
                        .toList(),
                List.of(new DatasetShape.NeuronShape("n")),
                Optional.of(IntStream.range(0, 34)
                        .mapToObj(band -> 500 * Math.pow(2, band / 6.0))
                        .toList()),
                Optional.empty());
    }
}

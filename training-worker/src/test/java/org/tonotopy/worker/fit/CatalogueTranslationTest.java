package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.cuda.CudaBackend;
import org.tonotopy.encoding.fitting.ClosedFormRidge;
import org.tonotopy.encoding.fitting.FittingRecipe;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.fitting.LearningRateSchedule;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ShortTermDepression;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.GpuCrossover;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.HyperparameterDomain;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.ParameterCount;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.catalogue.TrainingCatalogue;

class CatalogueTranslationTest {
    private static final int BANDS = 34;
    private static final int NEURONS = 119;
    private static final double DT_MS = 5;
    private static final List<Double> FREQUENCIES_HZ = IntStream.range(0, BANDS)
            .mapToObj(band -> 500 * Math.pow(2, band / 6.0))
            .toList();

    private static final TrainSounds SOUNDS =
            new TrainSounds(FREQUENCIES_HZ, DT_MS, BANDS, List.of(rising(), falling(), still()));

    /** As long as the window of contrast. */
    private static Clip still() {
        return new Clip(20, new float[20 * BANDS]);
    }

    /** From bin to bin and from band to band one more, from -4. */
    private static Clip rising() {
        float[] input = new float[3 * BANDS];
        for (int i = 0; i < input.length; i++) {
            input[i] = i / BANDS + i % BANDS - 4;
        }
        return new Clip(3, input);
    }

    /** From band to band one less, from 0. */
    private static Clip falling() {
        float[] input = new float[BANDS];
        for (int band = 0; band < BANDS; band++) {
            input[band] = -band;
        }
        return new Clip(1, input);
    }

    @Test
    void aStateNetOfTheCatalogueHasTheParametersOfThePublishedOne() {
        Specification model = FitSpecification.ofKind(
                        ModelCatalogue.find("statenet").orElseThrow())
                .model();

        assertThat(network(model).layout(new NetworkShape(BANDS, NEURONS)).size())
                .isEqualTo(39_081);
    }

    @Test
    void thePlatformKnowsWhatAGraphicsProcessorComputes() {
        for (Specification model : combinations(ModelCatalogue.entries())) {
            assertThat(GpuCrossover.isComputedThere(model))
                    .as("%s", model)
                    .isEqualTo(CudaBackend.computes(network(model), new NetworkShape(BANDS, NEURONS)));
        }
    }

    @Test
    void everyWordOfTheCatalogueIsUnderstood() {
        Set<NetworkSpec> networks = new HashSet<>();
        List<Specification> models = combinations(ModelCatalogue.entries());
        models.forEach(model -> networks.add(network(model)));

        // No two words mean the same.
        assertThat(networks).hasSameSizeAs(models);
        Set<FittingRecipe> recipes = new HashSet<>();
        List<Specification> trainings = combinations(TrainingCatalogue.entries());
        trainings.forEach(training -> recipes.add(RecipeTranslation.recipe(training)));
        assertThat(recipes).hasSameSizeAs(trainings);
    }

    @Test
    void theCatalogueCountsTheParametersThatTheNetworkHas() {
        for (Specification model : combinations(ModelCatalogue.entries())) {
            assertThat(ParameterCount.of(model, BANDS, NEURONS))
                    .as("%s", model)
                    .isEqualTo(network(model)
                            .layout(new NetworkShape(BANDS, NEURONS))
                            .size());
        }
    }

    @Test
    void adaptationBeginsAtTheTimeConstantsOfTheRecordingsBands() {
        Specification model = with(
                FitSpecification.ofKind(ModelCatalogue.find("linear").orElseThrow())
                        .model(),
                "prefilter",
                "adaptrans");

        Prefiltered network = (Prefiltered) network(model);

        AdapTrans prefilter = (AdapTrans) network.prefilter();
        // 500 - 105 log10(500) = 216.6 ms at the lowest band.
        assertThat(prefilter.retention().get(0)).isCloseTo(Math.exp(-DT_MS / 216.61), within(1e-6));
        assertThat(prefilter.kernelBins()).isEqualTo(131);
    }

    @Test
    void depressionCountsFromTheLeastValueOfEachBandInTheTrainStimuli() {
        Specification model = with(
                FitSpecification.ofKind(ModelCatalogue.find("linear").orElseThrow())
                        .model(),
                "prefilter",
                "stp");

        ShortTermDepression prefilter = (ShortTermDepression) ((Prefiltered) network(model)).prefilter();

        assertThat(prefilter.floor()).hasSize(BANDS).startsWith(-4.0, -3.0, -2.0, -3.0, -4.0);
        // 100 ms.
        assertThat(prefilter.recoveryBins()).isEqualTo(20);
    }

    @Test
    void aRiseComesBeforeTheScheduleItself() {
        Specification training = with(
                with(
                        FitSpecification.ofKind(ModelCatalogue.find("nrf").orElseThrow())
                                .training(),
                        "schedule",
                        "cosine"),
                "warmup_epochs",
                7);

        GradientDescent descent = (GradientDescent) RecipeTranslation.recipe(training);

        assertThat(descent.schedule())
                .isEqualTo(new LearningRateSchedule.WarmUp(7, new LearningRateSchedule.Cosine(0.01)));
    }

    @Test
    void penaltiesAreEvenOnALogAxisFromTheSmallestToTheLargest() {
        Specification training = new Specification(
                "ridge", new TreeMap<>(Map.of("smallest_penalty", 1.0, "largest_penalty", 1000.0, "penalties", 4)));

        ClosedFormRidge ridge = (ClosedFormRidge) RecipeTranslation.recipe(training);

        assertThat(ridge.penalties()).containsExactly(1.0, 10.0, 100.0, 1000.0);
    }

    @Test
    void aWordOfALaterReleaseIsNamed() {
        Specification model = new Specification("perceptron", new TreeMap<>(Map.of("prefilter", "none")));

        assertThatThrownBy(() -> network(model)).hasMessageContaining("perceptron");
    }

    private static NetworkSpec network(Specification model) {
        return NetworkTranslation.network(model, SOUNDS);
    }

    private static Specification with(Specification specification, String name, Object value) {
        TreeMap<String, Object> values = new TreeMap<>(specification.values());
        values.put(name, value);
        return new Specification(specification.kind(), values);
    }

    /** Every combination of words that applies, with the defaults of all numbers. */
    private static List<Specification> combinations(List<CatalogueEntry> entries) {
        List<Specification> all = new ArrayList<>();
        for (CatalogueEntry entry : entries) {
            List<Specification> ofKind = List.of(new Specification(entry.kind(), new TreeMap<>()));
            for (Hyperparameter setting : entry.hyperparameters()) {
                ofKind = ofKind.stream()
                        .flatMap(begun -> applies(setting, begun)
                                ? values(setting).map(value -> with(begun, setting.name(), value))
                                : Stream.of(begun))
                        .toList();
            }
            all.addAll(ofKind);
        }
        return all;
    }

    private static boolean applies(Hyperparameter setting, Specification begun) {
        return setting.appliesWhere().settings().entrySet().stream()
                .allMatch(condition -> begun.has(condition.getKey())
                        && condition.getValue().contains(begun.flat().get(condition.getKey())));
    }

    private static Stream<?> values(Hyperparameter setting) {
        if (setting.domain() instanceof HyperparameterDomain.Choice choice) {
            return choice.options().stream();
        }
        return setting.domain() instanceof HyperparameterDomain.Flag
                ? Stream.of(true, false)
                : Stream.of(setting.defaultValue());
    }
}

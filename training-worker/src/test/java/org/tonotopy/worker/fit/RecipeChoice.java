package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.fitting.CompletedFit;
import org.tonotopy.encoding.fitting.FitListener;
import org.tonotopy.encoding.fitting.FitRequest;
import org.tonotopy.encoding.fitting.FitResult;
import org.tonotopy.encoding.fitting.Fitter;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/**
 * Fits NS1 by each recipe that was considered for {@code default-recipes.json} and prints its validation score as a row of
 * the table in {@code docs/recipes.md}. The test clips take no part in the choice, so they take no part here.
 */
@Tag("slow")
class RecipeChoice {
    private static PreparedBenchmark sounds;
    private static PreparedTurn turn;
    private static FittingData data;

    @BeforeAll
    static void read() throws Exception {
        Path npz = NaturalSoundsFitTest.FOLDER.resolve("ns1.npz");
        assumeTrue(Files.exists(npz), "the recording NS1 is not here: " + npz);
        Recording recording = NpzRecordingReader.read(
                npz,
                RecordingMetadata.parse(Files.readString(npz.resolveSibling("ns1.json"))),
                ReadingLimits.standard());
        sounds = new PreparedBenchmark(
                recording,
                new BenchmarkDefinition(
                        new StimulusSplit(
                                recording.split().orElseThrow().train(),
                                recording.split().orElseThrow().validation(),
                                recording.split().orElseThrow().test()),
                        Smoothing.HANNING_21MS_PEAK_ONE,
                        NeuronSelection.all(),
                        Optional.empty(),
                        RankingMetric.CC_NORM,
                        ""));
        turn = sounds.turns().get(0);
        data = turn.data(IntStream.range(0, recording.neurons().size()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void scoresOnTheValidationClips(long seed, String model, String training) {
        FitSpecification fit = specification(model, training);
        long start = System.nanoTime();

        FitResult result = new Fitter(new VectorBackend())
                .fit(
                        new FitRequest(
                                NetworkTranslation.network(fit.model(), TrainSounds.of(sounds.recording(), data)),
                                RecipeTranslation.recipe(fit.training()),
                                data.train(),
                                data.validation(),
                                data.validationScore(),
                                turn.scaling(),
                                seed,
                                1),
                        FitListener.silent());

        assertThat(result).isInstanceOf(CompletedFit.class);
        CompletedFit completed = (CompletedFit) result;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %d of %d | %d | %.0f |%n",
                model,
                training.isEmpty() ? "the default" : training,
                seed,
                completed.bestValidationScore(),
                completed.bestEpoch(),
                completed.curve().size(),
                completed.model().parameterCount(),
                (System.nanoTime() - start) / 1e9);
    }

    /** Rows of {@code seed | model | training}: those of the document, or of the file that {@code -Drecipes} names. */
    static Stream<Arguments> candidates() throws IOException, URISyntaxException {
        String asked = System.getProperty("recipes", "");
        Path file = asked.isEmpty()
                ? Path.of(
                        RecipeChoice.class.getResource("/recipe-candidates.csv").toURI())
                : Path.of(asked);
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("[|]", -1))
                .map(cells -> Arguments.of(Long.parseLong(cells[0].strip()), cells[1].strip(), cells[2].strip()));
    }

    private static FitSpecification specification(String model, String training) {
        FitSpecification.Outcome outcome = FitSpecification.complete(
                json(model),
                Optional.of(training).filter(text -> !text.isEmpty()).map(RecipeChoice::json),
                shape());
        assertThat(outcome.problems()).isEmpty();
        return outcome.specification().orElseThrow();
    }

    private static DatasetShape shape() {
        Recording recording = sounds.recording();
        return new DatasetShape(
                recording.dtMs(),
                recording.bands(),
                recording.stimuli().stream()
                        .map(stimulus -> new DatasetShape.StimulusShape(stimulus.name(), stimulus.bins()))
                        .toList(),
                List.of(new DatasetShape.NeuronShape("all of them")),
                Optional.of(recording.centerFrequenciesHz()),
                Optional.empty());
    }

    private static JsonNode json(String quoted) {
        return RegistryJson.mapper().readTree(quoted.replace('\'', '"'));
    }
}

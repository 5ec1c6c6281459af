package org.tonotopy.api.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.StoredSound;
import org.tonotopy.registry.job.JobSpec;

/**
 * A feature of a model.
 *
 * @param id identity
 * @param model the model version
 * @param kind kind of feature
 * @param neuron index in the dataset
 * @param neuronName its name there
 * @param hiddenUnit index in the model
 * @param settings kind and every setting
 * @param seed of every random number
 * @param counterpart of a contrast
 * @param outcome what became of it
 * @param reason why it is not complete
 * @param numbers name to value
 * @param undefined name to reason
 * @param array the arrays
 * @param figure where it is drawn
 * @param sound where it can be heard
 * @param jobId the job that made it
 * @param attempt of that job
 * @param createdAt when its neuron was finished
 */
@Schema(
        name = "Feature",
        description = "What a fitted model listens for: one feature of one neuron, or of the population.")
record FeatureResponse(
        UUID id,
        @Schema(example = "statenet-ns1-natural@1") String model,
        @Schema(example = "dream") String kind,

        @Schema(description = "Index of the neuron in the dataset, from 0; null: the population's or a hidden unit's.")
        Optional<Integer> neuron,

        @Schema(description = "Its name in the dataset; null: the population's or a hidden unit's.")
        Optional<String> neuronName,

        @Schema(description = "Index of the hidden unit in the model, from 0; null: a neuron's or the population's.")
        Optional<Integer> hiddenUnit,

        @Schema(description = "Kind and every setting.") Specification settings,

        @Schema(description = "Seed of every random number in it.")
        long seed,

        @Schema(description = "Only of contrasts: what is compared with.") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Counterpart> counterpart,

        @Schema(description = "Whether it is to be taken for a feature; a dream that is not COMPLETE is none.")
        FeatureOutcome outcome,

        @Schema(description = "Why it is not COMPLETE, in a sentence; null where it is.")
        Optional<String> reason,

        @Schema(
                description = "The numbers that sum it up, as GET /api/v1/feature-kinds describes them; an undefined"
                        + " one is null.",
                example = "{\"best_frequency_hz\": 4000.0, \"latency_ms\": 15.0}")
        Map<String, Optional<Double>> numbers,

        @Schema(description = "Why a number is undefined.") Map<String, String> undefined,

        File array,

        @Schema(description = "Where it is drawn; null where nothing is.")
        Optional<Figure> figure,

        @Schema(description = "Where it can be heard, approximately; null where it cannot: only a complete dream can.")
        Optional<Sound> sound,

        @Schema(description = "The job that made it.") UUID jobId,

        @Schema(description = "The attempt of that job that finished it.")
        int attempt,

        @Schema(description = "When its neuron was finished.")
        Instant createdAt) {
    /**
     * A file.
     *
     * @param sha256 its hash
     * @param sizeBytes its length
     * @param href where it is
     */
    @Schema(name = "FeatureArray", description = "The arrays of a feature, as NPZ.")
    record File(
            String sha256,
            long sizeBytes,
            @Schema(description = "Path of the download.") String href) {}

    /**
     * A figure.
     *
     * @param png path of the PNG
     * @param svg path of the SVG
     */
    @Schema(name = "FeatureFigure", description = "A figure in two forms.")
    record Figure(
            @Schema(description = "Path of the PNG.") String png,
            @Schema(description = "Path of the SVG.") String svg) {}

    /**
     * A sound.
     *
     * @param tones path of the WAV with a sine per band
     * @param noise path of the WAV with noise per band
     * @param bandsLeftOut bands that are in neither
     */
    @Schema(
            name = "FeatureSound",
            description =
                    "An approximate resynthesis of a dream, in two forms: phase, fine structure and absolute level"
                            + " are lost.")
    record Sound(
            @Schema(description = "Path of the WAV with a sine per band.")
            String tones,

            @Schema(description = "Path of the WAV with noise per band.")
            String noise,

            @Schema(description = "Bands of the dream that are in neither, being at or above 22,050 Hz.", example = "1")
            int bandsLeftOut) {
        static Sound of(String path, StoredSound sound) {
            return new Sound(
                    path + "/sound.wav?carrier=" + SoundCarrier.TONES.key(),
                    path + "/sound.wav?carrier=" + SoundCarrier.NOISE.key(),
                    sound.bandsLeftOut());
        }
    }

    /**
     * What a contrast compares with.
     *
     * @param model the other model
     * @param neuron the other neuron
     */
    @Schema(name = "FeatureCounterpart", description = "What a contrast compares with.")
    record Counterpart(
            @Schema(description = "Name and version of the other model.")
            String model,

            @Schema(description = "Index of the other neuron; null: the same, or the population.")
            Optional<Integer> neuron) {
        static Counterpart of(JobSpec.Counterpart counterpart) {
            return new Counterpart(counterpart.model().toString(), counterpart.neuron());
        }
    }

    static FeatureResponse of(Feature feature) {
        String path = FeatureService.PATH + "/" + feature.id();
        return new FeatureResponse(
                feature.id(),
                feature.model().reference().toString(),
                feature.kind(),
                feature.subject().neuron(),
                neuronName(feature),
                feature.subject().hiddenUnit(),
                feature.settings(),
                feature.seed(),
                feature.counterpart().map(Counterpart::of),
                feature.outcome(),
                feature.reason(),
                numbers(feature),
                undefined(feature),
                new File(
                        feature.array().content().sha256(),
                        feature.array().content().sizeBytes(),
                        path + "/array"),
                feature.svg().map(drawn -> new Figure(path + "/figure.png", path + "/figure.svg")),
                feature.sound().map(stored -> Sound.of(path, stored)),
                feature.jobId(),
                feature.attempt(),
                feature.createdAt());
    }

    static Optional<String> neuronName(Feature feature) {
        return feature.subject()
                .neuron()
                .map(index -> feature.model()
                        .benchmark()
                        .dataset()
                        .shape()
                        .orElseThrow()
                        .neurons()
                        .get(index)
                        .name());
    }

    /** Those that this kind of feature has, in their fixed order. */
    static Map<String, Optional<Double>> numbers(Feature feature) {
        Map<FeatureNumber, Double> defined = feature.numbers();
        Map<FeatureNumber, String> undefined = feature.undefined();
        Map<String, Optional<Double>> numbers = new LinkedHashMap<>();
        Arrays.stream(FeatureNumber.values())
                .filter(number -> defined.containsKey(number) || undefined.containsKey(number))
                .forEach(number -> numbers.put(number.key(), Optional.ofNullable(defined.get(number))));
        return numbers;
    }

    static Map<String, String> undefined(Feature feature) {
        Map<String, String> undefined = new TreeMap<>();
        feature.undefined().forEach((number, reason) -> undefined.put(number.key(), reason));
        return undefined;
    }
}

package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tonotopy.api.dataset.DatasetProvenance;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.catalogue.TrainingCatalogue;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reproduction.Reproduction;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.ScoreAggregate;

/**
 * The card of a model.
 *
 * @param model what is known of it
 * @param architecture what it is, in words
 * @param trained how it was trained, in words
 * @param data what it was fitted to
 * @param scores on the test stimuli
 * @param reproductions how often its fit was made again
 * @param citation how to cite it
 * @param citeToo what else to cite
 */
@Schema(name = "ModelCard", description = "What a model is, for people who did not fit it.")
record ModelCardResponse(
        ModelResponse model,

        @Schema(description = "What it is, in the words of the catalogue.")
        Described architecture,

        @Schema(description = "How it was trained, in the words of the catalogue.")
        Described trained,

        Data data,

        @Schema(description = "On the test stimuli of its benchmark, over neurons.")
        List<Score> scores,

        Reproduced reproductions,

        @Schema(description = "How to cite this version of the model.")
        String citation,

        @Schema(description = "What to cite with it: the kind of model and the recording.")
        List<String> citeToo) {
    /** As many digits of a hash tell files apart, and fit into a sentence. */
    private static final int HASH_SHOWN = 16;

    /** Copies the lists. */
    ModelCardResponse {
        scores = List.copyOf(scores);
        citeToo = List.copyOf(citeToo);
    }

    /**
     * A part of the specification.
     *
     * @param kind its kind
     * @param meaning of the kind
     * @param source where the kind was published
     * @param settings every setting
     */
    @Schema(name = "ModelCardPart", description = "A part of a specification, in the words of the catalogue.")
    record Described(
            @Schema(example = "statenet") String kind,

            @Schema(description = "One sentence; null for ensembles and external models.")
            Optional<String> meaning,

            @Schema(description = "Where it was published; null where there is nothing to cite.")
            Optional<String> source,

            List<Setting> settings) {
        /** Copies the list. */
        Described {
            settings = List.copyOf(settings);
        }

        static Described of(Specification specification, Optional<CatalogueEntry> entry) {
            return new Described(
                    specification.kind(),
                    entry.map(CatalogueEntry::meaning),
                    entry.map(CatalogueEntry::source).filter(source -> !source.isBlank()),
                    specification.values().entrySet().stream()
                            .map(setting -> new Setting(
                                    setting.getKey(),
                                    setting.getValue(),
                                    entry.flatMap(known -> meaning(known, setting.getKey()))))
                            .toList());
        }

        private static Optional<String> meaning(CatalogueEntry entry, String setting) {
            return entry.hyperparameters().stream()
                    .filter(hyperparameter -> hyperparameter.name().equals(setting))
                    .map(Hyperparameter::meaning)
                    .findFirst();
        }
    }

    /**
     * A setting.
     *
     * @param name its name
     * @param value its value
     * @param meaning what it is
     */
    @Schema(name = "ModelCardSetting", description = "A setting of a specification.")
    record Setting(
            String name,

            @Schema(description = "A number, a text or a truth value.")
            Object value,

            Optional<String> meaning) {}

    /**
     * What it was fitted to.
     *
     * @param dataset its reference
     * @param sha256 hash of its content
     * @param license on what terms it may be used
     * @param licenseNote says so where there is no license
     * @param citations what to cite
     * @param sources where it comes from
     * @param benchmark which of its stimuli were for what
     * @param stimuli how many of them the benchmark uses
     * @param neurons how many the model predicts
     * @param hiddenTest whether the responses to the test stimuli are hidden
     */
    @Schema(name = "ModelCardData", description = "What a model was fitted to.")
    record Data(
            @Schema(example = "ns1@1") String dataset,
            String sha256,
            Optional<String> license,

            @Schema(description = "Says so where there is no license; null where there is one.")
            Optional<String> licenseNote,

            List<String> citations,
            List<String> sources,
            @Schema(example = "ns1-natural@1") String benchmark,

            @Schema(description = "Stimuli that the benchmark uses.")
            int stimuli,

            @Schema(description = "Neurons that the model predicts.")
            int neurons,

            @Schema(description = "Whether nobody below admin may have the responses to the test stimuli.")
            boolean hiddenTest) {
        /** Copies the lists. */
        Data {
            citations = List.copyOf(citations);
            sources = List.copyOf(sources);
        }

        static Data of(ModelVersion version) {
            Benchmark benchmark = version.benchmark();
            Dataset dataset = benchmark.dataset();
            DatasetProvenance provenance = DatasetProvenance.of(dataset.metadata());
            return new Data(
                    dataset.reference().toString(),
                    dataset.contentSha256(),
                    provenance.license(),
                    provenance.licenseNote(),
                    provenance.citations(),
                    provenance.sources(),
                    benchmark.reference().toString(),
                    benchmark.stimuliAfter(),
                    version.neurons().size(),
                    benchmark.hidesTests());
        }
    }

    /**
     * A metric over neurons.
     *
     * @param metric its key
     * @param mean of this version
     * @param median of this version
     * @param counted neurons that count
     * @param leftOut neurons for which it is undefined
     * @param board what the board says of all seeds together
     */
    @Schema(name = "ModelCardScore", description = "A metric over neurons.")
    record Score(
            @Schema(example = "cc_norm") String metric,
            Optional<Double> mean,
            Optional<Double> median,

            @Schema(description = "Neurons that count.") int counted,

            @Schema(description = "Neurons for which it is undefined.")
            int leftOut,

            @Schema(
                    description =
                            "The same with an interval, seeds averaged for each neuron first; null where the board has"
                                    + " not been computed with this model, or has no such metric.")
            Optional<OnBoard> board) {}

    /**
     * A metric of all seeds of a model, as its board has it.
     *
     * @param mean over neurons
     * @param meanLow lower end of its interval
     * @param meanHigh upper end
     * @param counted neurons that count for every seed
     */
    @Schema(
            name = "ModelCardInterval",
            description = "A metric of all seeds of a model, with the 95 % bootstrap interval over neurons.")
    record OnBoard(Optional<Double> mean, Optional<Double> meanLow, Optional<Double> meanHigh, int counted) {
        static OnBoard of(Interval interval) {
            return new OnBoard(interval.mean(), interval.meanLow(), interval.meanHigh(), interval.counted());
        }
    }

    /**
     * How often its fit was made again.
     *
     * @param equalBitForBit how often the same came out to the last bit
     * @param equalWithinTolerance how often within tolerance
     * @param different how often something else did
     */
    @Schema(name = "ModelCardReproductions", description = "How often a model's fit was made again, by what came out.")
    record Reproduced(long equalBitForBit, long equalWithinTolerance, long different) {
        static Reproduced of(Collection<Reproduction> reproductions) {
            return new Reproduced(
                    count(reproductions, ReproductionVerdict.EQUAL_BIT_FOR_BIT),
                    count(reproductions, ReproductionVerdict.EQUAL_WITHIN_TOLERANCE),
                    count(reproductions, ReproductionVerdict.DIFFERENT));
        }

        private static long count(Collection<Reproduction> reproductions, ReproductionVerdict verdict) {
            return reproductions.stream()
                    .filter(reproduction -> reproduction.verdict() == verdict)
                    .count();
        }
    }

    static ModelCardResponse of(
            ModelVersion version,
            ModelResponse model,
            BenchmarkScore score,
            Optional<Computed> board,
            Collection<Reproduction> reproductions) {
        Described architecture = Described.of(
                version.spec().model(),
                ModelCatalogue.find(version.spec().model().kind()));
        Data data = Data.of(version);
        Optional<Standing> standing = board.flatMap(known -> known.statistics().of(version.specSha256()));
        return new ModelCardResponse(
                model,
                architecture,
                Described.of(
                        version.spec().training(),
                        TrainingCatalogue.find(version.spec().training().kind())),
                data,
                score.aggregates().stream()
                        .map(aggregate -> score(aggregate, standing))
                        .toList(),
                Reproduced.of(reproductions),
                citation(version),
                Stream.concat(architecture.source().stream(), data.citations().stream())
                        .toList());
    }

    private static Score score(ScoreAggregate aggregate, Optional<Standing> standing) {
        NeuronMetric metric = aggregate.metric();
        return new Score(
                metric.key(),
                aggregate.mean(),
                aggregate.median(),
                aggregate.counted(),
                aggregate.leftOut(),
                standing.flatMap(known -> known.interval(metric)).map(OnBoard::of));
    }

    private static String citation(ModelVersion version) {
        return version.owner().name() + ", Tonotopy model " + version.reference() + " (" + version.kind()
                + version.seed().map(seed -> ", seed " + seed).orElse("") + "), "
                + (version.isExternal() ? "fitted elsewhere and scored " : "fitted ")
                + LocalDate.ofInstant(version.createdAt(), ZoneOffset.UTC)
                + " for benchmark " + version.benchmark().reference()
                + " on dataset " + version.benchmark().dataset().reference()
                + " by version " + version.provenance().codeVersion()
                + version.weights()
                        .map(file -> ", weights " + file.content().sha256().substring(0, HASH_SHOWN))
                        .orElse("")
                + ".";
    }
}

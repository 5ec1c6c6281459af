package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.dataset.DatasetProvenance;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.LeaderboardService;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.benchmark.CriterionCount;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.StimulusFilter;
import org.tonotopy.registry.benchmark.StimulusSplit;

/** Gathers what the page of a benchmark shows. */
@Service
class BenchmarkPageService {
    /** More are in the JSON. */
    private static final int MOST_FOLDS = 50;

    private final BenchmarkService benchmarks;
    private final BenchmarkRepository versions;
    private final LeaderboardService boards;

    BenchmarkPageService(BenchmarkService benchmarks, BenchmarkRepository versions, LeaderboardService boards) {
        this.benchmarks = benchmarks;
        this.versions = versions;
        this.boards = boards;
    }

    /** The page of a benchmark version. */
    @Transactional(readOnly = true)
    public BenchmarkView view(String reference) {
        Benchmark benchmark = benchmarks.require(reference);
        BenchmarkDefinition definition = benchmark.definition();
        List<StimulusSplit> turns = definition.split().turns();
        LeaderboardResponse board = boards.board(reference, BoardFilter.NONE);
        List<Integer> neurons = definition.neuronFilter().neurons();
        List<Fact> facts = new ArrayList<>(BenchmarkWords.facts(benchmark));
        facts.add(new Fact("Defined by", benchmark.owner().name()));
        facts.add(new Fact("Defined on", PageTimes.day(benchmark.createdAt())));
        return new BenchmarkView(
                benchmark.reference().toString(),
                benchmark.dataset().reference().toString(),
                definition.rules(),
                facts,
                benchmark.hidesTests(),
                board.entries().size(),
                versions.findByNameOrderByVersion(benchmark.reference().name()).stream()
                        .map(version -> version.reference().toString())
                        .toList(),
                IntStream.range(0, Math.min(MOST_FOLDS, turns.size()))
                        .mapToObj(turn ->
                                part(definition.split().hasFolds() ? "Fold " + turn : "All fits", turns.get(turn)))
                        .toList(),
                Math.max(0, turns.size() - MOST_FOLDS),
                neurons.isEmpty() ? Optional.empty() : Optional.of(IndexWords.of(neurons)),
                criteria(definition),
                board.citation(),
                DatasetProvenance.of(benchmark.dataset().metadata()).citations());
    }

    private static BenchmarkView.Part part(String name, StimulusSplit turn) {
        return new BenchmarkView.Part(
                name, IndexWords.of(turn.train()), IndexWords.of(turn.validation()), IndexWords.of(turn.test()));
    }

    private static List<BenchmarkView.Criterion> criteria(BenchmarkDefinition definition) {
        List<CriterionCount> counts = new ArrayList<>(definition
                .neuronFilter()
                .filter()
                .map(NeuronSelection.Filter::counts)
                .orElse(List.of()));
        definition.stimulusFilter().map(StimulusFilter::counts).ifPresent(counts::add);
        return counts.stream()
                .map(count -> new BenchmarkView.Criterion(
                        count.criterion().replace('_', ' '), count.kept(), count.leftOut(), count.unknown()))
                .toList();
    }
}

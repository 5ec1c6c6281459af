package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.sweep.SweepFitResponse;
import org.tonotopy.api.sweep.SweepOrder;
import org.tonotopy.api.sweep.SweepResponse;
import org.tonotopy.api.sweep.SweepService;
import org.tonotopy.registry.job.JobState;
import tools.jackson.databind.JsonNode;

/** Gathers what the pages of sweeps show. */
@Service
class SweepPageService {
    private static final int LISTED = 50;

    /** What is listed of a larger sweep are its best. */
    private static final int MOST_FITS = 100;

    private final SweepService sweeps;

    SweepPageService(SweepService sweeps) {
        this.sweeps = sweeps;
    }

    /** A line of the list. */
    record Line(UUID id, String name, String benchmark, String state, String created) {}

    /** A page of sweeps, newest first. */
    Page<Line> list(Optional<String> token) {
        return sweeps.list(Optional.empty(), token, LISTED)
                .map(sweep -> new Line(
                        sweep.id(),
                        sweep.modelName(),
                        String.join(", ", sweep.benchmarks()),
                        counts(sweep.counts()).stream()
                                .map(count -> count.value() + " " + count.name())
                                .collect(Collectors.joining(", ")),
                        PageTimes.of(sweep.createdAt())));
    }

    /** One sweep. */
    SweepView view(UUID id) {
        SweepResponse sweep = sweeps.get(id);
        List<SweepFitResponse> fits = sweep.size() > MOST_FITS
                ? List.of()
                : sweeps.fits(id, Optional.empty(), SweepOrder.CREATED, Optional.empty(), MOST_FITS)
                        .items();
        return new SweepView(
                id,
                sweep.modelName() + (sweep.size() == 1 ? "" : ", " + sweep.size() + " fits"),
                sweep.over(),
                sweep.counts().entrySet().stream()
                        .filter(count -> count.getKey().isTerminal())
                        .mapToInt(Map.Entry::getValue)
                        .sum(),
                sweep.size(),
                facts(sweep),
                counts(sweep.counts()),
                sweep.best().stream().map(SweepPageService::row).toList(),
                fits.stream().map(SweepPageService::row).toList(),
                moves(sweep));
    }

    private static List<Fact> facts(SweepResponse sweep) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Benchmark", String.join(", ", sweep.benchmarks())));
        facts.add(new Fact("Fits differ in", sweep.varied().isEmpty() ? "nothing" : String.join(", ", sweep.varied())));
        facts.add(new Fact("Asked for by", sweep.owner()));
        facts.add(new Fact("Asked for", PageTimes.of(sweep.createdAt())));
        sweep.cancelledAt().ifPresent(at -> facts.add(new Fact("Cancelled", PageTimes.of(at))));
        return facts;
    }

    private static List<Fact> counts(Map<JobState, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> new Fact(word(count.getKey()), String.valueOf(count.getValue())))
                .toList();
    }

    private static SweepView.Row row(SweepFitResponse fit) {
        return new SweepView.Row(
                fit.jobId(),
                fit.values().isEmpty()
                        ? "the fit"
                        : fit.values().entrySet().stream()
                                .map(value -> value.getKey() + " " + text(value.getValue()))
                                .collect(Collectors.joining(", ")),
                word(fit.state()),
                PageNumbers.score(fit.validationScore()),
                fit.model().orElse(""));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static List<String> moves(SweepResponse sweep) {
        List<String> moves = new ArrayList<>();
        if (!sweep.over()) {
            moves.add("cancel");
        }
        if (sweep.cancelledAt().isEmpty() && sweep.counts().containsKey(JobState.FAILED)) {
            moves.add("retry");
        }
        return moves;
    }

    private static String word(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

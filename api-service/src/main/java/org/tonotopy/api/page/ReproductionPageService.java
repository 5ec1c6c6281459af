package org.tonotopy.api.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.reproduction.ReproductionResponse;
import org.tonotopy.api.reproduction.ReproductionService;
import org.tonotopy.registry.model.ModelVersion;

/** Shows on the page of a model what came out when its fit was made again, and asks for that. */
@Service
class ReproductionPageService {
    private static final int MOST_LINES = 10;

    private final ReproductionService reproductions;
    private final JobService jobs;

    ReproductionPageService(ReproductionService reproductions, JobService jobs) {
        this.reproductions = reproductions;
        this.jobs = jobs;
    }

    /** Those of a model. */
    @Transactional(readOnly = true)
    public ReproductionsView view(ModelVersion version) {
        List<ReproductionResponse> all = reproductions.list(version).items();
        return new ReproductionsView(
                ReproductionService.isReproducible(version),
                all.stream()
                        .limit(MOST_LINES)
                        .map(ReproductionPageService::line)
                        .toList(),
                Math.max(0, all.size() - MOST_LINES));
    }

    private static ReproductionsView.Line line(ReproductionResponse again) {
        return new ReproductionsView.Line(
                again.jobId(),
                PageTimes.day(again.createdAt()),
                again.owner(),
                again.verdictInWords()
                        .or(again::failure)
                        .orElseGet(() -> again.state().name().toLowerCase(Locale.ROOT)),
                again.predictionsDifference()
                        .map(difference -> String.format(Locale.ROOT, "%.1e", difference))
                        .orElse(""));
    }

    /**
     * Asks for the fit to be made again.
     *
     * @return the job
     */
    UUID ask(Caller caller, String reference) {
        UUID job = JobService.id(reproductions.create(caller, Optional.empty(), reference));
        jobs.admitAtOnce();
        return job;
    }
}

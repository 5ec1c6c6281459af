package org.tonotopy.api.job;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;

/** Says what a fit would be and cost, and leaves nothing behind. */
@Service
public class FitPreviews {
    private static final String LIKE_IT = "select count(*) as fits, avg(seconds) as mean from (select"
            + " extract(epoch from finished_at - started_at) as seconds from job where benchmark_id = :benchmark"
            + " and kind = 'FIT' and state = 'SUCCEEDED' and spec -> 'model' ->> 'kind' = :model"
            + " order by created_at desc, id desc limit 50) latest";

    private final JobRequestCheck check;
    private final AskedBefore before;
    private final AccountRepository accounts;
    private final JdbcClient database;
    private final Clock clock;

    FitPreviews(
            JobRequestCheck check, AskedBefore before, AccountRepository accounts, JdbcClient database, Clock clock) {
        this.check = check;
        this.before = before;
        this.accounts = accounts;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Checks a request as if it were carried out.
     *
     * @param request for a fit
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    @Transactional(readOnly = true)
    public FitPreview preview(Caller caller, CreateJobRequest request) {
        Account owner = accounts.findById(caller.accountId()).orElseThrow();
        Job asked = check.check(request, owner, clock.instant());
        if (!(asked.spec() instanceof JobSpec.Fit spec)) {
            throw new IllegalArgumentException("not a fit: " + asked.kind());
        }
        Benchmark benchmark = asked.benchmark().orElseThrow();
        FitTarget target = FitTarget.of(benchmark, spec.units(), spec.neurons());
        FitSpecification fit = new FitSpecification(spec.model(), spec.training());
        return new FitPreview(
                fit,
                target.networks(),
                fit.parameterCount(target.networkShape()),
                alike(benchmark.id(), spec.model().kind()),
                before.find(asked, false));
    }

    private FitPreview.Alike alike(UUID benchmark, String model) {
        return database.sql(LIKE_IT)
                .param("benchmark", benchmark)
                .param("model", model)
                .query((row, number) -> new FitPreview.Alike(
                        row.getInt("fits"),
                        Optional.ofNullable(row.getBigDecimal("mean"))
                                .map(seconds -> Duration.ofMillis(
                                        seconds.movePointRight(3).longValue()))))
                .single();
    }
}

package org.tonotopy.api.benchmark;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.deletion.DeletedThings;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.paging.ByName;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.visibility.TakenNames;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.deletion.DeletedKind;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.visibility.Sight;

/** Defines and finds benchmarks. */
@Service
public class BenchmarkService {
    static final String PATH = "/api/v1/benchmarks";
    private static final String QUERY = "benchmarks";

    private final BenchmarkRepository benchmarks;
    private final BenchmarkRequestCheck check;
    private final HiddenTestCheck hiddenTests;
    private final ExportRegistry exports;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final TransactionLock lock;
    private final TakenNames names;
    private final Sight sight;
    private final DeletedThings deleted;
    private final Clock clock;

    BenchmarkService(
            BenchmarkRepository benchmarks,
            BenchmarkRequestCheck check,
            HiddenTestCheck hiddenTests,
            ExportRegistry exports,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            TransactionLock lock,
            TakenNames names,
            Sight sight,
            DeletedThings deleted,
            Clock clock) {
        this.benchmarks = benchmarks;
        this.check = check;
        this.hiddenTests = hiddenTests;
        this.exports = exports;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.lock = lock;
        this.names = names;
        this.sight = sight;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** Defines a benchmark, or finds the version of this name with the same definition. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, CreateBenchmarkRequest request) {
        return idempotent.once(caller, key, PATH, request, () -> {
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            return create(caller, owner, check.check(request, owner));
        });
    }

    private Created create(Caller caller, Account owner, BenchmarkRequestCheck.Checked request) {
        lock.take("benchmark", request.name());
        Optional<Benchmark> same = benchmarks.findByNameAndDefinitionSha256(
                request.name(), Benchmark.hash(request.dataset(), request.definition()));
        if (same.isPresent()) {
            return new Created(location(same.get()), false);
        }
        names.requireReadable(request.name(), () -> benchmarks.countByName(request.name()));
        hiddenTests.apply(caller, request);
        int highest = sight.ofEverything(() -> benchmarks.highestVersion(request.name()));
        Benchmark benchmark = benchmarks.save(new Benchmark(
                        new VersionedName(request.name(), highest + 1),
                        request.dataset(),
                        request.definition(),
                        request.shape().neurons().size(),
                        owner,
                        clock.instant())
                .visibleTo(request.visibility()));
        if (benchmark.hidesTests()) {
            // What was written before holds what is hidden now.
            exports.forget(benchmark.dataset().id());
        }
        return new Created(location(benchmark), true);
    }

    private static String location(Benchmark benchmark) {
        return PATH + "/" + benchmark.reference();
    }

    /** A page of all versions by name and version. */
    @Transactional(readOnly = true)
    Page<BenchmarkResponse> list(Optional<String> token, int limit) {
        ByName after = ByName.read(token, QUERY);
        List<Benchmark> found = benchmarks.findAfter(after.name(), after.version(), Limit.of(limit + 1));
        return Page.cut(found, QUERY, limit, last -> ByName.cursor(last.reference()))
                .map(benchmark -> BenchmarkResponse.of(benchmark, Optional.empty()));
    }

    /** One version as it is shown. */
    @Transactional(readOnly = true)
    BenchmarkResponse get(String reference, Optional<Boolean> duplicate) {
        return BenchmarkResponse.of(require(reference), duplicate);
    }

    /**
     * One version.
     *
     * @param reference as a client wrote it
     * @throws ProblemException if there is none
     */
    @Transactional(readOnly = true)
    public Benchmark require(String reference) {
        return VersionedName.parse(reference)
                .flatMap(benchmarks::find)
                .orElseThrow(() -> deleted.missing(
                        DeletedKind.BENCHMARK,
                        reference,
                        new ProblemException(
                                ProblemType.NO_SUCH_BENCHMARK,
                                "No benchmark is called " + reference
                                        + "; write name@version, as GET /api/v1/benchmarks lists them.")));
    }
}

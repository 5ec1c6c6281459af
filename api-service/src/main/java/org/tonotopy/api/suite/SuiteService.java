package org.tonotopy.api.suite;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.visibility.TakenNames;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.deletion.DeletedKind;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.suite.Suite;
import org.tonotopy.registry.suite.SuiteRepository;
import org.tonotopy.registry.visibility.Sight;

/** Defines and finds suites. */
@Service
class SuiteService {
    static final String PATH = "/api/v1/suites";
    private static final String QUERY = "suites";

    private final SuiteRepository suites;
    private final SuiteRequestCheck check;
    private final BoardLedger boards;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final TransactionLock lock;
    private final TakenNames names;
    private final Sight sight;
    private final DeletedThings deleted;
    private final Clock clock;

    SuiteService(
            SuiteRepository suites,
            SuiteRequestCheck check,
            BoardLedger boards,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            TransactionLock lock,
            TakenNames names,
            Sight sight,
            DeletedThings deleted,
            Clock clock) {
        this.suites = suites;
        this.check = check;
        this.boards = boards;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.lock = lock;
        this.names = names;
        this.sight = sight;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** Defines a suite, or finds the version of this name with the same definition. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, CreateSuiteRequest request) {
        return idempotent.once(caller, key, PATH, request, () -> create(caller, check.check(request)));
    }

    private Created create(Caller caller, SuiteRequestCheck.Checked request) {
        lock.take("suite", request.name());
        Optional<Suite> same =
                suites.findByNameAndDefinitionSha256(request.name(), Suite.hash(request.benchmarks(), request.rules()));
        if (same.isPresent()) {
            return new Created(location(same.get()), false);
        }
        names.requireReadable(request.name(), () -> suites.countByName(request.name()));
        List<UUID> parts = request.benchmarks().stream().map(Benchmark::id).toList();
        if (!sight.<Boolean>ofEverything(() -> boards.hold(parts))) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    new FieldProblem(
                            "benchmarks",
                            "one of them was deleted meanwhile",
                            "Name others; GET /api/v1/benchmarks lists them."));
        }
        int highest = sight.ofEverything(() -> suites.highestVersion(request.name()));
        Suite suite = suites.saveAndFlush(new Suite(
                new VersionedName(request.name(), highest + 1),
                request.benchmarks(),
                request.rules(),
                accounts.findById(caller.accountId()).orElseThrow(),
                clock.instant()));
        boards.opened(suite.id());
        return new Created(location(suite), true);
    }

    private static String location(Suite suite) {
        return PATH + "/" + suite.reference();
    }

    /** A page of all versions by name and version. */
    @Transactional(readOnly = true)
    public Page<SuiteResponse> list(Optional<String> token, int limit) {
        ByName after = ByName.read(token, QUERY);
        List<Suite> found = suites.findAfter(after.name(), after.version(), Limit.of(limit + 1));
        return Page.cut(found, QUERY, limit, last -> ByName.cursor(last.reference()))
                .map(suite -> SuiteResponse.of(suite, Optional.empty()));
    }

    /** One version as it is shown. */
    @Transactional(readOnly = true)
    public SuiteResponse get(String reference, Optional<Boolean> duplicate) {
        return SuiteResponse.of(require(reference), duplicate);
    }

    /**
     * One version.
     *
     * @param reference as a client wrote it
     * @throws ProblemException if there is none
     */
    @Transactional(readOnly = true)
    public Suite require(String reference) {
        return VersionedName.parse(reference)
                .flatMap(suites::find)
                .orElseThrow(() -> deleted.missing(
                        DeletedKind.SUITE,
                        reference,
                        new ProblemException(
                                ProblemType.NO_SUCH_SUITE,
                                "No suite is called " + reference
                                        + "; write name@version, as GET /api/v1/suites lists them.")));
    }
}

package org.tonotopy.api.dataset;

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
import org.tonotopy.api.limit.AccountLimits;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.paging.ByName;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.visibility.TakenNames;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.deletion.DeletedKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.visibility.Sight;

/** Creates and finds datasets. */
@Service
public class DatasetService {
    static final String PATH = "/api/v1/datasets";
    private static final String QUERY = "datasets";

    private final DatasetRepository datasets;
    private final DatasetRequestCheck check;
    private final AccountRepository accounts;
    private final JobRepository jobs;
    private final JobLedger ledger;
    private final IdempotentRequests idempotent;
    private final AccountLimits limits;
    private final TransactionLock lock;
    private final TakenNames names;
    private final Sight sight;
    private final HiddenResponses hiddenResponses;
    private final DeletedThings deleted;
    private final Clock clock;

    DatasetService(
            DatasetRepository datasets,
            DatasetRequestCheck check,
            AccountRepository accounts,
            JobRepository jobs,
            JobLedger ledger,
            IdempotentRequests idempotent,
            AccountLimits limits,
            TransactionLock lock,
            TakenNames names,
            Sight sight,
            HiddenResponses hiddenResponses,
            DeletedThings deleted,
            Clock clock) {
        this.datasets = datasets;
        this.check = check;
        this.accounts = accounts;
        this.jobs = jobs;
        this.ledger = ledger;
        this.idempotent = idempotent;
        this.limits = limits;
        this.lock = lock;
        this.names = names;
        this.sight = sight;
        this.hiddenResponses = hiddenResponses;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** Creates a dataset and the job that reads it, or finds the one with the same content under the same name. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, CreateDatasetRequest request) {
        return idempotent.once(caller, key, PATH, request, () -> {
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            return create(caller, owner, check.check(request, owner));
        });
    }

    private Created create(Caller caller, Account owner, DatasetRequestCheck.Checked request) {
        byte[] content = request.contentSha256();
        lock.take("dataset", request.name());
        Optional<Dataset> same = datasets.findContent(request.name(), content);
        if (same.isPresent()) {
            return new Created(location(same.get()), false);
        }
        hiddenResponses.requireMayCopy(caller, request.recording());
        names.requireReadable(request.name(), () -> datasets.countByName(request.name()));
        int highest = sight.ofEverything(() -> datasets.highestVersion(request.name()));
        Dataset dataset = datasets.save(new Dataset(
                        new VersionedName(request.name(), highest + 1),
                        content,
                        request.recording(),
                        request.form(),
                        request.metadata(),
                        owner,
                        clock.instant())
                .visibleTo(request.visibility()));
        ledger.submit(
                Job.ingest(new JobSpec.Ingest(dataset.id(), dataset.reference()), dataset, owner, clock.instant()));
        limits.requireJobsWithin(caller);
        return new Created(location(dataset), true);
    }

    private static String location(Dataset dataset) {
        return PATH + "/" + dataset.reference();
    }

    /** A page by name and version: of the versions of one name, or of all. */
    @Transactional(readOnly = true)
    public Page<DatasetSummary> list(Optional<String> name, Optional<String> token, int limit) {
        String query = QUERY + name.map(" "::concat).orElse("");
        ByName after = ByName.read(token, query);
        Limit most = Limit.of(limit + 1);
        List<Dataset> found = name.isPresent()
                ? datasets.findVersionsAfter(name.get(), after.version(), most)
                : datasets.findAfter(after.name(), after.version(), most);
        return Page.cut(found, query, limit, last -> ByName.cursor(last.reference()))
                .map(DatasetSummary::of);
    }

    /**
     * One version.
     *
     * @param duplicate what to say of it in the answer to a creating request
     */
    @Transactional(readOnly = true)
    public DatasetResponse get(String reference, Optional<Boolean> duplicate) {
        Dataset dataset = require(reference);
        return DatasetResponse.of(
                dataset,
                jobs.findIngestJobs(dataset.id()).stream().findFirst(),
                datasets.findSame(dataset.id(), Sha256.parseHex(dataset.contentSha256())).stream()
                        .map(Dataset::reference)
                        .toList(),
                duplicate);
    }

    /**
     * One version.
     *
     * @param reference as a client wrote it
     * @throws ProblemException if there is none
     */
    @Transactional(readOnly = true)
    public Dataset require(String reference) {
        return VersionedName.parse(reference)
                .flatMap(datasets::find)
                .orElseThrow(() -> deleted.missing(DeletedKind.DATASET, reference, noSuchDataset(reference)));
    }

    static ProblemException noSuchDataset(String reference) {
        return new ProblemException(
                ProblemType.NO_SUCH_DATASET,
                "No dataset is called " + reference + "; write name@version, as GET /api/v1/datasets lists them.");
    }
}

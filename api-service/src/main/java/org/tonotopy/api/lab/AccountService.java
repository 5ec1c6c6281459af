package org.tonotopy.api.lab;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.account.RequestRates;
import org.tonotopy.api.limit.AccountLimits;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.account.Lab;
import org.tonotopy.registry.account.LabRepository;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.usage.AccountUsage;

/** Makes and finds accounts. */
@Service
public class AccountService {
    private static final String QUERY = "accounts";

    private final AccountRepository accounts;
    private final LabRepository labs;
    private final BoardLedger boards;
    private final AccountUsage usage;
    private final AccountLimits limits;
    private final RequestRates rates;
    private final QueueSettings queue;
    private final TransactionLock lock;
    private final Clock clock;

    AccountService(
            AccountRepository accounts,
            LabRepository labs,
            BoardLedger boards,
            AccountUsage usage,
            AccountLimits limits,
            RequestRates rates,
            QueueSettings queue,
            TransactionLock lock,
            Clock clock) {
        this.accounts = accounts;
        this.labs = labs;
        this.boards = boards;
        this.usage = usage;
        this.limits = limits;
        this.rates = rates;
        this.queue = queue;
        this.lock = lock;
        this.clock = clock;
    }

    /** Makes an account, which has no token yet, or changes it. */
    @Transactional
    public Put<AccountResponse> put(String name, PutAccountRequest request) {
        FieldProblems problems = new FieldProblems();
        problems.requireName("name", name);
        Role role = role(request.role(), problems);
        Optional<Lab> lab = lab(request.lab(), problems);
        Optional<Integer> cap = JobCapCheck.read(request.jobCap(), problems);
        problems.refuse();
        // One lock for all accounts: two requests must not take the last two admins away from each other.
        lock.take("account", "");
        Optional<Account> known = accounts.findByName(name);
        known.ifPresent(account -> requireAnAdmin(account, role));
        Account account = known.orElseGet(() -> accounts.save(new Account(name, role, clock.instant())));
        boolean moved = account.role() != role || !account.lab().equals(lab);
        account.become(role);
        account.belongTo(lab);
        account.capAt(cap);
        if (moved) {
            boards.forgetRestricted();
        }
        return new Put<>(AccountResponse.of(account), known.isEmpty());
    }

    private static Role role(@Nullable String asked, FieldProblems problems) {
        Optional<Role> role = Optional.ofNullable(asked).flatMap(RoleName::parse);
        if (role.isEmpty()) {
            problems.add("role", asked == null ? "it is missing" : "it is not a role", "Use viewer, member or admin.");
        }
        return role.orElse(Role.VIEWER);
    }

    private Optional<Lab> lab(@Nullable String asked, FieldProblems problems) {
        Optional<Lab> lab = Optional.ofNullable(asked).flatMap(labs::findByName);
        if (asked != null && lab.isEmpty()) {
            problems.add(
                    "lab", "there is none of this name", "Make it by PUT /api/v1/labs/{name} first, or leave it out.");
        }
        return lab;
    }

    private void requireAnAdmin(Account account, Role role) {
        if (account.role() == Role.ADMIN && role != Role.ADMIN && accounts.countByRole(Role.ADMIN) == 1) {
            throw new ProblemException(
                    ProblemType.LAST_ADMIN,
                    account.name() + " is the only admin, and nobody could make another: make another account an admin"
                            + " first.");
        }
    }

    /**
     * An account that a caller may see: their own, or for admins any.
     *
     * @throws ProblemException if there is none, or it is somebody else's
     */
    Account require(Caller caller, String name) {
        if (caller.role() != Role.ADMIN && !caller.name().equals(name)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only an admin may see or change another's account.");
        }
        return require(name);
    }

    /**
     * An account for an admin.
     *
     * @throws ProblemException if there is none
     */
    Account require(String name) {
        return accounts.findByName(name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_ACCOUNT,
                        "No account is called " + name + "; GET /api/v1/accounts lists them."));
    }

    @Transactional(readOnly = true)
    public AccountResponse get(Caller caller, String name) {
        return AccountResponse.of(require(caller, name));
    }

    /** Who asks, what their token may do, and what they take up of what they may. */
    @Transactional(readOnly = true)
    public OwnAccountResponse own(Caller caller) {
        Account account = accounts.findById(caller.accountId()).orElseThrow();
        return new OwnAccountResponse(
                AccountResponse.of(account),
                ScopeName.of(caller.scope()),
                new OwnAccountResponse.Use(
                        rates.perMinute() == 0 ? Optional.empty() : Optional.of(rates.perMinute()),
                        usage.storedBytes(account.id()),
                        limit(limits.storageBytes()),
                        usage.openJobs(account.id()),
                        limit(limits.jobs()),
                        usage.jobsAtWorkers(account.id()),
                        account.jobCap()
                                .or(() -> queue.jobsPerOwner() == 0
                                        ? Optional.empty()
                                        : Optional.of(queue.jobsPerOwner()))));
    }

    private static Optional<Long> limit(OptionalLong limit) {
        return limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public Page<AccountResponse> list(Optional<String> token, int limit) {
        String after = PageToken.read(token, QUERY, 1, parts -> parts.get(0)).orElse("");
        List<Account> found = accounts.findByNameGreaterThanOrderByName(after, Limit.of(limit + 1));
        return Page.cut(found, QUERY, limit, last -> List.of(last.name())).map(AccountResponse::of);
    }
}

package org.tonotopy.api.lab;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.account.OpenIdProvider;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountIdentity;
import org.tonotopy.registry.account.AccountIdentityRepository;

/** Links identities at a provider to accounts. */
@Service
class IdentityService {
    static final int LONGEST_ISSUER = 500;

    private final AccountService accounts;
    private final AccountIdentityRepository identities;
    private final OpenIdProvider provider;
    private final TransactionLock lock;
    private final Clock clock;

    IdentityService(
            AccountService accounts,
            AccountIdentityRepository identities,
            OpenIdProvider provider,
            TransactionLock lock,
            Clock clock) {
        this.accounts = accounts;
        this.identities = identities;
        this.provider = provider;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Lets an identity sign in to an account, in place of the one that did.
     *
     * @throws ProblemException if it signs in to another one: an admin takes it away there first
     */
    @Transactional
    public Put<IdentityResponse> put(String name, PutIdentityRequest request) {
        FieldProblems problems = new FieldProblems();
        String issuer = issuer(request, problems);
        String subject = Optional.ofNullable(request.subject()).orElse("");
        if (!AccountIdentity.isSubject(subject)) {
            problems.add(
                    "subject",
                    subject.isEmpty() ? "it is missing" : "no provider calls anybody so",
                    "Send the claim sub of the provider's tokens: at most 255 characters of ASCII.");
        }
        problems.refuse();
        Account account = accounts.require(name);
        // The lock under which accounts are made and changed: of two requests, the later sees what the earlier did.
        lock.take("account", "");
        Optional<AccountIdentity> known = identities.findByIssuerAndSubject(issuer, subject);
        if (known.filter(AccountIdentity::holds).isPresent()) {
            return linked(known.get(), account);
        }
        known.ifPresent(identities::delete);
        identities.findByAccountAndRemovedAtIsNull(account).ifPresent(other -> other.remove(clock.instant()));
        identities.flush();
        AccountIdentity made = identities.save(new AccountIdentity(account, issuer, subject, clock.instant()));
        return new Put<>(IdentityResponse.of(made), true);
    }

    private String issuer(PutIdentityRequest request, FieldProblems problems) {
        Optional<String> issuer = Optional.ofNullable(request.issuer()).or(provider::issuer);
        if (issuer.isEmpty()) {
            problems.add(
                    "issuer",
                    "it is missing, and this server is set to no provider",
                    "Name the provider, or set TONOTOPY_OPENID_ISSUER first.");
        } else if (issuer.get().length() > LONGEST_ISSUER || !OpenIdProvider.isIssuer(issuer.get())) {
            problems.add("issuer", "no provider is called so", OpenIdProvider.ISSUER_REMEDY);
        }
        return issuer.orElse("");
    }

    private static Put<IdentityResponse> linked(AccountIdentity known, Account account) {
        if (!known.account().id().equals(account.id())) {
            throw new ProblemException(
                    ProblemType.IDENTITY_LINKED,
                    "It signs in to " + known.account().name() + "; take it away there first, by DELETE "
                            + AccountController.PATH + "/" + known.account().name() + "/identity.");
        }
        return new Put<>(IdentityResponse.of(known), false);
    }

    @Transactional(readOnly = true)
    public IdentityResponse get(Caller caller, String name) {
        return IdentityResponse.of(identity(accounts.require(caller, name)));
    }

    /** Refuses whoever signs in by it from now on. */
    @Transactional
    public void remove(String name) {
        identity(accounts.require(name)).remove(clock.instant());
    }

    private AccountIdentity identity(Account account) {
        return identities
                .findByAccountAndRemovedAtIsNull(account)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_IDENTITY,
                        "Nobody signs in to " + account.name() + " by a provider; an admin links an identity by PUT "
                                + AccountController.PATH + "/" + account.name() + "/identity."));
    }
}

package org.tonotopy.api.sharing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.dataset.DatasetService;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.visibility.AskedVisibility;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.visibility.SharedKind;
import org.tonotopy.registry.visibility.SharedWith;
import org.tonotopy.registry.visibility.Sharing;
import org.tonotopy.registry.visibility.Sharing.Lost;
import org.tonotopy.registry.visibility.Visibility;

/** Tells who may read things, and has their owners change it. */
@Service
class SharingService {
    static final int MOST_NAMES = 100;
    private static final int MOST_TOLD = 20;

    private final DatasetService datasets;
    private final BenchmarkService benchmarks;
    private final ModelService models;
    private final Sharing sharing;

    SharingService(DatasetService datasets, BenchmarkService benchmarks, ModelService models, Sharing sharing) {
        this.datasets = datasets;
        this.benchmarks = benchmarks;
        this.models = models;
        this.sharing = sharing;
    }

    private record Thing(SharedKind kind, UUID id, String reference, Account owner) {}

    private Thing require(SharedKind kind, String reference) {
        return switch (kind) {
            case DATASET -> {
                Dataset found = datasets.require(reference);
                yield new Thing(kind, found.id(), "The dataset " + found.reference(), found.owner());
            }
            case BENCHMARK -> {
                Benchmark found = benchmarks.require(reference);
                yield new Thing(kind, found.id(), "The benchmark " + found.reference(), found.owner());
            }
            case MODEL -> {
                ModelVersion found = models.require(reference);
                yield new Thing(kind, found.id(), "The model " + found.reference(), found.owner());
            }
        };
    }

    /**
     * Who may read a thing.
     *
     * @param caller null: nobody known
     * @throws ProblemException if there is none
     */
    @Transactional(readOnly = true)
    public VisibilityResponse get(@Nullable Caller caller, SharedKind kind, String reference) {
        return answer(caller, require(kind, reference), List.of());
    }

    private VisibilityResponse answer(@Nullable Caller caller, Thing thing, List<String> lost) {
        return VisibilityResponse.of(
                sharing.readers(thing.kind(), thing.id()),
                thing.owner().name(),
                caller != null && caller.owns(thing.owner().id()),
                lost);
    }

    /**
     * Changes who may read a thing.
     *
     * @throws ProblemException if the caller may not, or others could no longer read what they made on it and no admin forces it
     */
    @Transactional
    public VisibilityResponse put(Caller caller, SharedKind kind, String reference, PutVisibilityRequest request) {
        Thing thing = require(kind, reference);
        caller.requireOwn(thing.owner().id(), thing.reference(), thing.owner().name());
        boolean forced = Boolean.TRUE.equals(request.force());
        if (forced && caller.role() != Role.ADMIN) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Only an admin may take from others what they made: leave force out.");
        }
        FieldProblems problems = new FieldProblems();
        Visibility visibility = Visibility.PRIVATE;
        if (request.visibility() == null) {
            problems.add("visibility", "it is missing", "Use public, lab or private.");
        } else {
            visibility = AskedVisibility.read(request.visibility(), thing.owner(), problems);
        }
        PutVisibilityRequest.SharedWithRequest with = request.sharedWith();
        List<String> accounts = names(SharedWith.ACCOUNT, with == null ? null : with.accounts(), problems);
        List<String> labs = names(SharedWith.LAB, with == null ? null : with.labs(), problems);
        problems.refuse();
        List<Lost> lost =
                sharing.change(kind, thing.id(), new Sharing.Readers(visibility, accounts, labs), caller.accountId());
        if (!forced) {
            refuseLoss(thing, lost);
        }
        return answer(caller, thing, lost.isEmpty() ? List.of() : told(lost));
    }

    private List<String> names(SharedWith whom, @Nullable Collection<@Nullable String> sent, FieldProblems problems) {
        String field = "shared_with." + (whom == SharedWith.ACCOUNT ? "accounts" : "labs");
        if (sent == null) {
            return List.of();
        }
        if (sent.size() > MOST_NAMES || sent.contains(null)) {
            problems.add(
                    field,
                    sent.contains(null) ? "one of them is null" : "there are " + sent.size() + " of them",
                    "Name " + MOST_NAMES + " at most; share it with a lab, or make it public, for more.");
            return List.of();
        }
        List<String> names =
                sent.stream().map(Objects::requireNonNull).distinct().toList();
        for (String unknown : new TreeSet<>(sharing.unknown(whom, names))) {
            problems.add(
                    field,
                    "there is no " + unknown,
                    "Write the name as it stands beside what the account made, or as GET /api/v1/labs lists labs.");
        }
        return names;
    }

    private static void refuseLoss(Thing thing, List<Lost> lost) {
        if (lost.isEmpty()) {
            return;
        }
        throw new ProblemException(
                ProblemType.STILL_READ,
                new FieldProblem(
                        "visibility",
                        told(lost).stream()
                                .collect(Collectors.joining(
                                        ", ",
                                        thing.reference() + " carries what its makers could no longer read: ",
                                        "")),
                        "Share it with them too, or wait until their jobs have ended. An admin can change it all the same,"
                                + " with force."));
    }

    private static List<String> told(List<Lost> lost) {
        List<String> named = new ArrayList<>(lost.stream()
                .filter(Lost::told)
                .map(made -> made.what() + " of " + made.owner())
                .sorted()
                .limit(MOST_TOLD)
                .toList());
        int others = lost.size() - named.size();
        if (others > 0) {
            named.add(
                    others + (named.isEmpty() ? "" : " more") + " that you may not read or that are too many to name");
        }
        return named;
    }
}

package org.tonotopy.api.dataset;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.deletion.DeletedThings;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.deletion.DatasetDeletion;
import org.tonotopy.registry.deletion.DeletedKind;
import org.tonotopy.registry.deletion.Dependents;
import org.tonotopy.registry.deletion.Tombstone;
import org.tonotopy.registry.deletion.Tombstones;

/** Deletes datasets for whoever may. */
@Service
class DatasetDeletionService {
    private static final int NAMED_JOBS = 5;

    private final DatasetService datasets;
    private final DatasetDeletion deletion;
    private final Tombstones tombstones;
    private final DeletedThings deleted;

    DatasetDeletionService(
            DatasetService datasets, DatasetDeletion deletion, Tombstones tombstones, DeletedThings deleted) {
        this.datasets = datasets;
        this.deletion = deletion;
        this.tombstones = tombstones;
        this.deleted = deleted;
    }

    /**
     * Deletes a dataset.
     *
     * @param cascade whether what stands on it goes with it
     * @return what is left of it
     * @throws ProblemException if the caller may not, something runs on it, or something stands on it and may not go
     */
    @Transactional
    public Tombstone delete(Caller caller, String reference, boolean cascade) {
        Dataset dataset = datasets.require(reference);
        if (!caller.owns(dataset.owner().id())) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "The dataset belongs to " + dataset.owner().name() + "; ask its owner or an admin to delete it.");
        }
        Dependents dependents = deletion.lock(dataset.id())
                .orElseThrow(
                        () -> deleted.missing(DeletedKind.DATASET, reference, DatasetService.noSuchDataset(reference)));
        refuseRunning(dependents.runningJobs());
        if (!cascade && !dependents.missed().isEmpty()) {
            throw new ProblemException(
                    ProblemType.DATASET_IN_USE,
                    new FieldProblem(
                            "cascade",
                            "something stands on the dataset: " + inWords(dependents.missed()),
                            "Repeat the request with ?cascade=true to delete all of it too; nothing brings it back."));
        }
        deletion.delete(dataset, dependents, caller.accountId());
        return tombstones.find(DeletedKind.DATASET, dataset.reference()).orElseThrow();
    }

    private static void refuseRunning(List<UUID> running) {
        if (!running.isEmpty()) {
            String some = running.stream().limit(NAMED_JOBS).map(UUID::toString).collect(Collectors.joining(", "));
            throw new ProblemException(
                    ProblemType.DATASET_IN_USE,
                    new FieldProblem(
                            "jobs",
                            running.size() + " of the dataset's jobs are running: " + some
                                    + (running.size() > NAMED_JOBS ? ", ..." : ""),
                            "Cancel them by POST /api/v1/jobs/{id}:cancel, or wait until they have ended, and ask again."));
        }
    }

    private static String inWords(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

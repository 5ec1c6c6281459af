package org.tonotopy.registry.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who comes next: the higher priority, then the owner with the least recent use of workers, then the older job. An owner or a lab
 * that has reached its cap is passed over, and so is a job that no worker has room for.
 */
final class FairOrder {
    private final Map<UUID, Share> shares = new HashMap<>();
    private final Map<UUID, Integer> labJobs = new HashMap<>();
    private final Map<UUID, Integer> labCaps;

    /**
     * An order.
     *
     * @param shares of all owners that have jobs
     * @param labCaps of labs that have one
     */
    FairOrder(List<Share> shares, Map<UUID, Integer> labCaps) {
        this.labCaps = labCaps;
        for (Share share : shares) {
            this.shares.put(share.owner(), share);
            share.lab().ifPresent(lab -> labJobs.merge(lab, share.jobs(), Integer::sum));
        }
    }

    /** A job and the lane that it is admitted to. */
    record Admitted(Waiting job, Lane lane) {}

    /**
     * Chooses jobs as long as there is room.
     *
     * @param waiting the first jobs of each owner and kind of need
     * @param room is taken
     */
    List<Admitted> choose(List<Waiting> waiting, FreeSlots room) {
        Map<UUID, List<Waiting>> byOwner = new HashMap<>();
        waiting.stream()
                .sorted(Waiting.ORDER)
                .forEach(job -> byOwner.computeIfAbsent(job.owner(), owner -> new ArrayList<>())
                        .add(job));
        List<Admitted> chosen = new ArrayList<>();
        Set<UUID> passedOver = new HashSet<>();
        while (!room.full()) {
            Optional<Waiting> next = byOwner.entrySet().stream()
                    .filter(entry -> mayHaveMore(entry.getKey()))
                    .flatMap(entry -> entry.getValue().stream()
                            .filter(job -> !passedOver.contains(job.id()))
                            .limit(1))
                    .min(Comparator.comparingInt((Waiting job) -> -job.priority())
                            .thenComparingDouble(job -> share(job.owner()).recentUse())
                            .thenComparing(Waiting.ORDER));
            if (next.isEmpty()) {
                break;
            }
            Waiting job = next.get();
            passedOver.add(job.id());
            room.take(job.device(), job.memoryClass()).ifPresent(lane -> {
                chosen.add(new Admitted(job, lane));
                shares.put(job.owner(), share(job.owner()).withOneMore());
                share(job.owner()).lab().ifPresent(lab -> labJobs.merge(lab, 1, Integer::sum));
            });
        }
        return chosen;
    }

    private Share share(UUID owner) {
        return shares.getOrDefault(owner, new Share(owner, Optional.empty(), 0, 0, Integer.MAX_VALUE));
    }

    private boolean mayHaveMore(UUID owner) {
        Share share = share(owner);
        return share.jobs() < share.cap()
                && share.lab()
                        .filter(lab -> labJobs.getOrDefault(lab, 0) >= labCaps.getOrDefault(lab, Integer.MAX_VALUE))
                        .isEmpty();
    }
}

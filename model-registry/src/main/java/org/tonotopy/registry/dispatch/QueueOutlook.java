package org.tonotopy.registry.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.visibility.Sight;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * Says of jobs that wait why, at which place, and for how long about. The order is that of {@link FairOrder} if nothing new comes;
 * it is counted per owner and not played through, and costs a constant number of queries for any number of jobs.
 */
public class QueueOutlook {
    /** From so many waiting jobs on, counting them takes most of the time of an answer: 50 ms for 100,000. */
    private static final long MANY = 10_000;

    /** For so long the counts of a long queue serve everybody: about as far as it gets between two looks at it. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final Shares shares;
    private final Sight sight;
    private volatile Counted counted = Counted.NOTHING;

    /**
     * An outlook.
     *
     * @param jobsPerOwner cap of owners that have none of their own; 0: no cap
     * @param sight of whoever asks; others' jobs count, whether or not one may read them
     */
    public QueueOutlook(JdbcClient database, int jobsPerOwner, Sight sight) {
        this.database = database;
        this.shares = new Shares(database, jobsPerOwner);
        this.sight = sight;
    }

    private record Place(long rank, boolean later) {}

    private record Group(UUID owner, int priority, long jobs) {}

    /** Who waits with how many jobs, and until when by {@link System#nanoTime()} it need not be counted again. */
    private record Counted(List<Group> groups, long jobs, long until) {
        static final Counted NOTHING = new Counted(List.of(), 0, 0);

        boolean serves() {
            return jobs >= MANY && System.nanoTime() - until < 0;
        }
    }

    private record Present(WorkerDevice device, int memoryClass, int slots) {}

    /** All that the answer depends on, read once. */
    private record Queue(
            Map<UUID, Share> shares,
            Map<UUID, Integer> labCaps,
            List<Group> groups,
            Map<UUID, Place> places,
            Map<UUID, Long> admitted,
            List<Present> workers,
            Optional<Double> secondsPerJob) {
        int slots() {
            return workers.stream().mapToInt(Present::slots).sum();
        }
    }

    /**
     * The outlook of jobs.
     *
     * @param jobs of any state
     * @return by job, those that are queued or paused
     */
    @Transactional(readOnly = true)
    public Map<UUID, Outlook> of(Collection<Job> jobs) {
        Map<UUID, Outlook> outlooks = new HashMap<>();
        List<Job> queued = new ArrayList<>();
        for (Job job : jobs) {
            if (job.state() == JobState.PAUSED) {
                outlooks.put(job.id(), new Outlook(WaitReason.PAUSED, Optional.empty(), Optional.empty()));
            } else if (job.state() == JobState.QUEUED) {
                queued.add(job);
            }
        }
        if (!queued.isEmpty()) {
            List<UUID> ids = queued.stream().map(Job::id).toList();
            Queue queue = sight.ofEverything(() -> read(ids));
            queued.forEach(job -> outlooks.put(job.id(), outlook(job, queue)));
        }
        return outlooks;
    }

    private Queue read(List<UUID> ids) {
        return new Queue(
                shares.ofOwners().stream().collect(Collectors.toMap(Share::owner, Function.identity())),
                shares.labCaps(),
                groups(),
                places(ids),
                admitted(),
                database.sql("select device, memory_class, slots from worker where gone_at is null and not draining")
                        .query((row, number) -> new Present(
                                WorkerDevice.valueOf(row.getString("device")),
                                row.getInt("memory_class"),
                                row.getInt("slots")))
                        .list(),
                database.sql("select avg(extract(epoch from finished_at - started_at)) from (select started_at,"
                                + " finished_at from job where state = 'SUCCEEDED'"
                                + " order by created_at desc, id desc limit 50) latest")
                        .query(Double.class)
                        .optional());
    }

    private List<Group> groups() {
        Counted known = counted;
        if (!known.serves()) {
            List<Group> groups = database.sql("select owner_id, priority, count(*) as jobs from job"
                            + " where state = 'QUEUED' and admission is null group by owner_id, priority")
                    .query((row, number) -> new Group(
                            row.getObject("owner_id", UUID.class), row.getInt("priority"), row.getLong("jobs")))
                    .list();
            known = new Counted(
                    groups, groups.stream().mapToLong(Group::jobs).sum(), System.nanoTime() + KEPT.toNanos());
            counted = known;
        }
        return known.groups();
    }

    private Map<UUID, Place> places(List<UUID> ids) {
        Map<UUID, Place> places = new HashMap<>();
        // What comes before the first of those asked for is counted, and places are told from there to the last.
        database.sql("with asked as (select id, owner_id, priority, created_at from job where id in (:ids)"
                        + " and state = 'QUEUED' and admission is null),"
                        + " first as (select distinct on (owner_id, priority) * from asked"
                        + " order by owner_id, priority, created_at, id),"
                        + " last as (select distinct on (owner_id, priority) * from asked"
                        + " order by owner_id, priority, created_at desc, id desc)"
                        + " select p.* from first f join last l on l.owner_id = f.owner_id and l.priority = f.priority"
                        + " cross join lateral (select id, later, before + row_number() over (order by created_at, id) - 1"
                        + " as rank from (select id, created_at, not_before > now() as later from job"
                        + " where state = 'QUEUED' and admission is null and owner_id = f.owner_id and priority = f.priority"
                        + " and (created_at, id) >= (f.created_at, f.id) and (created_at, id) <= (l.created_at, l.id)) w,"
                        + " (select count(*) as before from job where state = 'QUEUED' and admission is null"
                        + " and owner_id = f.owner_id and priority = f.priority"
                        + " and (created_at, id) < (f.created_at, f.id)) b) p where p.id in (:ids)")
                .param("ids", ids)
                .query(row -> {
                    places.put(
                            row.getObject("id", UUID.class), new Place(row.getLong("rank"), row.getBoolean("later")));
                });
        return places;
    }

    private Map<UUID, Long> admitted() {
        Map<UUID, Long> admitted = new HashMap<>();
        database.sql("select id, row_number() over (order by admission) as place from job"
                        + " where state = 'QUEUED' and admission is not null")
                .query(row -> {
                    admitted.put(row.getObject("id", UUID.class), row.getLong("place"));
                });
        return admitted;
    }

    private static Outlook outlook(Job job, Queue queue) {
        Optional<Long> position = position(job, queue);
        WaitReason reason = reason(job, queue);
        boolean moves = reason == WaitReason.NEXT || reason == WaitReason.OTHERS_FIRST;
        Optional<Duration> startsIn = moves && queue.slots() > 0
                ? position.flatMap(place -> queue.secondsPerJob()
                        .map(seconds -> Duration.ofSeconds((long) (Math.max(0, seconds) * place / queue.slots()))))
                : Optional.empty();
        return new Outlook(reason, position, startsIn);
    }

    private static WaitReason reason(Job job, Queue queue) {
        if (job.admitted()) {
            return WaitReason.NEXT;
        }
        List<Present> able = queue.workers().stream()
                .filter(worker -> job.device() != JobDevice.GPU || worker.device() == WorkerDevice.GPU)
                .toList();
        if (able.isEmpty()) {
            return job.device() == JobDevice.GPU ? WaitReason.NO_GPU_WORKER : WaitReason.NO_WORKER;
        }
        if (able.stream().noneMatch(worker -> worker.memoryClass() >= job.memoryClass())) {
            return WaitReason.NO_WORKER_WITH_MEMORY;
        }
        Place place = queue.places().get(job.id());
        if (place != null && place.later()) {
            return WaitReason.TRIED_AGAIN_LATER;
        }
        Share share = queue.shares().get(job.owner().id());
        if (share != null && share.jobs() >= share.cap()) {
            return WaitReason.OWNER_CAP;
        }
        boolean labFull = share != null
                && share.lab()
                        .filter(lab -> jobsOf(lab, queue) >= queue.labCaps().getOrDefault(lab, Integer.MAX_VALUE))
                        .isPresent();
        return labFull ? WaitReason.LAB_CAP : WaitReason.OTHERS_FIRST;
    }

    private static int jobsOf(UUID lab, Queue queue) {
        return queue.shares().values().stream()
                .filter(share -> share.lab().filter(lab::equals).isPresent())
                .mapToInt(Share::jobs)
                .sum();
    }

    private static Optional<Long> position(Job job, Queue queue) {
        if (queue.admitted().containsKey(job.id())) {
            return Optional.of(queue.admitted().get(job.id()));
        }
        Place place = queue.places().get(job.id());
        if (place == null) {
            return Optional.empty();
        }
        long ahead = queue.admitted().size() + place.rank();
        for (Group group : queue.groups()) {
            if (group.priority() > job.priority()) {
                ahead += group.jobs();
            } else if (group.priority() == job.priority()
                    && !group.owner().equals(job.owner().id())) {
                ahead += Math.min(group.jobs(), turns(job, place, group, queue));
            }
        }
        return Optional.of(ahead + 1);
    }

    /** How often another owner's turn comes before the job's: until it has used as much as the job's owner then will have. */
    private static long turns(Job job, Place place, Group group, Queue queue) {
        double own = use(job.owner().id(), queue) + place.rank() * Share.EXPECTED_SECONDS;
        double behind = (own - use(group.owner(), queue)) / Share.EXPECTED_SECONDS;
        return Math.max(0, (long) Math.ceil(behind));
    }

    private static double use(UUID owner, Queue queue) {
        Share share = queue.shares().get(owner);
        return share == null ? 0 : share.recentUse();
    }
}

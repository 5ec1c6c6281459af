package org.tonotopy.worker.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.Units;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

/** Ask for jobs and change their minds, in a thread of their own, as long as there are to be more. */
final class LabCustomers implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_OPEN = 60;
    private static final int SEEDS = 8;
    private static final int SLEEP_MILLIS = 40;
    private static final String STATENET = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}";
    /** Room for it is in no worker of the fleet. */
    private static final String ENORMOUS = "{\"kind\": \"statenet\", \"encoder\": \"dense\", \"hidden_units\": 1024}";

    private final Lab lab;
    private final Benchmark benchmark;
    private final int jobs;
    private final int submissionsPerChange;
    private final Random random;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<UUID> paused = new ArrayList<>();
    private final List<UUID> enormous = new ArrayList<>();
    private int submitted;
    private final AtomicInteger tooLarge = new AtomicInteger();
    private volatile boolean enough;
    private volatile boolean finished;
    private volatile Optional<Throwable> defect = Optional.empty();

    /**
     * Customers of a lab.
     *
     * @param jobs that they ask for at least; they go on until they are told that it is enough
     * @param submissionsPerChange how many of them there are for each job that is cancelled or paused; 0 for none of these
     */
    LabCustomers(Lab lab, Benchmark benchmark, int jobs, int submissionsPerChange, long seed) {
        this.lab = lab;
        this.benchmark = benchmark;
        this.jobs = jobs;
        this.submissionsPerChange = submissionsPerChange;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (submitted < jobs || !enough) {
                step();
                Thread.sleep(SLEEP_MILLIS);
            }
            while (!paused.isEmpty()) {
                resume();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError broken) {
            defect = Optional.of(broken);
        } finally {
            finished = true;
        }
    }

    private void step() throws InterruptedException {
        if (tooLarge.get() > 0) {
            tooLarge.decrementAndGet();
            enormous.add(submit(() -> lab.fit(
                    benchmark, ENORMOUS, "{\"kind\": \"gradient\", \"max_epochs\": 2}", random.nextInt(1_000_000))));
        }
        if (openJobs() < MOST_OPEN) {
            submit(this::ask);
            // So often for each job that most of them are left in peace, however slow the lab is.
            if (submissionsPerChange > 0 && random.nextInt(submissionsPerChange) == 0) {
                changeTheirMind();
            }
        }
    }

    private Job ask() {
        int seed = random.nextInt(SEEDS);
        return switch (random.nextInt(20)) {
            case 0, 1 -> lab.fit(benchmark, STATENET, gradient(150), seed);
            case 2, 3, 4, 5, 6 -> lab.fit(benchmark, STATENET, gradient(10), seed);
            case 7, 8, 9 ->
                lab.fit(benchmark, "{\"kind\": \"linear\"}", gradient(10), seed, Units.EACH_NEURON, List.of(0, 1, 2));
            case 10 -> lab.upload("recording-" + UUID.randomUUID(), SmallRecording.npz());
            default -> lab.fit(benchmark, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", seed);
        };
    }

    private static String gradient(int epochs) {
        return "{\"kind\": \"gradient\", \"max_epochs\": " + epochs + ", \"patience\": " + epochs + "}";
    }

    private UUID submit(Supplier<Job> ask) throws InterruptedException {
        UUID id = untilAnswered(ask).id();
        acknowledged.add(id);
        submitted++;
        return id;
    }

    private void changeTheirMind() throws InterruptedException {
        List<UUID> open = new ArrayList<>(untilAnswered(() -> lab.part(JdbcClient.class)
                .sql("select id from job where state in ('QUEUED', 'RUNNING') order by state desc, random() limit 3")
                .query(UUID.class)
                .list()));
        // What becomes of a fit that is too large is to be seen.
        open.removeAll(enormous);
        if (open.isEmpty()) {
            return;
        }
        UUID job = open.get(random.nextInt(open.size()));
        JobLedger ledger = lab.part(JobLedger.class);
        switch (random.nextInt(5)) {
            case 0 -> untilAnswered(() -> ledger.cancel(job, "ada"));
            case 1 -> {
                untilAnswered(() -> ledger.cancel(job, "ada"));
                untilAnswered(() -> ledger.retry(job, "ada"));
            }
            case 2, 3 -> {
                paused.add(job);
                untilAnswered(() -> ledger.pause(job, "ada"));
            }
            default -> resume();
        }
        if (paused.size() > 5) {
            resume();
        }
    }

    /** Until it is no longer paused: it may be on its way there. */
    private void resume() throws InterruptedException {
        if (!paused.isEmpty()) {
            UUID job = paused.remove(0);
            untilAnswered(() -> lab.part(JobLedger.class).resume(job, "ada"));
        }
    }

    private int openJobs() throws InterruptedException {
        return untilAnswered(() -> lab.rows("job where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'PAUSED')"));
    }

    /** Asks again as long as the database is away or the store refuses, as people do, but not for ever. */
    static <T> T untilAnswered(Supplier<T> question) throws InterruptedException {
        Instant patience = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return question.get();
            } catch (RuntimeException away) {
                if (Instant.now().isAfter(patience)) {
                    throw away;
                }
                Thread.sleep(200);
            }
        }
    }

    /** Asks for a fit of a model for which no worker has the memory. */
    void askForTooMuch() {
        tooLarge.incrementAndGet();
    }

    /** Lets them stop once they have asked for their number of jobs. */
    void beContent() {
        enough = true;
    }

    boolean areFinished() {
        return finished;
    }

    /** Ends the run where they came upon something that they could not get over. */
    void requireWell() {
        defect.ifPresent(broken -> {
            throw new AssertionError("the customers could not go on", broken);
        });
    }

    /** Jobs whose submission was confirmed. */
    Set<UUID> acknowledged() {
        return Set.copyOf(acknowledged);
    }
}

package org.tonotopy.worker.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.WorkerProcess;

/** A number of places for worker processes. Whatever ends is started again, as a service manager does. */
final class WorkerFleet implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(60);
    /** Every other worker has too little heap for what is too large, the rest a process that may not become so large. */
    private static final List<String[]> OPTIONS = List.of(
            new String[] {"-Xmx192m", "-Dorg.bytedeco.javacpp.maxphysicalbytes=1200m"},
            new String[] {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxphysicalbytes=700m"});

    private final Lab lab;
    private final List<Post> posts = new ArrayList<>();
    private final List<Kill> kills = new ArrayList<>();
    private int started;
    private int endedByThemselves;

    /** A worker that was killed, or stood still until it was thought dead. */
    record Kill(String name, Instant at) {}

    /** A place for a worker. */
    private final class Post {
        private final Optional<ShiftedClock> clock;
        private final String[] options;
        private String name = "";
        private Optional<WorkerProcess> process = Optional.empty();
        private Optional<Instant> thaw = Optional.empty();
        private Optional<Instant> drainedBy = Optional.empty();
        private boolean keepsItsName;

        private Post(Optional<ShiftedClock> clock, String[] options) {
            this.clock = clock;
            this.options = options;
        }

        private void start() throws IOException {
            if (!keepsItsName) {
                name = "worker-" + ++started;
            }
            keepsItsName = false;
            thaw = Optional.empty();
            drainedBy = Optional.empty();
            Map<String, String> environment = new HashMap<>(lab.settings(name));
            environment.put("OMP_NUM_THREADS", "1");
            clock.ifPresent(shifted -> environment.putAll(shifted.environment()));
            process = Optional.of(WorkerProcess.start(environment, options));
        }

        private boolean isUndisturbed() {
            return thaw.isEmpty()
                    && drainedBy.isEmpty()
                    && process.filter(WorkerProcess::isAlive).isPresent();
        }
    }

    /** A fleet, started. */
    WorkerFleet(Lab lab, int workers, Optional<Path> clockLibrary) throws IOException {
        this.lab = lab;
        for (int place = 0; place < workers; place++) {
            Post post = new Post(
                    clockLibrary.isPresent() ? Optional.of(ShiftedClock.with(clockLibrary.get())) : Optional.empty(),
                    OPTIONS.get(place % OPTIONS.size()));
            posts.add(post);
            post.start();
        }
    }

    /** Starts again what has ended, and lets go on what has stood still for long enough. */
    void tend() throws IOException, InterruptedException {
        Instant now = Instant.now();
        for (Post post : posts) {
            WorkerProcess process = post.process.orElseThrow();
            if (post.thaw.filter(now::isAfter).isPresent()) {
                process.signal("CONT");
                post.thaw = Optional.empty();
            }
            if (post.drainedBy.filter(now::isAfter).isPresent()) {
                process.kill();
            }
            if (!process.isAlive()) {
                if (post.drainedBy.isEmpty()) {
                    endedByThemselves++;
                }
                post.start();
            }
        }
    }

    /** A place whose worker holds a job and to which nothing has been done; empty where there is none. */
    Optional<Integer> atWork(int preferred) throws InterruptedException {
        List<String> busy = LabCustomers.untilAnswered(() -> lab.part(JdbcClient.class)
                .sql("select worker from job where state in ('RUNNING', 'PAUSING', 'CANCELLING')")
                .query(String.class)
                .list());
        for (int step = 0; step < posts.size(); step++) {
            int place = (preferred + step) % posts.size();
            if (posts.get(place).isUndisturbed() && busy.contains(posts.get(place).name)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Kills a worker and starts another. */
    void kill(int place, boolean keepsItsName) throws IOException, InterruptedException {
        Post post = posts.get(place);
        post.process.orElseThrow().kill();
        kills.add(new Kill(post.name, Instant.now()));
        post.keepsItsName = keepsItsName;
        post.start();
    }

    /** Lets a worker stand still for a while. */
    void freeze(int place, Duration time) throws IOException, InterruptedException {
        Post post = posts.get(place);
        post.process.orElseThrow().signal("STOP");
        post.thaw = Optional.of(Instant.now().plus(time));
    }

    /** Asks a worker to end; another one follows it. */
    void terminate(int place) throws IOException, InterruptedException {
        Post post = posts.get(place);
        post.process.orElseThrow().signal("TERM");
        post.drainedBy = Optional.of(Instant.now().plus(GRACE));
    }

    /** Sets the clock of a worker, and of those that follow it. */
    void shiftClock(int place, Duration ahead) throws IOException {
        posts.get(place).clock.orElseThrow().shift(ahead);
    }

    /** Lets go on whatever stands still. */
    void thawAll() throws IOException, InterruptedException {
        for (Post post : posts) {
            if (post.thaw.isPresent()) {
                post.process.orElseThrow().signal("CONT");
                post.thaw = Optional.empty();
            }
        }
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    /** Workers that ended though nobody asked or killed them. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    @Override
    public void close() {
        posts.forEach(post -> post.process.ifPresent(WorkerProcess::close));
    }
}

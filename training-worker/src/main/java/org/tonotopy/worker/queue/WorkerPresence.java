package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.worker.MemoryClass;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.WorkerOffer;
import org.tonotopy.registry.worker.Workers;
import org.tonotopy.worker.WorkerIdentity;
import org.tonotopy.worker.device.ComputingDevice;
import org.tonotopy.worker.provenance.CodeVersion;

/**
 * Lets everybody know that this worker is there. It is registered once its backend was proved, gives signs of life until its last
 * job was put down, and takes no more jobs from the moment at which it is told to stop.
 */
@Component(WorkerPresence.NAME)
public class WorkerPresence implements SmartLifecycle {
    static final String NAME = "workerPresence";

    private static final Logger log = LoggerFactory.getLogger(WorkerPresence.class);

    private final Workers workers;
    private final LooseEnds looseEnds;
    private final HungThreads hungThreads;
    private final WorkerLife life;
    private final WorkerOffer offer;
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(beat -> new Thread(beat, "worker-heartbeat"));
    private final ObjectProvider<Scheduler> scheduler;
    private volatile boolean running;
    private volatile boolean withdrawn;

    WorkerPresence(
            Workers workers,
            LooseEnds looseEnds,
            HungThreads hungThreads,
            WorkerIdentity identity,
            QueueSettings queue,
            ComputingDevice device,
            ObjectProvider<Scheduler> scheduler,
            @Value("${db-scheduler.threads}") int slots) {
        this.scheduler = scheduler;
        this.workers = workers;
        this.looseEnds = looseEnds;
        this.hungThreads = hungThreads;
        this.life = WorkerLife.begin(identity.name());
        this.offer = new WorkerOffer(
                device.kind(),
                slots,
                identity.memoryClass(),
                queue.heartbeatInterval(),
                CodeVersion.ofThisProgram().version(),
                device.backend().name());
    }

    /** This life of the worker. */
    public WorkerLife life() {
        return life;
    }

    /** Jobs at a time. */
    int slots() {
        return offer.slots();
    }

    @Override
    public void start() {
        workers.register(life, offer);
        log.info(
                "{} takes {} jobs at a time on {} with recordings of up to {} MiB",
                life.name(),
                offer.slots(),
                offer.device(),
                MemoryClass.bytes(offer.memoryClass()) >> 20);
        long pause = offer.heartbeat().toMillis();
        var unused = heart.scheduleAtFixedRate(this::beat, pause, pause, TimeUnit.MILLISECONDS);
        running = true;
    }

    private void beat() {
        try {
            if (!workers.seen(life) && !withdrawn) {
                log.warn("This worker was thought lost: what it held goes on elsewhere, and it comes back");
                workers.register(life, offer);
            }
            looseEnds.putDown(life.id());
            hungThreads.look(life.id());
        } catch (RuntimeException | Error failure) {
            hungThreads.forget();
            // Also where a fit has used up the heap: a timer that sees what is thrown never beats again.
            log.warn("No sign of life could be given: {}", failure.toString());
        }
    }

    /** Takes no more jobs until it is started again. */
    void withdraw() {
        withdrawn = true;
        scheduler.getObject().pause();
        workers.drain(life);
    }

    /** Called before the queue stops, which waits until what runs was put down. */
    @Override
    public void stop() {
        running = false;
        try {
            workers.drain(life);
        } catch (RuntimeException unreachable) {
            log.warn("Nobody could be told that this worker stops: {}", unreachable.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @PreDestroy
    void leave() {
        heart.shutdownNow();
        try {
            workers.leave(life);
        } catch (RuntimeException unreachable) {
            log.warn("Nobody could be told that this worker is gone: {}", unreachable.toString());
        }
    }
}

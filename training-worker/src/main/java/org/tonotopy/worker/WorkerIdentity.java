package org.tonotopy.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.worker.MemoryClass;

/** Who this worker is and how much of the machine it may use. */
@Component
public final class WorkerIdentity {
    private final String name;
    private final int threads;
    private final int memoryClass;

    WorkerIdentity(WorkerSettings settings) {
        this.name = settings.name().isBlank() ? hostAndProcess() : settings.name();
        this.threads = settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads();
        this.memoryClass = MemoryClass.offered(roomForOneRecording(settings));
    }

    /** Recordings that are larger than a third of the heap, and up to half of it, are worked on alone. */
    private static long roomForOneRecording(WorkerSettings settings) {
        return Math.max(settings.recordingsBytes(), Runtime.getRuntime().maxMemory() / 2);
    }

    private static String hostAndProcess() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "worker";
        }
    }

    /** Its name, by which the queue knows what it holds. */
    public String name() {
        return name;
    }

    /** The largest recordings that it has room for, see {@link MemoryClass}. */
    public int memoryClass() {
        return memoryClass;
    }

    /** Threads that all its fits compute with together. */
    public int threads() {
        return threads;
    }
}

package org.tonotopy.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/** Who this worker is and how much of the machine it may use. */
@Component
public final class WorkerIdentity {
    private final String name;
    private final int threads;

    WorkerIdentity(WorkerSettings settings) {
        this.name = settings.name().isBlank() ? hostAndProcess() : settings.name();
        this.threads = settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads();
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

    /** Threads that all its fits compute with together. */
    public int threads() {
        return threads;
    }
}

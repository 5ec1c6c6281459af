package org.tonotopy.worker.fault;

/** What is done to a lab that works. */
enum FaultKind {
    WORKER_KILLED("kill -9 of a worker, another one starts"),
    WORKER_KILLED_SAME_NAME("kill -9 of a worker, one of its name starts"),
    WORKER_FROZEN("SIGSTOP of a worker for longer than its lease, then SIGCONT"),
    WORKER_TERMINATED("SIGTERM of a worker"),
    DATABASE_KILLED("kill -9 of PostgreSQL with all its processes, restart"),
    DATABASE_RESTARTED("PostgreSQL stopped in order, restart"),
    STORE_FULL("disk of the object store full, writes fail in the middle"),
    STORE_REFUSING("object store refuses every write"),
    STORE_STANDING_STILL("object store answers no write for a while"),
    CLOCK_JUMPED("wall clock of a worker jumps by up to a day, either way"),
    DATABASE_CLOCK_JUMPED("clock of PostgreSQL jumps by up to a day, either way"),
    OUT_OF_MEMORY("a fit that needs more memory than its worker has, in the Java heap or as a whole process");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }
}

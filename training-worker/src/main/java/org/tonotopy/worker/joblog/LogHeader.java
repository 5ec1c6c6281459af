package org.tonotopy.worker.joblog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.worker.WorkerIdentity;
import org.tonotopy.worker.provenance.CodeVersion;
import org.tonotopy.worker.provenance.Machine;

/** The first lines of every log: who runs the job, on what, and what the job is. */
@Component
final class LogHeader {
    private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxbytes";

    private final CodeVersion code = CodeVersion.ofThisProgram();
    private final Machine machine = Machine.ofThisProcess();
    private final WorkerIdentity worker;
    private final NetworkBackend backend;

    LogHeader(WorkerIdentity worker, NetworkBackend backend) {
        this.worker = worker;
        this.backend = backend;
    }

    /** What is known of this process. */
    List<String> ofWorker() {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                "Worker " + worker.name() + ", code " + code.version()
                        + (code.dirty() ? ", built with changes that are in no commit" : ""),
                "Java " + machine.java() + " on " + machine.operatingSystem(),
                "Processor " + machine.processor() + ", " + runtime.availableProcessors() + " of them; "
                        + worker.threads() + " thread(s) to compute with",
                "Memory: heap up to " + mebibytes(runtime.maxMemory())
                        + Optional.ofNullable(System.getProperty(NATIVE_LIMIT))
                                .map(limit -> ", outside of it up to " + limit)
                                .orElse(""),
                "Computes with " + backend.name());
    }

    /** What is known of a job. */
    List<String> ofJob(Job job, Attempt attempt) {
        List<String> lines = new ArrayList<>();
        lines.add("Job " + job.id() + ", attempt " + attempt.number() + ": "
                + job.kind().name().toLowerCase(Locale.ROOT) + " for "
                + job.owner().name() + ", specification "
                + job.specSha256());
        job.dataset().ifPresent(dataset -> lines.add("Dataset " + dataset.reference()));
        job.benchmark().ifPresent(benchmark -> lines.add("Benchmark " + benchmark.reference()));
        return lines;
    }

    private static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }
}

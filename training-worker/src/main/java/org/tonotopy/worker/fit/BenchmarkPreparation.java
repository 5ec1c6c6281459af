package org.tonotopy.worker.fit;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.recording.StoredRecordings;

/**
 * Prepares benchmarks and keeps the last one, and its recording: the seeds and models of a board are fitted one after
 * another, and datasets and benchmarks never change. One job runs at a time, so one is enough.
 */
@Component
class BenchmarkPreparation {
    private static final Logger log = LoggerFactory.getLogger(BenchmarkPreparation.class);

    private final StoredRecordings recordings;
    private Optional<Kept<Recording>> lastRecording = Optional.empty();
    private Optional<Kept<PreparedBenchmark>> lastBenchmark = Optional.empty();

    private record Kept<T>(UUID id, T value) {}

    BenchmarkPreparation(StoredRecordings recordings) {
        this.recordings = recordings;
    }

    /**
     * Prepares a benchmark, or finds it prepared.
     *
     * @throws JobFailedException if the recording cannot be read, or the benchmark does not suit it
     */
    synchronized PreparedBenchmark prepare(Benchmark benchmark) throws JobFailedException {
        Optional<PreparedBenchmark> prepared =
                lastBenchmark.filter(kept -> kept.id().equals(benchmark.id())).map(Kept::value);
        if (prepared.isPresent()) {
            log.info("{} is prepared already", benchmark.reference());
            return prepared.get();
        }
        // The old one goes first: two of them may be more than fits.
        lastBenchmark = Optional.empty();
        PreparedBenchmark fresh = prepare(benchmark, recording(benchmark.dataset()));
        lastBenchmark = Optional.of(new Kept<>(benchmark.id(), fresh));
        return fresh;
    }

    private static PreparedBenchmark prepare(Benchmark benchmark, Recording recording) throws JobFailedException {
        try {
            return PreparedBenchmark.prepare(recording, benchmark.definition(), benchmark.neurons());
        } catch (IllegalArgumentException unsuitable) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "The benchmark " + benchmark.reference() + " does not suit its recording: "
                            + unsuitable.getMessage() + ".",
                    unsuitable);
        }
    }

    private Recording recording(Dataset dataset) throws JobFailedException {
        Optional<Recording> known =
                lastRecording.filter(kept -> kept.id().equals(dataset.id())).map(Kept::value);
        if (known.isPresent()) {
            return known.get();
        }
        lastRecording = Optional.empty();
        Recording read = recordings.readAccepted(dataset);
        lastRecording = Optional.of(new Kept<>(dataset.id(), read));
        return read;
    }
}

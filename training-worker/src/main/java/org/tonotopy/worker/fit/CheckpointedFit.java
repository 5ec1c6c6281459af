package org.tonotopy.worker.fit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonotopy.encoding.fitting.EpochRecord;
import org.tonotopy.encoding.fitting.FitCheckpoint;
import org.tonotopy.encoding.fitting.FitDecision;
import org.tonotopy.encoding.fitting.FitListener;
import org.tonotopy.encoding.fitting.FitRequest;
import org.tonotopy.encoding.fitting.FitResult;
import org.tonotopy.encoding.fitting.Fitter;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.registry.checkpoint.Checkpoint;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobParkedException;
import org.tonotopy.worker.queue.JobPausedException;
import org.tonotopy.worker.queue.WorkerStoppingException;

/**
 * The fit of one network, from its checkpoint on where an earlier attempt left one that can be used. While it runs it keeps
 * checkpoints in their rhythm, and at once where the attempt ends before the fit does. The last one of a network that is
 * finished while others of its job are not spares it the next attempt. A fit in closed form is one step and keeps none.
 */
final class CheckpointedFit implements FitListener {
    private static final Logger log = LoggerFactory.getLogger(CheckpointedFit.class);

    private final FitCheckpoints checkpoints;
    private final FitProgressReporter reporter;
    private final NetworkBackend backend;
    private final Which which;
    private final BooleanSupplier abandoned;

    private final long start;
    private final CheckpointRhythm rhythm;
    private double earlierSeconds;
    private boolean keeps;
    private int lastEpoch;
    private int keptEpoch;
    private int kept;
    private long keepingNanos;

    /**
     * Which network it is.
     *
     * @param index among those of its job, from 0
     * @param of its name as the beginning of a sentence; empty where it is the only one
     * @param oneOfMany whether the job fits others too
     */
    record Which(int index, String of, boolean oneOfMany) {}

    /** @param abandoned whether nobody waits for the fit any more, because another one of its job ended the attempt */
    CheckpointedFit(
            FitCheckpoints checkpoints,
            FitProgressReporter reporter,
            NetworkBackend backend,
            Which which,
            BooleanSupplier abandoned) {
        this.checkpoints = checkpoints;
        this.reporter = reporter;
        this.backend = backend;
        this.which = which;
        this.abandoned = abandoned;
        this.start = checkpoints.nanoTime();
        this.rhythm = checkpoints.rhythm();
    }

    /**
     * Runs the fit to its end.
     *
     * @throws JobFailedException if the store or the worker's disk fails so that a checkpoint cannot be read now
     */
    FitResult run(FitRequest request) throws JobFailedException {
        keeps = request.recipe() instanceof GradientDescent;
        Optional<Checkpoint> checkpoint = checkpoints.find(which.index());
        if (checkpoint.isPresent()) {
            Optional<FitResult> resumed = resume(request, checkpoint.get());
            if (resumed.isPresent()) {
                return resumed.get();
            }
        }
        return new Fitter(backend).fit(request, this);
    }

    /** What checkpoints have cost this attempt. */
    String cost() {
        return String.format(
                Locale.ROOT,
                "%d checkpoints in %.3f s, %.2f %% of the time",
                kept,
                keepingNanos / 1e9,
                100.0 * keepingNanos / Math.max(1, checkpoints.nanoTime() - start));
    }

    /** Wall time in seconds that the fit has taken, over all attempts that it went through. */
    double seconds() {
        return earlierSeconds + (checkpoints.nanoTime() - start) / 1e9;
    }

    /** Empty where the checkpoint cannot be used. */
    private Optional<FitResult> resume(FitRequest request, Checkpoint checkpoint) throws JobFailedException {
        if (!checkpoint.point().backend().equals(backend.name())) {
            log.warn(
                    "{}The checkpoint of epoch {} was kept by a worker with {}, and this one has {}: where that computes"
                            + " the network, the fit goes on with its rounding, and the model names both",
                    which.of(),
                    checkpoint.point().epoch(),
                    checkpoint.point().backend(),
                    backend.name());
        }
        try {
            Path file = TemporaryFiles.create("tonotopy-checkpoint-", ".zip");
            try {
                checkpoints.store().read(checkpoint, file);
                return resume(request, checkpoint, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | ContentMismatchException lost) {
            return refuse(checkpoint, lost.toString());
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The checkpoint of epoch " + checkpoint.point().epoch()
                            + " could not be brought from the object store (" + failure
                            + "): see that the store and the worker's disk are well, and ask again.",
                    failure);
        }
    }

    private Optional<FitResult> resume(FitRequest request, Checkpoint checkpoint, Path file) {
        earlierSeconds = checkpoint.point().seconds();
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            return Optional.of(new Fitter(backend)
                    .resume(request, input, checkpoint.point().backend(), this));
        } catch (IOException unreadable) {
            earlierSeconds = 0;
            return refuse(checkpoint, unreadable.toString());
        }
    }

    private Optional<FitResult> refuse(Checkpoint checkpoint, String why) {
        log.warn(
                "{}Begins anew, for the checkpoint of epoch {} cannot be used: {}",
                which.of(),
                checkpoint.point().epoch(),
                why);
        return Optional.empty();
    }

    @Override
    public void onResume(List<EpochRecord> curve) {
        lastEpoch = curve.size();
        keptEpoch = lastEpoch;
        log.info("{}Resumes from epoch {}", which.of(), lastEpoch);
        reporter.onResume(curve);
    }

    @Override
    public FitDecision onEpoch(EpochRecord epoch, FitCheckpoint checkpoint) {
        lastEpoch = epoch.epoch();
        if (abandoned.getAsBoolean()) {
            keep(checkpoint);
            return FitDecision.STOP;
        }
        try {
            reporter.onEpoch(epoch, checkpoint);
        } catch (WorkerStoppingException | JobPausedException putDown) {
            keep(checkpoint);
            throw putDown;
        }
        if (checkpoints.endsRung(epoch.epoch())) {
            keep(checkpoint);
            throw new JobParkedException(reporter.bestScore());
        }
        if (rhythm.isDue(checkpoints.nanoTime())) {
            keep(checkpoint);
        }
        return FitDecision.CONTINUE;
    }

    @Override
    public void onEnd(FitCheckpoint checkpoint) {
        if (which.oneOfMany()) {
            keep(checkpoint);
        }
    }

    /** A fit is worth more than its checkpoint: where the store fails it goes on without one. */
    private void keep(FitCheckpoint checkpoint) {
        if (!keeps || lastEpoch == keptEpoch) {
            return;
        }
        long begin = checkpoints.nanoTime();
        try {
            checkpoints.keep(which.index(), lastEpoch, seconds(), backend.name(), checkpoint);
            keptEpoch = lastEpoch;
            kept++;
        } catch (IOException failure) {
            log.warn("{}No checkpoint of epoch {} could be stored; the fit goes on", which.of(), lastEpoch, failure);
        }
        long end = checkpoints.nanoTime();
        keepingNanos += end - begin;
        rhythm.written(begin, end);
    }
}

package org.tonotopy.client.cli;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.Job;
import org.tonotopy.client.generated.model.Job.StateEnum;

/** Watches a job to its end. On a terminal Ctrl-C asks what is meant: the job, or the watching. */
final class JobFollower {
    private final Tonotopy server;
    private final Screen screen;

    JobFollower(Tonotopy server, Screen screen) {
        this.server = server;
        this.screen = screen;
    }

    /**
     * The job once it has succeeded.
     *
     * @throws CommandFailure if it ended otherwise, or is no longer watched
     */
    Job follow(UUID id) {
        Thread watching = Thread.currentThread();
        AtomicBoolean asking = new AtomicBoolean();
        Object before = screen.live() ? Signals.register("INT", () -> ask(id, watching, asking)) : null;
        try (JobDisplay display = new JobDisplay(screen)) {
            Job job = server.events(id).follow(event -> {
                if (!asking.get()) {
                    display.show(event);
                }
            });
            display.close();
            return requireSuccess(job);
        } catch (InterruptedException interrupted) {
            throw stopped(id);
        } catch (TonotopyException failure) {
            if (failure.kind() != Kind.STOPPED) {
                throw failure;
            }
            // What the command still asks the server for is not stopped.
            Thread.interrupted();
            throw stopped(id);
        } finally {
            if (before != null) {
                Signals.unregister("INT", before);
            }
        }
    }

    private static CommandFailure stopped(UUID id) {
        return new CommandFailure(
                ExitCode.STOPPED_WATCHING,
                "No longer watched; the job goes on. \"tonotopy job follow " + id + "\" watches it again.",
                null);
    }

    private static Job requireSuccess(Job job) {
        if (job.getState() == StateEnum.SUCCEEDED) {
            return job;
        }
        String why = job.getFailure() == null ? "" : ": " + job.getFailure().getMessage();
        throw new CommandFailure(ExitCode.JOB_FAILED, "Job " + job.getId() + " " + job.getState() + why, job);
    }

    /** Runs in the thread of the signal; the watching thread goes on meanwhile, without drawing. */
    private void ask(UUID id, Thread watching, AtomicBoolean asking) {
        if (!asking.compareAndSet(false, true)) {
            watching.interrupt();
            return;
        }
        screen.err().println();
        screen.err().print("Cancel the job (c), or only stop watching (s)? Enter goes on watching: ");
        screen.err().flush();
        boolean goesOn = false;
        try {
            switch (screen.readLine().orElse("s").strip()) {
                case "c" -> {
                    server.call(() -> server.jobs().cancelJob(id));
                    screen.err().println("Cancelling; it ends within an epoch and keeps what was made.");
                }
                case "s" -> watching.interrupt();
                default -> goesOn = true;
            }
        } catch (TonotopyException notCancelled) {
            screen.err().println(notCancelled.getMessage());
        } finally {
            asking.set(false);
        }
        // Said last: whoever reads it may press Ctrl-C again at once.
        if (goesOn) {
            screen.err().println("Going on.");
        }
    }
}

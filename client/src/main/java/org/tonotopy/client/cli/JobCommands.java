package org.tonotopy.client.cli;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.Tonotopy.Call;
import org.tonotopy.client.generated.model.Job;
import org.tonotopy.client.generated.model.PageJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Work that takes time. */
@Command(
        name = "job",
        description = "Look at, follow and steer jobs.",
        subcommands = {
            JobCommands.ListAll.class,
            JobCommands.Show.class,
            JobCommands.Follow.class,
            JobCommands.Logs.class,
            JobCommands.Cancel.class,
            JobCommands.Pause.class,
            JobCommands.Resume.class,
            JobCommands.Retry.class
        })
final class JobCommands extends CommandGroup {
    @Command(name = "list", description = "List jobs, the newest first.")
    static final class ListAll extends ServerCommand {
        @Option(names = "--state", paramLabel = "STATE", description = "Only those, for instance RUNNING.")
        private @Nullable String state;

        @Option(names = "--benchmark", paramLabel = "BENCHMARK", description = "Only those of this benchmark.")
        private @Nullable String benchmark;

        @Mixin
        private final ListLimit limit = new ListLimit();

        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            var jobs = Pages.stream(token -> page(server, token));
            return printList(
                    server,
                    limit.of(jobs),
                    new Table(3, "job", "kind", "state", "of", "owner", "created"),
                    (table, job) -> table.row(
                            text(job.getId()),
                            text(job.getKind()),
                            text(job.getState()),
                            text(Optional.ofNullable(job.getBenchmark())
                                    .or(() -> Optional.ofNullable(job.getDataset()))
                                    .or(() -> Optional.ofNullable(job.getModel()))
                                    .orElse(UNKNOWN)),
                            text(job.getOwner()),
                            time(job.getCreatedAt())));
        }

        private Page<Job> page(Tonotopy server, Optional<String> token) {
            PageJob page = server.call(() -> server.jobs().listJobs(state, benchmark, token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    /** A command on one job. */
    abstract static class OfOneJob extends ServerCommand {
        @Parameters(paramLabel = "JOB", description = "Identity of the job.")
        private UUID id = new UUID(0, 0);

        OfOneJob(Screen screen) {
            super(screen);
        }

        final UUID id() {
            return id;
        }

        final ExitCode tell(Tonotopy server, Call<Job> call) {
            Job job = server.call(call);
            return tell(server, job, () -> {
                print(text(job.getKind()) + " " + text(job.getState())
                        + (job.getPosition() == null ? "" : ", place " + job.getPosition() + " in the queue"));
                if (job.getWaiting() != null) {
                    print("waits    " + text(job.getWaiting().getReason()) + " "
                            + text(job.getWaiting().getDetail()));
                }
                if (job.getProgress() != null) {
                    print("progress " + job.getProgress());
                }
                if (job.getModel() != null) {
                    print("model    " + job.getModel());
                }
                if (job.getFailure() != null) {
                    print("failed   " + text(job.getFailure().getKind()) + ": "
                            + text(job.getFailure().getMessage()));
                }
            });
        }
    }

    @Command(name = "show", description = "Show a job: state, place in the queue, progress, why it failed.")
    static final class Show extends OfOneJob {
        Show(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tell(server, () -> server.jobs().getJob(id()));
        }
    }

    @Command(name = "follow", description = "Watch a job to its end. Ctrl-C asks whether to cancel it.")
    static final class Follow extends OfOneJob {
        Follow(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            new JobFollower(server, screen()).follow(id());
            return tell(server, () -> server.jobs().getJob(id()));
        }
    }

    @Command(name = "logs", description = "Print the log of a job.")
    static final class Logs extends OfOneJob {
        @Option(names = "--attempt", paramLabel = "N", description = "Of this attempt (default: the newest).")
        private @Nullable Integer attempt;

        Logs(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            String log = server.call(() -> server.jobs().getJobLog(id(), attempt));
            return tell(server, server.json().createObjectNode().put("log", log), () -> {
                print(log.stripTrailing());
            });
        }
    }

    @Command(name = "cancel", description = "Cancel a job; what was made is kept.")
    static final class Cancel extends OfOneJob {
        Cancel(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tell(server, () -> server.jobs().cancelJob(id()));
        }
    }

    @Command(name = "pause", description = "Put a job down; it goes on from there when it is resumed.")
    static final class Pause extends OfOneJob {
        Pause(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tell(server, () -> server.jobs().pauseJob(id()));
        }
    }

    @Command(name = "resume", description = "Let a paused job go on.")
    static final class Resume extends OfOneJob {
        Resume(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tell(server, () -> server.jobs().resumeJob(id()));
        }
    }

    @Command(name = "retry", description = "Try a job again that failed or was cancelled.")
    static final class Retry extends OfOneJob {
        Retry(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tell(server, () -> server.jobs().retryJob(id()));
        }
    }
}

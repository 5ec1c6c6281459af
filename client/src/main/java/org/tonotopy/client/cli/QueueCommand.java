package org.tonotopy.client.cli;

import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.Queue;
import picocli.CommandLine.Command;

/** Who waits, and for which workers. */
@Command(name = "queue", description = "Show who waits and which workers are there.")
final class QueueCommand extends ServerCommand {
    QueueCommand(Screen screen) {
        super(screen);
    }

    @Override
    ExitCode run(Tonotopy server) {
        Queue queue = server.call(() -> server.jobs().getQueue());
        return tell(server, queue, () -> {
            print(text(queue.getRunning()) + " running, " + text(queue.getWaiting()) + " waiting, "
                    + text(queue.getPaused()) + " paused");
            Table owners = new Table(0, "owner", "running", "waiting");
            queue.getOwners()
                    .forEach(owner ->
                            owners.row(text(owner.getName()), text(owner.getRunning()), text(owner.getWaiting())));
            Table workers = new Table(0, "worker", "device", "running", "slots", "memory (MiB)", "last seen");
            queue.getWorkers()
                    .forEach(worker -> workers.row(
                            text(worker.getName()),
                            text(worker.getDevice()),
                            text(worker.getRunning()),
                            text(worker.getSlots()),
                            text(worker.getMemoryMib()),
                            time(worker.getLastSeenAt())));
            print(owners);
            print(workers);
        });
    }
}

package org.tonotopy.standalone;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks the server of a data folder to stop, and waits until it has. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop the server of a data folder.")
final class StopCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 120;

    @Mixin
    private DataFolderOption data = new DataFolderOption();

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunningServer> running = RunningServer.find(data.folder());
        if (running.isEmpty()) {
            System.out.println("No server runs on " + data.folder().root() + ".");
            return 0;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(running.get().pid());
        if (process.isPresent()) {
            if (!process.get().destroy()) {
                throw new StandaloneException("Process " + running.get().pid()
                        + " could not be asked to stop. Stop it as the user who started it.");
            }
            try {
                process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException failure) {
                throw new StandaloneException(
                        "Process " + running.get().pid() + " was asked to stop and still runs after " + PATIENCE_SECONDS
                                + " s.",
                        failure);
            }
        }
        System.out.println("Stopped.");
        return 0;
    }
}

package org.tonotopy.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves until Ctrl-C or {@code stop}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Start the server and serve until Ctrl-C or \"stop\".")
final class StartCommand implements Callable<Integer> {
    @Mixin
    private DataFolderOption data = new DataFolderOption();

    @Mixin
    private PortOption port = new PortOption();

    @Override
    public Integer call() throws InterruptedException {
        System.out.println("Starting Tonotopy on " + data.folder().root() + " ...");
        try (StandaloneServer server = StandaloneServer.start(data.folder(), port.port())) {
            System.out.println("Tonotopy serves " + server.address());
            System.out.println(
                    "The administrator's token is in " + data.folder().adminToken() + ", the log in "
                            + data.folder().logs() + ". Ctrl-C stops.");
            server.awaitStop();
        }
        return 0;
    }
}

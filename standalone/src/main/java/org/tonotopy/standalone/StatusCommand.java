package org.tonotopy.standalone;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a server runs on a data folder, and whether it is well. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say whether a server runs, and where.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:a server runs and is healthy", "1:a server runs and is not healthy", "3:no server runs"})
final class StatusCommand implements Callable<Integer> {
    private static final int UNHEALTHY = 1;
    private static final int NOT_RUNNING = 3;
    private static final int OK = 200;

    @Mixin
    private DataFolderOption data = new DataFolderOption();

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunningServer> found = RunningServer.find(data.folder());
        if (found.isEmpty()) {
            System.out.println("No server runs on " + data.folder().root() + ".");
            return NOT_RUNNING;
        }
        RunningServer running = found.get();
        boolean healthy = isHealthy(running);
        System.out.println("Tonotopy serves " + running.address() + " (process " + running.pid() + ", since "
                + running.startedAt() + ", data in " + data.folder().root() + "): "
                + (healthy ? "healthy." : "not healthy; see " + data.folder().logs() + "."));
        return healthy ? 0 : UNHEALTHY;
    }

    private static boolean isHealthy(RunningServer running) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(running.address().resolve("actuator/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException unreachable) {
            return false;
        }
    }
}

package org.tonotopy.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.tonotopy.client.generated.model.Job;
import org.tonotopy.client.generated.model.Job.StateEnum;
import org.tonotopy.client.generated.model.JobEvent;

/**
 * The events of one job, as Server-Sent Events. A stream that breaks, or on which not even a sign of life comes, is
 * asked for again behind the last event that arrived, so that each event is seen once.
 */
public final class JobEvents {
    private static final int OK = 200;
    private static final int OVERLOADED = 503;

    private final Tonotopy server;
    private final UUID job;
    private String lastId = "0";

    JobEvents(Tonotopy server, UUID job) {
        this.server = server;
        this.job = job;
    }

    /**
     * Passes on every event until the job has ended, and returns the job as it then is.
     *
     * @throws InterruptedException if the thread is told to stop watching
     */
    public Job follow(Consumer<JobEvent> listener) throws InterruptedException {
        int failures = 0;
        while (true) {
            String before = lastId;
            boolean reached = readStream(listener);
            Job now = fetch();
            if (hasEnded(now)) {
                return now;
            }
            failures = reached || !before.equals(lastId) ? 0 : failures + 1;
            Thread.sleep(RetryPolicy.PATIENT.pause(failures + 1).toMillis());
        }
    }

    /** Whether nothing will move the job any more, unless somebody asks for it. */
    public static boolean hasEnded(Job job) {
        return job.getState() == StateEnum.SUCCEEDED
                || job.getState() == StateEnum.FAILED
                || job.getState() == StateEnum.CANCELLED;
    }

    /** The job, also from a server that has closed its streams because it starts anew. */
    private Job fetch() {
        HttpRequest request = server.request("api/v1/jobs/" + job)
                .header("Accept", "application/json, application/problem+json")
                .timeout(Tonotopy.ANSWER_WITHIN)
                .build();
        return server.convert(server.read(server.send(request, RetryPolicy.PATIENT)), Job.class);
    }

    /** Reads one stream to its end; false if the server opens none now. */
    private boolean readStream(Consumer<JobEvent> listener) throws InterruptedException {
        HttpRequest request = server.request("api/v1/jobs/" + job + "/events")
                .header("Accept", "text/event-stream, application/problem+json")
                .header("Last-Event-ID", lastId)
                .timeout(Tonotopy.ANSWER_WITHIN)
                .build();
        HttpResponse<InputStream> response =
                server.exchange(request, BodyHandlers.ofInputStream(), RetryPolicy.PATIENT);
        if (response.statusCode() == OVERLOADED) {
            close(response.body());
            return false;
        }
        if (response.statusCode() != OK) {
            throw server.refusal(response);
        }
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> copyLines(response.body(), lines), "job-events");
        reader.setDaemon(true);
        reader.start();
        try {
            deliver(lines, listener);
        } finally {
            close(response.body());
        }
        return true;
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException broken) {
            // Nothing more was wanted of it.
        }
    }

    /** An empty line at the end says that nothing more will come. */
    private static void copyLines(InputStream body, BlockingQueue<Optional<String>> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException broken) {
            // The stream is asked for again; what is missing comes then.
        }
        lines.add(Optional.empty());
    }

    private void deliver(BlockingQueue<Optional<String>> lines, Consumer<JobEvent> listener)
            throws InterruptedException {
        String id = lastId;
        StringBuilder data = new StringBuilder();
        while (true) {
            Optional<String> next = lines.take();
            if (next.isEmpty()) {
                return;
            }
            String line = next.get();
            if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length())).append('\n');
            } else if (line.isEmpty() && data.length() > 0) {
                listener.accept(
                        server.convert(server.read(data.toString().getBytes(StandardCharsets.UTF_8)), JobEvent.class));
                lastId = id;
                data.setLength(0);
            }
        }
    }
}

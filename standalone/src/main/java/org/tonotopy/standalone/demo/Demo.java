package org.tonotopy.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tonotopy.standalone.StandaloneException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a recording to the board, step by step over HTTP. Every step is safe to repeat: what is there already is used,
 * so a second run of the demo fits nothing and creates nothing.
 */
final class Demo {
    private static final List<String> MODELS = List.of("linear", "ln", "statenet");
    private static final long POLL_MILLISECONDS = 400;
    private static final int MOST_REPETITIONS = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient api;
    private final URI server;
    private final Terminal terminal;

    Demo(ApiClient api, URI server, Terminal terminal) {
        this.api = api;
        this.server = server;
        this.terminal = terminal;
    }

    /**
     * Runs it to the end.
     *
     * @param seeds fits of each model, with seeds 0, 1, ...
     * @throws StandaloneException with a sentence for people, as soon as a step fails
     */
    void run(DemoRecording recording, int seeds) throws InterruptedException, IOException {
        String benchmark = new BenchmarkPreparation(api, server, terminal).prepare(recording);
        fit(benchmark, seeds);
        showBoard(benchmark);
    }

    private void fit(String benchmark, int seeds) throws InterruptedException {
        List<FitJob> jobs = new ArrayList<>();
        for (String model : MODELS) {
            for (int seed = 0; seed < seeds; seed++) {
                jobs.add(post(benchmark, model, seed));
            }
        }
        terminal.line("Fitting " + jobs.size() + " models:");
        FitProgressDisplay display = new FitProgressDisplay(terminal);
        display.show(jobs);
        while (!jobs.stream().allMatch(FitJob::isOver)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
            for (int index = 0; index < jobs.size(); index++) {
                FitJob job = jobs.get(index);
                if (!job.isOver()) {
                    jobs.set(index, job.withReport(api.get(job.path()).body()));
                }
            }
            display.show(jobs);
        }
        jobs.stream().filter(FitJob::hasFailed).findFirst().ifPresent(job -> {
            throw new StandaloneException("The fit of " + job.label() + " failed: " + job.failure());
        });
    }

    /** A fit that an earlier run already posted comes back as it is, unless it failed: then a new one is asked for. */
    private FitJob post(String benchmark, String model, int seed) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("kind", "fit");
        body.put("benchmark", benchmark);
        body.putObject("model").put("kind", model);
        body.put("seed", seed);
        for (int repetition = 0; repetition < MOST_REPETITIONS; repetition++) {
            String path = BenchmarkPreparation.locationOf(api.create("jobs", body, repetition));
            FitJob job = new FitJob(model, seed, path, api.get(path).body());
            if (!job.hasFailed()) {
                return job;
            }
        }
        throw new StandaloneException("The fit of " + model + " failed in each of " + MOST_REPETITIONS
                + " earlier runs. Start on a new folder with --data.");
    }

    private void showBoard(String benchmark) throws InterruptedException {
        Board board =
                new Board(api.get("benchmarks/" + benchmark + "/leaderboard").body());
        if (board.isEmpty()) {
            throw new StandaloneException("The board of " + benchmark + " is empty although every fit is done.");
        }
        List<String> lines = board.lines();
        terminal.line("");
        terminal.line("Board of " + benchmark + ", test stimuli only:");
        terminal.line(terminal.bold(lines.get(0)));
        lines.subList(1, lines.size()).forEach(terminal::line);
        terminal.line("");
        terminal.line("The board as a page: " + server);
    }
}

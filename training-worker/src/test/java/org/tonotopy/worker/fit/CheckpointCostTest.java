package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.job.Job;
import org.tonotopy.worker.Lab;

/** What checkpoints of StateNet on 119 neurons cost; the worker's log tells it. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class CheckpointCostTest {

    @Test
    void checkpointsCostLessThanAFiftiethOfTheFit(CapturedOutput output) throws IOException {
        assumeTrue(
                Files.exists(NaturalSoundsFitTest.FOLDER.resolve("ns1.npz")),
                "the recording NS1 is not here: " + NaturalSoundsFitTest.FOLDER);
        try (Lab lab = new Lab()) {
            // The settings of a lab: all processors, and the default interval.
            lab.startWorker("measured", Map.of("TONOTOPY_WORKER_THREADS", "0"));
            Job ingest = lab.awaitLongEnd(lab.upload(
                    "ns1",
                    Files.readAllBytes(NaturalSoundsFitTest.FOLDER.resolve("ns1.npz")),
                    Files.readString(NaturalSoundsFitTest.FOLDER.resolve("ns1.json"))));
            Benchmark benchmark = lab.benchmark(
                    ingest, new StimulusSplit(range(0, 14), range(14, 17), range(17, 20)), NeuronSelection.all());

            Job byDefault = lab.awaitLongEnd(lab.fit(benchmark, "{\"kind\": \"statenet\"}", "", 1));
            lab.stopWorkers();
            lab.startWorker(
                    "each-epoch", Map.of("TONOTOPY_WORKER_THREADS", "0", "TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "0s"));
            Job eachEpoch = lab.awaitLongEnd(
                    lab.fit(benchmark, "{\"kind\": \"statenet\"}", "{\"kind\": \"gradient\", \"max_epochs\": 30}", 1));

            assertThat(byDefault.failure()).isEmpty();
            assertThat(eachEpoch.failure()).isEmpty();
            List<String> told = output.getOut()
                    .lines()
                    .filter(line -> line.contains("Fitted statenet"))
                    .map(line -> line.substring(line.indexOf("Fitted statenet")))
                    .toList();
            assertThat(told).hasSize(2);
            System.out.println("by default: " + told.get(0));
            System.out.println("each epoch: " + told.get(1));
            assertThat(percent(told.get(0))).isLessThan(2);
        }
    }

    private static double percent(String told) {
        String share = told.substring(told.indexOf(" s, ", told.indexOf("checkpoints")) + 4, told.lastIndexOf(" %"));
        return Double.parseDouble(share);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}

package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.tonotopy.postgres.EmbeddedPostgres;
import org.tonotopy.postgres.PostgresSettings;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

class DatabaseOutageTest {
    @Test
    void aFitOutlivesARestartOfTheDatabase() throws IOException {
        Path folder = Files.createTempDirectory("tonotopy-outage-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresSettings.of(folder));
        int port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
        try (Lab lab = new Lab(new TestDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password()))) {
            lab.startWorker("patient");
            Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
            Job job = lab.fit(
                    benchmark,
                    "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}",
                    "{\"kind\": \"gradient\", \"max_epochs\": 400, \"patience\": 400}",
                    1);
            lab.awaitEpoch(job, 1);

            postgres.close();
            postgres = EmbeddedPostgres.start(PostgresSettings.of(folder).withPort(port));
            Job ended = lab.awaitEnd(job);

            assertThat(ended.failure()).isEmpty();
            assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(lab.rows("model_version")).isEqualTo(1);
            assertThat(lab.events(job))
                    .extracting(JobEvent::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates();
        } finally {
            postgres.close();
        }
    }
}

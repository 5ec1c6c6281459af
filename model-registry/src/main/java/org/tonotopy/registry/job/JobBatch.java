package org.tonotopy.registry.job;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.catalogue.GpuCrossover;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.RecordingMemory;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.visibility.Sight;
import org.tonotopy.registry.visibility.Visibility;
import org.tonotopy.registry.worker.MemoryClass;

/**
 * Creates very many fits at once, by PostgreSQL's COPY on the connection of the caller's transaction. They are written as they
 * are made, so memory does not grow with their number.
 */
public class JobBatch {
    /** So many bytes go to the database at once. */
    private static final int BUFFER = 1 << 16;

    private static final String COPY =
            "copy job (id, kind, state, spec, spec_sha256, dataset_id, benchmark_id, owner_id,"
                    + " sweep_id, visibility, priority, device, memory_class, pause_at_epoch, last_event, created_at)"
                    + " from stdin (format text)";

    private final JdbcTemplate database;
    private final Sight sight;

    /**
     * A batch in a database.
     *
     * @param sight of whoever asks: what is copied goes into the table itself
     */
    public JobBatch(JdbcTemplate database, Sight sight) {
        this.database = database;
        this.sight = sight;
    }

    /**
     * What the fits have in common.
     *
     * @param sweepId the sweep that they belong to
     * @param owner who asks for them
     * @param visibility of each
     * @param priority of each
     * @param device what each is asked to compute on; none prefers a GPU that would compute it no faster
     * @param createdAt when they were asked for
     */
    public record Common(
            UUID sweepId, Account owner, Visibility visibility, int priority, JobDevice device, Instant createdAt) {}

    /**
     * One of the fits.
     *
     * @param benchmark that it is for; its dataset is READY
     * @param spec what is fitted
     * @param pauseAtEpoch after which it is parked; 0: it runs through
     */
    public record Fit(Benchmark benchmark, JobSpec.Fit spec, int pauseAtEpoch) {}

    /**
     * Creates fits that wait to be admitted to the workers, each with its first event. Their ids ascend in the order in which
     * they come.
     *
     * @param common what they have in common
     * @param fits are taken one by one
     * @return how many there were
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long submit(Common common, Iterator<Fit> fits) {
        return sight.ofEverything(() -> copy(common, fits));
    }

    private long copy(Common common, Iterator<Fit> fits) {
        Long written = database.execute((ConnectionCallback<Long>) connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                new Rows(copy, common).write(fits);
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
        database.update(
                "insert into job_event (job_id, sequence, at, attempt, type, data)"
                        + " select id, 1, ?, 0, 'queued', '{}' from job where sweep_id = ? and last_event = 1",
                Timestamp.from(common.createdAt()),
                common.sweepId());
        return written == null ? 0 : written;
    }

    /**
     * What the fits to one benchmark have in common.
     *
     * @param benchmark its identity
     * @param memoryClass room that its recording needs
     * @param crossover from which size on a fit to it is faster on a GPU
     */
    private record Target(UUID benchmark, int memoryClass, GpuCrossover crossover) {
        static Target of(Benchmark benchmark) {
            return new Target(
                    benchmark.id(),
                    MemoryClass.needed(RecordingMemory.bytes(benchmark.dataset())),
                    new GpuCrossover(benchmark.dataset().shape().orElseThrow()));
        }
    }

    /** Rows in COPY's text format. */
    private static final class Rows {
        private final CopyIn copy;
        private final Common common;
        private final OrderedIds ids;
        private final StringBuilder text = new StringBuilder(2 * BUFFER);

        Rows(CopyIn copy, Common common) {
            this.copy = copy;
            this.common = common;
            this.ids = new OrderedIds(common.createdAt());
        }

        void write(Iterator<Fit> fits) throws SQLException {
            Target target = null;
            while (fits.hasNext()) {
                Fit fit = fits.next();
                if (target == null || !target.benchmark().equals(fit.benchmark().id())) {
                    target = Target.of(fit.benchmark());
                }
                append(fit, target.memoryClass(), common.device().of(fit.spec(), target.crossover()));
                if (text.length() >= BUFFER) {
                    flush();
                }
            }
            flush();
        }

        private void append(Fit fit, int memoryClass, JobDevice device) {
            byte[] spec = RegistryJson.canonicalBytes(fit.spec());
            text.append(ids.next()).append('\t');
            text.append(JobKind.FIT).append('\t').append(JobState.QUEUED).append('\t');
            // The one character of JSON text that COPY reads otherwise: JSON itself escapes tabs and ends of lines.
            text.append(new String(spec, StandardCharsets.UTF_8).replace("\\", "\\\\"))
                    .append('\t');
            text.append("\\\\x")
                    .append(HexFormat.of().formatHex(Sha256.of(spec)))
                    .append('\t');
            text.append(fit.benchmark().dataset().id()).append('\t');
            text.append(fit.benchmark().id()).append('\t');
            text.append(common.owner().id())
                    .append('\t')
                    .append(common.sweepId())
                    .append('\t')
                    .append(common.visibility())
                    .append('\t');
            text.append(common.priority()).append('\t').append(device).append('\t');
            text.append(memoryClass).append('\t');
            text.append(fit.pauseAtEpoch() == 0 ? "\\N" : fit.pauseAtEpoch()).append("\t1\t");
            text.append(common.createdAt()).append('\n');
        }

        private void flush() throws SQLException {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            text.setLength(0);
        }
    }

    /** UUIDs of version 7 (RFC 9562) of one millisecond that ascend by a counter: 24 bits of it, and 50 bits by chance. */
    private static final class OrderedIds {
        private static final int LOW_BITS = 12;

        private final SecureRandom random = new SecureRandom();
        private final long millis;
        private int counter;

        OrderedIds(Instant at) {
            this.millis = at.toEpochMilli();
        }

        UUID next() {
            long high = millis << 16 | 7L << 12 | counter >>> LOW_BITS;
            long low = 2L << 62 | (counter & (1L << LOW_BITS) - 1) << 50 | random.nextLong() >>> 14;
            counter++;
            return new UUID(high, low);
        }
    }
}

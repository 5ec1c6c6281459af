package org.tonotopy.registry.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what owners and labs have at workers, and may have. */
final class Shares {
    private final JdbcClient database;
    private final int jobsPerOwner;

    /**
     * The shares of a database.
     *
     * @param jobsPerOwner cap of owners that have none of their own; 0: no cap
     */
    Shares(JdbcClient database, int jobsPerOwner) {
        this.database = database;
        this.jobsPerOwner = jobsPerOwner;
    }

    /** The use of jobs that run counts up to now; one that was admitted and has not begun counts as it is expected. */
    List<Share> ofOwners() {
        return database.sql("with held as (select owner_id, count(*) as jobs,"
                        + " sum(greatest(0, extract(epoch from now() - started_at))) as seconds from job"
                        + " where state in ('RUNNING', 'PAUSING', 'CANCELLING') group by owner_id),"
                        + " admitted as (select owner_id, count(*) as jobs from job"
                        + " where state = 'QUEUED' and admission is not null group by owner_id)"
                        + " select a.id, a.lab_id, a.job_cap, coalesce(h.jobs, 0) + coalesce(m.jobs, 0) as jobs,"
                        + " coalesce(u.seconds * power(0.5, greatest(0, extract(epoch from now() - u.as_of)) / 3600), 0)"
                        + " + coalesce(h.seconds, 0) + coalesce(m.jobs, 0) * :expected as seconds"
                        + " from account a left join recent_use u on u.account_id = a.id"
                        + " left join held h on h.owner_id = a.id left join admitted m on m.owner_id = a.id")
                .param("expected", Share.EXPECTED_SECONDS)
                .query((row, number) -> {
                    int cap = row.getInt("job_cap");
                    boolean capped = !row.wasNull();
                    return new Share(
                            row.getObject("id", UUID.class),
                            Optional.ofNullable(row.getObject("lab_id", UUID.class)),
                            row.getDouble("seconds"),
                            row.getInt("jobs"),
                            capped ? cap : jobsPerOwner == 0 ? Integer.MAX_VALUE : jobsPerOwner);
                })
                .list();
    }

    /** The caps of labs that have one. */
    Map<UUID, Integer> labCaps() {
        Map<UUID, Integer> caps = new HashMap<>();
        database.sql("select id, job_cap from lab where job_cap is not null").query(row -> {
            caps.put(row.getObject("id", UUID.class), row.getInt("job_cap"));
        });
        return caps;
    }
}

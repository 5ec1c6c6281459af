package org.tonotopy.api.job;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The jobs that wait, in the order in which workers take them. */
@Component
class JobQueue {
    private final JdbcClient database;

    JobQueue(JdbcClient database) {
        this.database = database;
    }

    /** The place of each queued job, from 1. */
    @Transactional(readOnly = true)
    public Map<UUID, Long> positions() {
        Map<UUID, Long> positions = new HashMap<>();
        database.sql(
                        "select id, row_number() over (order by created_at, id) as position from job where state = 'QUEUED'")
                .query(row -> {
                    positions.put(row.getObject("id", UUID.class), row.getLong("position"));
                });
        return positions;
    }
}

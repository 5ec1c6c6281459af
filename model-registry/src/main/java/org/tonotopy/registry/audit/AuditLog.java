package org.tonotopy.registry.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what happened. Entries are added; the database itself refuses that one is changed, or removed within a day. */
public class AuditLog {
    private final JdbcClient database;

    /** The log of a database. */
    public AuditLog(JdbcClient database) {
        this.database = database;
    }

    /** Adds an entry. */
    public void append(AuditEvent event) {
        database.sql("insert into audit_entry (at, account, operation, object, outcome, status, request_id, address)"
                        + " values (:at, :account, :operation, :object, :outcome, :status, :request, :address)")
                .param("at", Timestamp.from(event.at()))
                .param("account", event.account().orElse(null))
                .param("operation", event.operation())
                .param("object", event.object())
                .param("outcome", event.outcome().name())
                .param("status", event.status())
                .param("request", event.requestId())
                .param("address", event.address())
                .update();
    }

    /**
     * The newest entries first.
     *
     * @param before only entries with a smaller id
     */
    public List<AuditEntry> find(AuditQuery query, long before, int limit) {
        return database.sql("select * from audit_entry where id < :before"
                        + " and (cast(:account as text) is null or account = :account)"
                        + " and (cast(:operation as text) is null or operation = :operation)"
                        + " and (cast(:object as text) is null or strpos(object, :object) > 0)"
                        + " and (cast(:outcome as text) is null or outcome = :outcome)"
                        + " and (cast(:request as text) is null or request_id = :request)"
                        + " and (cast(:from as timestamptz) is null or at >= :from)"
                        + " and (cast(:until as timestamptz) is null or at < :until)"
                        + " order by id desc limit :limit")
                .param("before", before)
                .param("account", query.account().orElse(null))
                .param("operation", query.operation().orElse(null))
                .param("object", query.object().orElse(null))
                .param("outcome", query.outcome().map(Enum::name).orElse(null))
                .param("request", query.requestId().orElse(null))
                .param("from", query.from().map(Timestamp::from).orElse(null))
                .param("until", query.until().map(Timestamp::from).orElse(null))
                .param("limit", limit)
                .query((row, number) -> new AuditEntry(
                        row.getLong("id"),
                        new AuditEvent(
                                row.getTimestamp("at").toInstant(),
                                Optional.ofNullable(row.getString("account")),
                                row.getString("operation"),
                                row.getString("object"),
                                AuditOutcome.valueOf(row.getString("outcome")),
                                row.getInt("status"),
                                row.getString("request_id"),
                                row.getString("address"))))
                .list();
    }

    /**
     * Removes what is older than it is to be kept.
     *
     * @param time at least a day ago: the database keeps younger entries
     * @return how many were removed
     */
    public int forgetBefore(Instant time) {
        return database.sql("delete from audit_entry where at < :time")
                .param("time", Timestamp.from(time))
                .update();
    }
}

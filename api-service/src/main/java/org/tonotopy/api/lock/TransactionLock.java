package org.tonotopy.api.lock;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes transactions that are about the same name come one after another, in all processes. */
@Component
public class TransactionLock {
    private final JdbcClient database;

    TransactionLock(JdbcClient database) {
        this.database = database;
    }

    /**
     * Waits until no other transaction holds the lock; held until the caller's transaction ends.
     *
     * @param kind of thing
     * @param name of the thing
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String kind, String name) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", kind + ":" + name)
                .query((row, number) -> true)
                .single();
    }
}

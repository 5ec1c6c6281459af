package org.tonotopy.registry.store;

import java.io.IOException;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps rows and bytes of objects in step where others may remove them at the same time. Recording and removing of one key
 * come one after the other, in all processes: a row that was recorded has its bytes.
 */
public class ObjectLedger {
    private final ObjectStore store;
    private final StoredObjectRepository objects;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /**
     * A ledger.
     *
     * @param database takes part in the transactions of {@code transaction}
     */
    public ObjectLedger(
            ObjectStore store,
            StoredObjectRepository objects,
            JdbcClient database,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.objects = objects;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a transaction that holds a key does. */
    @FunctionalInterface
    interface KeyWork {
        void run() throws IOException;
    }

    /**
     * Says that content was completely written under a key that anybody may write.
     *
     * @throws IOException if the store fails, or the content was removed before it could be recorded
     */
    public void record(ObjectKey key, StoredContent content) throws IOException {
        holding(key, () -> {
            if (store.size(key).isEmpty()) {
                throw new IOException("the object " + key + " was removed while it was being recorded");
            }
            objects.record(key, content, clock.instant());
        });
    }

    /** Runs in a transaction that no other one shares the key with. */
    void holding(ObjectKey key, KeyWork work) throws IOException {
        try {
            transaction.executeWithoutResult(status -> {
                database.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                        .param("name", "object:" + key)
                        .query((row, number) -> true)
                        .single();
                try {
                    work.run();
                } catch (IOException failure) {
                    throw new StoreFailedException(failure);
                }
            });
        } catch (StoreFailedException failure) {
            throw failure.failure;
        }
    }

    /** Carries a failure of the store through a transaction, which it ends. */
    private static final class StoreFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient IOException failure;

        StoreFailedException(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}

package org.tonotopy.registry.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps rows and bytes of objects in step where others may remove them at the same time. Recording and removing of one key
 * come one after the other, in all processes: a row that was recorded has its bytes.
 *
 * <p>The store is asked once within a transaction, which holds a connection to the database meanwhile. So it is asked
 * before, too: a store that does not answer fails there. And no more than {@link #AT_A_TIME} of a process's connections
 * ever wait for it.
 */
public class ObjectLedger {
    private static final int AT_A_TIME = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Semaphore asking = new Semaphore(AT_A_TIME, true);
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
        requireBytes(key);
        holding(key, () -> {
            requireBytes(key);
            objects.record(key, content, clock.instant());
        });
    }

    private void requireBytes(ObjectKey key) throws IOException {
        if (store.size(key).isEmpty()) {
            throw new IOException("the object " + key + " was removed while it was being recorded");
        }
    }

    /**
     * Runs in a transaction that no other one shares the key with.
     *
     * @throws IOException if the work fails, or too many others wait for the store
     * @throws IllegalStateException within another transaction, which would wait for the store too
     */
    void holding(ObjectKey key, KeyWork work) throws IOException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the object " + key + " is asked for within a transaction");
        }
        begin();
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
        } finally {
            asking.release();
        }
    }

    private void begin() throws IOException {
        try {
            if (!asking.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the object store answers so slowly that others wait for it already");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while others ask the object store");
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

package org.tonotopy.registry.visibility;

import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a part of a reader's transaction see everything: where the next number of a name is counted, or a place in the queue. What it
 * finds must not be told as it is.
 */
public class Sight {
    private final JdbcClient database;
    private final CurrentReader reader;

    /** The sight of a reader on a database. */
    public Sight(JdbcClient database, CurrentReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** Does something that sees all rows; part of the caller's transaction, which sees afterwards what it saw before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> T ofEverything(Supplier<T> work) {
        if (reader.id().isEmpty()) {
            return work.get();
        }
        String path = database.sql("select current_setting('search_path')")
                .query(String.class)
                .single();
        database.sql("set local search_path to default").update();
        T found;
        try {
            found = work.get();
        } catch (RuntimeException | Error failure) {
            try {
                back(path);
            } catch (DataAccessException broken) {
                // After a failed statement nothing more is read in this transaction.
                failure.addSuppressed(broken);
            }
            throw failure;
        }
        back(path);
        return found;
    }

    /** The same for what gives nothing back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withEverything(Runnable work) {
        ofEverything(() -> {
            work.run();
            return true;
        });
    }

    private void back(String path) {
        database.sql("select set_config('search_path', :path, true)")
                .param("path", path)
                .query(String.class)
                .single();
    }
}

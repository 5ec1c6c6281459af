package org.tonotopy.registry.visibility;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections that see what the current reader may read: the views of the schema "readable" come before the tables of the same
 * names. So no query needs to know of readers, and none can forget them. A connection of a pool keeps its last reader and is told
 * only when it serves another one.
 */
public final class ReaderDataSource extends DelegatingDataSource {
    private static final String EVERYTHING = "reset search_path; reset tonotopy.reader";

    /** Between two readers the search path stays, and with it the plans of statements. */
    private static final String BEGIN =
            "select set_config('search_path', 'readable, ' || current_setting('search_path'), false); ";

    private final CurrentReader reader;
    private final Map<PGConnection, UUID> readers = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * A source of connections for readers.
     *
     * @param everything whose connections see all
     * @param reader whom a connection is for when it is asked for
     */
    public ReaderDataSource(DataSource everything, CurrentReader reader) {
        super(everything);
        this.reader = reader;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return forReader(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return forReader(super.getConnection(username, password));
    }

    private Connection forReader(Connection connection) throws SQLException {
        try {
            PGConnection session = connection.unwrap(PGConnection.class);
            Optional<UUID> wanted = reader.id();
            Optional<UUID> known = Optional.ofNullable(readers.get(session));
            if (!wanted.equals(known)) {
                tell(
                        connection,
                        wanted.map(id -> known.isEmpty() ? BEGIN + set(id) : set(id))
                                .orElse(EVERYTHING));
                wanted.ifPresentOrElse(id -> readers.put(session, id), () -> readers.remove(session));
            }
            return connection;
        } catch (SQLException | RuntimeException | Error failure) {
            // Whom it is for is not known now: nobody may get it.
            try (connection) {
                connection.abort(Runnable::run);
            } catch (SQLException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    private static String set(UUID id) {
        return "select set_config('tonotopy.reader', '" + id + "', false)";
    }

    private static void tell(Connection connection, String commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(commands);
        }
        if (!connection.getAutoCommit()) {
            // It is of the session, whatever becomes of the transaction.
            connection.commit();
        }
    }
}

package org.tonotopy.registry.visibility;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.board.BoardLedger;

/** Says who may read things, and changes it. */
public class Sharing {
    private final JdbcClient database;
    private final BoardLedger boards;
    private final Sight sight;

    /** The sharing of what is in a database. */
    public Sharing(JdbcClient database, BoardLedger boards, Sight sight) {
        this.database = database;
        this.boards = boards;
        this.sight = sight;
    }

    /**
     * Who may read a thing.
     *
     * @param visibility besides its owner, admins and those that follow
     * @param accounts by name, in order
     * @param labs by name, in order
     */
    public record Readers(Visibility visibility, List<String> accounts, List<String> labs) {
        /** Copies the lists. */
        public Readers {
            accounts = List.copyOf(accounts);
            labs = List.copyOf(labs);
        }
    }

    /**
     * Something that somebody made on a thing and could no longer read.
     *
     * @param id of it
     * @param what it is, in words
     * @param owner name of who made it
     * @param told whether whoever asks may read it
     */
    public record Lost(UUID id, String what, String owner, boolean told) {}

    /** Whom a thing is shared with. */
    @Transactional(readOnly = true)
    public Readers readers(SharedKind kind, UUID id) {
        return new Readers(
                Visibility.valueOf(database.sql("select visibility from " + kind.table() + " where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single()),
                names("account", kind, id),
                names("lab", kind, id));
    }

    private List<String> names(String whom, SharedKind kind, UUID id) {
        return database.sql("select w.name from reading_grant g join " + whom + " w on w.id = g." + whom
                        + "_id where g." + kind.column() + " = :id order by w.name")
                .param("id", id)
                .query(String.class)
                .list();
    }

    /** Those of some names that no account, or no lab, has. */
    @Transactional(readOnly = true)
    public Set<String> unknown(SharedWith whom, Collection<String> names) {
        Set<String> unknown = new HashSet<>(names);
        database.sql("select name from " + whom.table() + " where name = any(:names)")
                .param("names", names.toArray(String[]::new))
                .query(String.class)
                .list()
                .forEach(unknown::remove);
        return unknown;
    }

    /**
     * Changes who may read a thing. The job that made a model goes with it, and boards are computed again.
     *
     * @param readers all of them; their names are known
     * @param by the account that asks for it
     * @return what others made on it and cannot read any more, though they could: the caller's transaction must not be committed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Lost> change(SharedKind kind, UUID id, Readers readers, UUID by) {
        return sight.ofEverything(() -> {
            // One after another; and whoever makes something on it now waits.
            database.sql("select id from " + kind.table() + " where id = :id for update")
                    .param("id", id)
                    .query(UUID.class)
                    .single();
            Set<UUID> before = new HashSet<>(
                    unreadable(kind, id, by).stream().map(Lost::id).toList());
            Map<UUID, Set<UUID>> shown = onBoards(kind, id);
            write(kind, id, readers);
            boards.forget(different(shown, onBoards(kind, id)));
            return unreadable(kind, id, by).stream()
                    .filter(lost -> !before.contains(lost.id()))
                    .toList();
        });
    }

    /** By benchmark, the models that its board may hold. */
    private Map<UUID, Set<UUID>> onBoards(SharedKind kind, UUID id) {
        Map<UUID, Set<UUID>> models = new HashMap<>();
        database.sql("select v.benchmark_id, v.id from model_version v join readable.board_model b"
                        + " on b.model_version_id = v.id where v.benchmark_id in (" + kind.benchmarks() + ")")
                .param("id", id)
                .query(row -> {
                    models.computeIfAbsent(row.getObject("benchmark_id", UUID.class), any -> new HashSet<>())
                            .add(row.getObject("id", UUID.class));
                });
        return models;
    }

    private static Set<UUID> different(Map<UUID, Set<UUID>> before, Map<UUID, Set<UUID>> after) {
        Set<UUID> benchmarks = new HashSet<>(before.keySet());
        benchmarks.addAll(after.keySet());
        benchmarks.removeIf(benchmark -> Objects.equals(before.get(benchmark), after.get(benchmark)));
        return benchmarks;
    }

    private void write(SharedKind kind, UUID id, Readers readers) {
        database.sql("update " + kind.table() + " set visibility = :visibility where id = :id")
                .param("visibility", readers.visibility().name())
                .param("id", id)
                .update();
        if (kind == SharedKind.MODEL) {
            database.sql(
                            "update job set visibility = :visibility where id = (select job_id from model_version where id = :id)")
                    .param("visibility", readers.visibility().name())
                    .param("id", id)
                    .update();
        }
        database.sql("delete from reading_grant where " + kind.column() + " = :id")
                .param("id", id)
                .update();
        share(SharedWith.ACCOUNT, kind, id, readers.accounts());
        share(SharedWith.LAB, kind, id, readers.labs());
    }

    private void share(SharedWith whom, SharedKind kind, UUID id, List<String> names) {
        database.sql("insert into reading_grant (" + kind.column() + ", " + whom.column() + ") select :id, w.id from "
                        + whom.table() + " w where w.name = any(:names)")
                .param("id", id)
                .param("names", names.toArray(String[]::new))
                .update();
    }

    private List<Lost> unreadable(SharedKind kind, UUID id, UUID by) {
        return database.sql(kind.unreadable())
                .param("id", id)
                .param("by", by)
                .query((row, number) -> new Lost(
                        row.getObject("id", UUID.class),
                        row.getString("what"),
                        row.getString("owner"),
                        row.getBoolean("told")))
                .list();
    }
}

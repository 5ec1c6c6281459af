package org.tonotopy.registry.model;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.reference.AliasedName;
import org.tonotopy.registry.visibility.Sight;

/** Keeps what people say of models: tags, notes, aliases, and what became of these. */
public class ModelLabelLedger {
    private final JdbcClient database;
    private final Sight sight;

    /** The labels of a database. */
    public ModelLabelLedger(JdbcClient database, Sight sight) {
        this.database = database;
        this.sight = sight;
    }

    /** What is said of a model version; empty where it was deleted, or taken from its reader's sight, since it was found. */
    @Transactional(readOnly = true)
    public Optional<ModelLabels> of(ModelVersion version) {
        SortedMap<String, Integer> aliases = new TreeMap<>();
        database.sql(
                        "select a.alias, a.version from model_alias a join model m on m.id = a.model_id where m.name = :name")
                .param("name", version.reference().name())
                .query(row -> {
                    aliases.put(row.getString("alias"), row.getInt("version"));
                });
        return database.sql("select tags, note from model_version where id = :id")
                .param("id", version.id())
                .query((row, number) -> new ModelLabels(
                        words(row.getArray("tags")), Optional.ofNullable(row.getString("note")), aliases))
                .optional();
    }

    /** What lists say of model versions, by their identities. */
    @Transactional(readOnly = true)
    public Map<UUID, ListedLabels> ofAll(Collection<UUID> versions) {
        Map<UUID, ListedLabels> found = new HashMap<>();
        if (!versions.isEmpty()) {
            database.sql("select v.id, v.tags, array(select a.alias from model_alias a where a.model_id = v.model_id"
                            + " and a.version = v.version order by a.alias) as aliases"
                            + " from model_version v where v.id in (:versions)")
                    .param("versions", versions)
                    .query(row -> {
                        found.put(
                                row.getObject("id", UUID.class),
                                new ListedLabels(words(row.getArray("tags")), words(row.getArray("aliases"))));
                    });
        }
        return found;
    }

    private static List<String> words(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Has whoever else changes what is said of the versions of a name wait until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String name) {
        database.sql("select id from model where name = :name for update")
                .param("name", name)
                .query(UUID.class)
                .list();
    }

    /** Replaces the tags of a version; part of a transaction that holds its name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tag(ModelVersion version, Collection<String> tags) {
        change(
                "update model_version set tags = :value where id = :id",
                version,
                tags.stream().sorted().toArray(String[]::new));
    }

    /** Replaces the note of a version; part of a transaction that holds its name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(ModelVersion version, Optional<String> note) {
        change("update model_version set note = :value where id = :id", version, note.orElse(null));
    }

    private void change(String statement, ModelVersion version, @Nullable Object value) {
        sight.withEverything(() -> database.sql(statement)
                .param("value", value)
                .param("id", version.id())
                .update());
    }

    /**
     * Lets an alias of its name stand for a version; part of a transaction that holds the name.
     *
     * @param by the account that asks for it
     * @return whether the version is still there
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean point(String alias, ModelVersion version, UUID by) {
        return sight.ofEverything(() -> {
            // Whoever deletes it waits, and takes the alias with it.
            Optional<UUID> model = database.sql("select model_id from model_version where id = :id for key share")
                    .param("id", version.id())
                    .query(UUID.class)
                    .optional();
            model.ifPresent(id -> point(id, alias, version, by));
            return model.isPresent();
        });
    }

    private void point(UUID model, String alias, ModelVersion version, UUID by) {
        Optional<Integer> before = database.sql(
                        "select version from model_alias where model_id = :model and alias = :alias")
                .param("model", model)
                .param("alias", alias)
                .query(Integer.class)
                .optional();
        int after = version.reference().version();
        if (before.filter(known -> known == after).isPresent()) {
            return;
        }
        database.sql("insert into model_alias (model_id, alias, version) values (:model, :alias, :version)"
                        + " on conflict (model_id, alias) do update set version = excluded.version")
                .param("model", model)
                .param("alias", alias)
                .param("version", after)
                .update();
        remember(
                version,
                alias,
                before.isPresent() ? AliasChange.Kind.MOVED : AliasChange.Kind.SET,
                before,
                Optional.of(after),
                by);
    }

    /**
     * Removes an alias of a version; part of a transaction that holds its name.
     *
     * @param by the account that asks for it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String alias, ModelVersion version, UUID by) {
        sight.withEverything(() -> {
            int removed = database.sql("delete from model_alias where alias = :alias and version = :version"
                            + " and model_id = (select model_id from model_version where id = :id)")
                    .param("alias", alias)
                    .param("version", version.reference().version())
                    .param("id", version.id())
                    .update();
            if (removed == 0) {
                // It went with its version just now, and its history says so.
                return;
            }
            remember(
                    version,
                    alias,
                    AliasChange.Kind.REMOVED,
                    Optional.of(version.reference().version()),
                    Optional.empty(),
                    by);
        });
    }

    /** By the clock that also says when an alias went with its version: their order is that in which they came about. */
    private void remember(
            ModelVersion version,
            String alias,
            AliasChange.Kind kind,
            Optional<Integer> from,
            Optional<Integer> to,
            UUID by) {
        database.sql(
                        "insert into model_alias_change (id, model, alias, change, from_version, to_version, changed_by_id,"
                                + " changed_at) values (:id, :model, :alias, :change, :from, :to, :by, clock_timestamp())")
                .param("id", UUID.randomUUID())
                .param("model", version.reference().name())
                .param("alias", alias)
                .param("change", kind.name())
                .param("from", from.orElse(null))
                .param("to", to.orElse(null))
                .param("by", by)
                .update();
    }

    /**
     * A page of what became of aliases, newest first, older than a given change.
     *
     * @param model only of this name
     * @param alias only of this alias
     */
    @Transactional(readOnly = true)
    public List<AliasChange> changes(
            Optional<String> model, Optional<String> alias, Instant changedAt, UUID id, int limit) {
        return database.sql("select c.*, w.name as changed_by from model_alias_change c"
                        + " left join account w on w.id = c.changed_by_id where (c.changed_at, c.id) < (:at, :id)"
                        + model.map(only -> " and c.model = :model").orElse("")
                        + alias.map(only -> " and c.alias = :alias").orElse("")
                        + " order by c.changed_at desc, c.id desc limit :limit")
                .param("at", Timestamp.from(changedAt))
                .param("id", id)
                .param("model", model.orElse(null))
                .param("alias", alias.orElse(null))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** The version that an alias stood for when it went with it; empty where something else became of it last. */
    @Transactional(readOnly = true)
    public Optional<Integer> wentWith(AliasedName name) {
        return database.sql("select * from model_alias_change where model = :model and alias = :alias"
                        + " order by changed_at desc, id desc limit 1")
                .param("model", name.name())
                .param("alias", name.alias())
                .query((row, number) -> row.getString("change").equals(AliasChange.Kind.VERSION_DELETED.name())
                        ? Optional.of(row.getInt("from_version"))
                        : Optional.<Integer>empty())
                .optional()
                .flatMap(last -> last);
    }

    private static AliasChange read(ResultSet row) throws SQLException {
        return new AliasChange(
                row.getObject("id", UUID.class),
                row.getString("model"),
                row.getString("alias"),
                AliasChange.Kind.valueOf(row.getString("change")),
                Optional.ofNullable(row.getObject("from_version", Integer.class)),
                Optional.ofNullable(row.getObject("to_version", Integer.class)),
                Optional.ofNullable(row.getString("changed_by")),
                row.getTimestamp("changed_at").toInstant());
    }
}

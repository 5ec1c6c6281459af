package org.tonotopy.registry.benchmark;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.visibility.Sight;

/**
 * Knows the stimuli whose responses nobody below admin may have: the test stimuli of benchmarks that hide them. They belong to
 * the file that a dataset was made of, and stay hidden as long as the file is stored: in a dataset of the same content under the
 * same indices, and in any other dataset of the file, which may order its stimuli otherwise, all of them.
 */
public class HiddenTests {
    private static final String FILE = "(select recording_key from dataset where id = :dataset)";

    private final JdbcClient database;
    private final Sight sight;

    /** The hidden tests of a database. */
    public HiddenTests(JdbcClient database, Sight sight) {
        this.database = database;
        this.sight = sight;
    }

    /**
     * The account whose file it is.
     *
     * @param id of the account
     * @param name of the account
     */
    public record Keeper(UUID id, String name) {}

    /** Indices of the hidden stimuli of a dataset, ascending; none where nothing is hidden, or it is not READY. */
    @Transactional(readOnly = true)
    public SortedSet<Integer> stimuli(UUID dataset) {
        return new TreeSet<>(database.sql("select s.stimulus from dataset d"
                        + " join hidden_test h on h.recording_key = d.recording_key cross join lateral ("
                        + "select unnest(h.stimuli) where h.content_sha256 = d.content_sha256 union all"
                        + " select generate_series(0, jsonb_array_length(d.shape -> 'stimuli') - 1)"
                        + " where h.content_sha256 <> d.content_sha256) s (stimulus) where d.id = :dataset")
                .param("dataset", dataset)
                .query(Integer.class)
                .list());
    }

    /** The same, which stay so until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public SortedSet<Integer> heldStimuli(UUID dataset) {
        lock(dataset, "for share");
        return stimuli(dataset);
    }

    /** Keeps others from defining benchmarks, making datasets and finishing exports of the same file until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID dataset) {
        lock(dataset, "for update");
    }

    private void lock(UUID dataset, String how) {
        sight.withEverything(
                () -> database.sql("select id from dataset where recording_key = " + FILE + " order by id " + how)
                        .param("dataset", dataset)
                        .query(UUID.class)
                        .list());
    }

    /** Who alone, but for admins, may make a dataset of a file of which something is hidden; empty where nothing is until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Keeper> heldKeeper(StoredObject recording) {
        sight.withEverything(
                () -> database.sql("select id from dataset where recording_key = :key order by id for share")
                        .param("key", recording.objectKey().path())
                        .query(UUID.class)
                        .list());
        return database.sql("select a.id, a.name from hidden_test h join account a on a.id = h.keeper_id"
                        + " where h.recording_key = :key")
                .param("key", recording.objectKey().path())
                .query(Keeper.class)
                .optional();
    }

    /** Who alone, but for admins, may hide responses of the file of a dataset: the owner of the first dataset that was made of it. */
    @Transactional(readOnly = true)
    public Keeper keeper(UUID dataset) {
        return sight.ofEverything(() -> database.sql("select a.id, a.name from account a where a.id = coalesce("
                        + "(select keeper_id from hidden_test where recording_key = " + FILE + "),"
                        + " (select owner_id from dataset where recording_key = " + FILE
                        + " order by created_at, id limit 1))")
                .param("dataset", dataset)
                .query(Keeper.class)
                .single());
    }

    /**
     * Hides stimuli, besides those that are hidden already.
     *
     * @param dataset of which the caller's transaction holds the {@linkplain #lock lock}
     * @param stimuli their indices in it
     * @param keeper as {@link #keeper} says
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hide(UUID dataset, Collection<Integer> stimuli, Keeper keeper) {
        database.sql("insert into hidden_test (recording_key, content_sha256, stimuli, keeper_id)"
                        + " select recording_key, content_sha256, :stimuli, :keeper from dataset where id = :dataset"
                        + " on conflict (recording_key) do update set stimuli = (select array_agg(distinct s order by s)"
                        + " from unnest(hidden_test.stimuli || excluded.stimuli) s)")
                .param("stimuli", new TreeSet<>(stimuli).toArray(Integer[]::new))
                .param("keeper", keeper.id())
                .param("dataset", dataset)
                .update();
    }
}

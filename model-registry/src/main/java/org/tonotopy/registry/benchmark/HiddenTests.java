package org.tonotopy.registry.benchmark;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows the stimuli whose responses nobody below admin may have: the test stimuli of benchmarks that hide them. They are hidden
 * in every dataset that is made of the same file, because whoever knows the hash of a file can make a dataset of it.
 */
public class HiddenTests {
    private static final String SAME_FILE =
            " join dataset d on d.id = b.dataset_id where d.recording_key = (select recording_key from dataset where id = :dataset)";

    private final JdbcClient database;

    /** The hidden tests of a database. */
    public HiddenTests(JdbcClient database) {
        this.database = database;
    }

    /** Indices of the hidden stimuli of a dataset, ascending; none where nothing is hidden. */
    @Transactional(readOnly = true)
    public SortedSet<Integer> stimuli(UUID dataset) {
        return new TreeSet<>(database.sql("select distinct stimulus::integer from benchmark b cross join lateral"
                        + " jsonb_array_elements_text(b.definition -> 'split' -> 'test') stimulus" + SAME_FILE
                        + " and b.hidden_test")
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

    /** Keeps others from defining benchmarks or finishing exports of the same file until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID dataset) {
        lock(dataset, "for update");
    }

    private void lock(UUID dataset, String how) {
        database.sql(
                        "select id from dataset where recording_key = (select recording_key from dataset where id = :dataset)"
                                + " order by id " + how)
                .param("dataset", dataset)
                .query(UUID.class)
                .list();
    }
}

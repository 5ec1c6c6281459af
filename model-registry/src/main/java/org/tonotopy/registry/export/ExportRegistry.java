package org.tonotopy.registry.export;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.benchmark.HiddenTests;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.visibility.Sight;
import tools.jackson.databind.JsonNode;

/** Registers exports as they are finished, and finds them. */
public class ExportRegistry {
    private final DatasetExportRepository exports;
    private final StoredObjectRepository objects;
    private final HiddenTests hidden;
    private final Sight sight;
    private final Clock clock;

    /** A registry of the exports in a database. */
    public ExportRegistry(
            DatasetExportRepository exports,
            StoredObjectRepository objects,
            HiddenTests hidden,
            Sight sight,
            Clock clock) {
        this.exports = exports;
        this.objects = objects;
        this.hidden = hidden;
        this.sight = sight;
        this.clock = clock;
    }

    /**
     * Registers an export, unless the dataset has one of this format already. What was written while other responses were hidden
     * than are now is not kept.
     *
     * @param spec what was asked for
     * @param attempt the attempt that finished it; the caller's transaction holds the job for it
     * @param key where the file is
     * @param content of the file
     * @param metadata of the recording, complete
     * @return empty where other responses are hidden by now than the spec says
     */
    @Transactional
    public Optional<DatasetExport> register(
            JobSpec.Export spec, Attempt attempt, ObjectKey key, StoredContent content, JsonNode metadata) {
        if (!List.copyOf(hidden.heldStimuli(spec.datasetId())).equals(spec.hiddenStimuli())) {
            return Optional.empty();
        }
        Optional<DatasetExport> before = find(spec.datasetId(), spec.format());
        if (before.isPresent()) {
            return before;
        }
        Instant now = clock.instant();
        objects.record(key, content, now);
        return Optional.of(exports.saveAndFlush(
                new DatasetExport(spec, attempt, objects.find(key).orElseThrow(), metadata, now)));
    }

    /** Forgets the exports of a dataset and of others that are made of the same file: more of their responses are hidden now. */
    @Transactional
    public void forget(UUID dataset) {
        sight.withEverything(() -> exports.forgetOfSameFile(dataset));
    }

    /** The export of a dataset in one format. */
    @Transactional(readOnly = true)
    public Optional<DatasetExport> find(UUID dataset, ExportFormat format) {
        return exports.findByDatasetIdAndFormat(dataset, format);
    }

    /** The complete metadata that an export of a dataset came with. */
    @Transactional(readOnly = true)
    public Optional<JsonNode> metadata(UUID dataset) {
        return exports.findByDatasetIdOrderByCreatedAt(dataset).stream()
                .findFirst()
                .map(DatasetExport::metadata);
    }
}

package org.tonotopy.registry.export;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.dataset.ExportFormat;

/** The exports. */
public interface DatasetExportRepository extends Repository<DatasetExport, UUID> {
    /** Inserts one and sends it to the database at once. */
    DatasetExport saveAndFlush(DatasetExport export);

    /** The export of a dataset in one format. */
    Optional<DatasetExport> findByDatasetIdAndFormat(UUID datasetId, ExportFormat format);

    /** Forgets the exports of a dataset and of others that are made of the same file; their files are left to the cleanup. */
    @Modifying
    @NativeQuery("delete from dataset_export e using dataset d where e.dataset_id = d.id"
            + " and d.recording_key = (select recording_key from dataset where id = :dataset)")
    int forgetOfSameFile(UUID dataset);

    /** All exports of a dataset, oldest first. */
    List<DatasetExport> findByDatasetIdOrderByCreatedAt(UUID datasetId);
}

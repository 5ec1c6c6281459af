package org.tonotopy.registry.export;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.dataset.ExportFormat;

/** The exports. */
public interface DatasetExportRepository extends Repository<DatasetExport, UUID> {
    /** Inserts one and sends it to the database at once. */
    DatasetExport saveAndFlush(DatasetExport export);

    /** The export of a dataset in one format. */
    Optional<DatasetExport> findByDatasetIdAndFormat(UUID datasetId, ExportFormat format);

    /** All exports of a dataset, oldest first. */
    List<DatasetExport> findByDatasetIdOrderByCreatedAt(UUID datasetId);
}

package org.tonotopy.registry.report;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The pictures of all reports; they are added through {@link DatasetFigures}. */
public interface DatasetFigureRepository extends Repository<DatasetFigure, UUID> {
    /** Inserts one. */
    DatasetFigure save(DatasetFigure figure);

    /** By identity. */
    Optional<DatasetFigure> findById(UUID id);

    /** All of a dataset, as they are to be read. */
    @Query("select f from DatasetFigure f where f.datasetId = :dataset order by f.place")
    List<DatasetFigure> findByDataset(UUID dataset);
}

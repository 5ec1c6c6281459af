package org.tonotopy.api.job;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.export.DatasetExport;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;

/** Finds jobs that need not be done again: they were done and what they made is there, or they are on their way. */
@Component
class AskedBefore {
    private final ExportRegistry exports;
    private final JdbcClient database;
    private final TransactionLock lock;

    AskedBefore(ExportRegistry exports, JdbcClient database, TransactionLock lock) {
        this.exports = exports;
        this.database = database;
        this.lock = lock;
    }

    /**
     * The job of an earlier request for the same: the newest that has made it, or else the newest that is on its way.
     * Requests that arrive together wait for each other.
     *
     * @param asked not yet queued
     * @param anew whether a fit or an ensemble is wanted in any case; an export is the same whoever asks
     */
    Optional<UUID> find(Job asked, boolean anew) {
        if (asked.spec() instanceof JobSpec.Export spec) {
            lock.take("spec", asked.specSha256());
            return exports.find(spec.datasetId(), spec.format())
                    .filter(export -> export.hiddenStimuli().equals(spec.hiddenStimuli()))
                    .map(DatasetExport::jobId)
                    .or(() -> newest(asked));
        }
        boolean offered = asked.spec() instanceof JobSpec.Fit || asked.spec() instanceof JobSpec.Ensemble;
        if (!offered || anew) {
            return Optional.empty();
        }
        lock.take("spec", asked.specSha256());
        return newest(asked);
    }

    /**
     * One that succeeded counts as long as its model is there; one on its way only where it will come to its end by itself, not where
     * somebody paused it or a sweep may end it as weak.
     */
    private Optional<UUID> newest(Job asked) {
        return database.sql("select j.id from job j where j.kind in ('FIT', 'ENSEMBLE', 'EXPORT')"
                        + " and j.spec_sha256 = :spec and j.kind = :kind"
                        + " and ((j.state in ('QUEUED', 'RUNNING') and j.pause_at_epoch is null)"
                        + " or (j.state = 'SUCCEEDED' and exists (select 1 from model_version v where v.job_id = j.id)))"
                        + " order by j.state = 'SUCCEEDED' desc, j.created_at desc, j.id desc limit 1")
                .param("spec", Sha256.parseHex(asked.specSha256()))
                .param("kind", asked.kind().name())
                .query(UUID.class)
                .optional();
    }
}

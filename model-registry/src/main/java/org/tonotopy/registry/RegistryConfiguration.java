package org.tonotopy.registry;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.registry.audit.AuditLog;
import org.tonotopy.registry.benchmark.HiddenTests;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.deletion.DatasetDeletion;
import org.tonotopy.registry.deletion.Tombstones;
import org.tonotopy.registry.dispatch.DatabaseClock;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.LeaseMeters;
import org.tonotopy.registry.dispatch.QueueOutlook;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.export.DatasetExportRepository;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.feature.FeaturePopulationRepository;
import org.tonotopy.registry.feature.FeatureRegistry;
import org.tonotopy.registry.feature.FeatureRepository;
import org.tonotopy.registry.job.EventRetention;
import org.tonotopy.registry.job.JobBatch;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSuccessListener;
import org.tonotopy.registry.joblog.JobLogs;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.SuiteLeaderboard;
import org.tonotopy.registry.model.ModelLabelLedger;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelRepository;
import org.tonotopy.registry.model.ModelSearch;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.report.DatasetFigureRepository;
import org.tonotopy.registry.report.DatasetFigures;
import org.tonotopy.registry.reproduction.ReproductionRegistry;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.start.StartOrder;
import org.tonotopy.registry.store.ObjectCheck;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.store.ObjectLedger;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoreHealth;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.submission.SubmissionRegistry;
import org.tonotopy.registry.sweep.SweepFits;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.registry.sweep.SweepRepository;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.registry.upload.UploadSessions;
import org.tonotopy.registry.usage.AccountUsage;
import org.tonotopy.registry.visibility.CurrentReader;
import org.tonotopy.registry.visibility.Sharing;
import org.tonotopy.registry.visibility.Sight;
import org.tonotopy.registry.worker.Workers;

/**
 * The registry's parts for a service to import. The service brings the data source and a {@link SchedulerClient} whose
 * connections take part in Spring's transactions.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan
@EnableJpaRepositories
@EnableTransactionManagement
@EnableConfigurationProperties({StoreSettings.class, QueueSettings.class})
public class RegistryConfiguration {
    /** Time in microseconds, which is what PostgreSQL keeps: what is written is what is read. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    /** JSON columns speak the platform's dialect. */
    @Bean
    HibernatePropertiesCustomizer jsonColumns() {
        return properties ->
                properties.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(RegistryJson.mapper()));
    }

    @Bean
    static StartOrder startOrder(Environment environment) {
        return new StartOrder(environment, "schemaCheck");
    }

    /** Refuses to start on a schema of another release. */
    @Bean
    SchemaCheck schemaCheck(DataSource dataSource) {
        new SchemaMigrator(dataSource).requireCurrent();
        return new SchemaCheck();
    }

    /** Says that the schema is the one that this release works with. */
    static final class SchemaCheck {}

    @Bean
    ObjectStore objectStore(StoreSettings settings) throws IOException {
        return settings.place().open();
    }

    @Bean
    StoreHealth storeHealthIndicator(ObjectStore store) {
        return new StoreHealth(store);
    }

    /** Whose sight it is, where the service knows of readers; without that, everything is seen. */
    @Bean
    Sight sight(JdbcClient database, ObjectProvider<CurrentReader> reader) {
        return new Sight(database, reader.getIfAvailable(() -> Optional::empty));
    }

    @Bean
    Sharing sharing(JdbcClient database, BoardLedger boards, Sight sight) {
        return new Sharing(database, boards, sight);
    }

    @Bean
    AuditLog auditLog(JdbcClient database) {
        return new AuditLog(database);
    }

    @Bean
    AccountUsage accountUsage(JdbcClient database, Sight sight, Clock clock) {
        return new AccountUsage(database, sight, clock);
    }

    @Bean
    ObjectLedger objectLedger(
            ObjectStore store,
            StoredObjectRepository objects,
            JdbcClient database,
            TransactionTemplate transaction,
            Clock clock) {
        return new ObjectLedger(store, objects, database, transaction, clock);
    }

    @Bean
    ObjectCleanup objectCleanup(ObjectStore store, ObjectLedger ledger, JdbcClient database) {
        return new ObjectCleanup(store, ledger, database);
    }

    @Bean
    ObjectCheck objectCheck(ObjectStore store, JdbcClient database) {
        return new ObjectCheck(store, database);
    }

    @Bean
    UploadSessions uploadSessions(JdbcClient database, StoredObjectRepository objects, Clock clock) {
        return new UploadSessions(database, objects, clock);
    }

    @Bean
    JobLedger jobLedger(
            JobRepository jobs,
            JdbcClient database,
            QueueSettings settings,
            ObjectProvider<JobSuccessListener> listeners,
            Clock clock) {
        // Looked up late: what follows a success may be another job, so listeners know the ledger.
        return new JobLedger(jobs, database, settings.retryPolicy(), listeners::orderedStream, clock);
    }

    @Bean
    Workers workers(JdbcClient database) {
        return new Workers(database);
    }

    @Bean
    Dispatcher dispatcher(JdbcClient database, SchedulerClient queue, QueueSettings settings, Sight sight) {
        return new Dispatcher(database, queue, settings.jobsPerOwner(), sight);
    }

    @Bean
    QueueOutlook queueOutlook(JdbcClient database, QueueSettings settings, Sight sight) {
        return new QueueOutlook(database, settings.jobsPerOwner(), sight);
    }

    @Bean
    EventRetention eventRetention(JdbcClient database, QueueSettings settings) {
        return new EventRetention(database, settings.progressKeep());
    }

    @Bean
    Reconciler reconciler(
            JdbcClient database,
            TransactionTemplate transaction,
            JobLedger ledger,
            Workers workers,
            QueueSettings settings,
            EventRetention events) {
        return new Reconciler(
                database,
                transaction,
                ledger,
                workers,
                settings.noProgressLimit(),
                new DatabaseClock(database, settings.heartbeatInterval(), System::nanoTime),
                events);
    }

    @Bean
    LeaseMeters leaseMeters(Reconciler reconciler) {
        return new LeaseMeters(reconciler);
    }

    @Bean
    JobLogs jobLogs(JdbcClient database, StoredObjectRepository objects, Clock clock) {
        return new JobLogs(database, objects, clock);
    }

    @Bean
    CheckpointRegistry checkpointRegistry(StoredObjectRepository objects, JdbcClient database, Clock clock) {
        return new CheckpointRegistry(objects, database, clock);
    }

    @Bean
    DatasetDeletion datasetDeletion(JdbcClient database, JobLedger ledger, Sight sight, Clock clock) {
        return new DatasetDeletion(database, ledger, sight, clock);
    }

    @Bean
    AskedPredictionRegistry askedPredictionRegistry(JdbcClient database, StoredObjectRepository objects, Clock clock) {
        return new AskedPredictionRegistry(database, objects, clock);
    }

    @Bean
    ReproductionRegistry reproductionRegistry(JdbcClient database, Clock clock) {
        return new ReproductionRegistry(database, clock);
    }

    @Bean
    Tombstones tombstones(JdbcClient database) {
        return new Tombstones(database);
    }

    @Bean
    SweepLedger sweepLedger(
            SweepRepository sweeps,
            JobRepository jobs,
            ModelVersionRepository versions,
            JobLedger ledger,
            JobBatch batch,
            JdbcClient database,
            Clock clock) {
        return new SweepLedger(sweeps, jobs, versions, ledger, batch, database, clock);
    }

    @Bean
    SweepRungs sweepRungs(JdbcClient database, TransactionTemplate transaction, Clock clock) {
        return new SweepRungs(database, transaction, clock);
    }

    @Bean
    SweepFits sweepFits(JdbcClient database) {
        return new SweepFits(database);
    }

    @Bean
    JobBatch jobBatch(JdbcTemplate database, Sight sight) {
        return new JobBatch(database, sight);
    }

    @Bean
    ScoreRegistry scoreRegistry(JdbcTemplate database) {
        return new ScoreRegistry(database);
    }

    @Bean
    PredictionRegistry predictionRegistry(JdbcClient database, StoredObjectRepository objects) {
        return new PredictionRegistry(database, objects);
    }

    @Bean
    ModelRegistry modelRegistry(
            ModelRepository models,
            ModelVersionRepository versions,
            StoredObjectRepository objects,
            ScoreRegistry scores,
            PredictionRegistry predictions,
            BoardLedger boards,
            JdbcTemplate database,
            Clock clock) {
        return new ModelRegistry(models, versions, objects, scores, predictions, boards, database, clock);
    }

    @Bean
    ModelLabelLedger modelLabelLedger(JdbcClient database, Sight sight) {
        return new ModelLabelLedger(database, sight);
    }

    @Bean
    ModelSearch modelSearch(JdbcClient database, ModelVersionRepository versions) {
        return new ModelSearch(database, versions);
    }

    @Bean
    BoardLedger boardLedger(JdbcClient database) {
        return new BoardLedger(database);
    }

    @Bean
    SubmissionRegistry submissionRegistry(
            JdbcClient database, BoardLedger boards, JobLedger ledger, Sight sight, Clock clock) {
        return new SubmissionRegistry(database, boards, ledger, sight, clock);
    }

    @Bean
    HiddenTests hiddenTests(JdbcClient database, Sight sight) {
        return new HiddenTests(database, sight);
    }

    @Bean
    FeatureRegistry featureRegistry(
            FeatureRepository features,
            FeaturePopulationRepository populations,
            ModelVersionRepository versions,
            StoredObjectRepository objects,
            Clock clock) {
        return new FeatureRegistry(features, populations, versions, objects, clock);
    }

    @Bean
    ExportRegistry exportRegistry(
            DatasetExportRepository exports,
            StoredObjectRepository objects,
            HiddenTests hidden,
            Sight sight,
            Clock clock) {
        return new ExportRegistry(exports, objects, hidden, sight, clock);
    }

    @Bean
    DatasetFigures datasetFigures(DatasetFigureRepository figures, StoredObjectRepository objects, Clock clock) {
        return new DatasetFigures(figures, objects, clock);
    }

    @Bean
    Leaderboard leaderboard(JdbcClient database) {
        return new Leaderboard(database);
    }

    @Bean
    SuiteLeaderboard suiteLeaderboard(Leaderboard leaderboard) {
        return new SuiteLeaderboard(leaderboard);
    }
}

package org.tonotopy.worker;

import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.registry.RegistryConfiguration;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.catalogue.FeatureSpecification;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.dataset.StimulusFormat;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureRegistry;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.SubmissionFormat;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.registry.sweep.Halving;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.registry.sweep.SweepPlan;
import org.tonotopy.registry.visibility.Visibility;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.WorkerOffer;
import org.tonotopy.registry.worker.Workers;
import org.tonotopy.s3.TestS3;
import tools.jackson.databind.JsonNode;

/**
 * A lab with a real database and a real store, that asks for work as the API does, and as many workers as a test
 * starts. Closing it stops them.
 */
public final class Lab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONG_PATIENCE = Duration.ofHours(1);

    private final TestDatabase database;
    private final Path storeFolder;
    private final Map<String, String> own;
    private final Map<String, String> store;
    private final ConfigurableApplicationContext desk;
    private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
    private final Account account;

    /** The registry without anything that runs jobs. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(RegistryConfiguration.class)
    static class Desk {
        @Bean
        SchedulerClient queue(DataSource dataSource) {
            return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                    .build();
        }
    }

    /** A lab on the server that all tests share. */
    public Lab() {
        this(TestPostgres.createDatabase());
    }

    /** A lab on a database of the test's own. */
    public Lab(TestDatabase database) {
        this(database, newFolder());
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("tonotopy-worker-store-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A lab on a database and a folder of the test's own.
     *
     * @param storeFolder where objects are kept; deleted at the end
     */
    public Lab(TestDatabase database, Path storeFolder) {
        this(database, storeFolder, Map.of(), Map.of("TONOTOPY_STORE_FOLDER", storeFolder.toString()));
    }

    /**
     * A lab on a database and a folder of the test's own.
     *
     * @param storeFolder where objects are kept; deleted at the end
     * @param settings of all its processes, above those that labs have
     */
    public Lab(TestDatabase database, Path storeFolder, Map<String, String> settings) {
        this(database, storeFolder, settings, Map.of("TONOTOPY_STORE_FOLDER", storeFolder.toString()));
    }

    /** A lab that keeps its objects in a bucket of an S3 server. */
    public static Lab onS3() {
        String bucket = TestS3.createBucket();
        return new Lab(
                TestPostgres.createDatabase(),
                TestS3.folder(bucket),
                Map.of(),
                Map.of(
                        "TONOTOPY_STORE_BUCKET",
                        bucket,
                        "TONOTOPY_STORE_ENDPOINT",
                        TestS3.address().toString(),
                        "TONOTOPY_STORE_ACCESS_KEY",
                        TestS3.ACCESS_KEY,
                        "TONOTOPY_STORE_SECRET_KEY",
                        TestS3.SECRET_KEY));
    }

    private Lab(TestDatabase database, Path storeFolder, Map<String, String> own, Map<String, String> store) {
        this.database = database;
        this.storeFolder = storeFolder;
        this.own = own;
        this.store = store;
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        new SchemaMigrator(dataSource).migrate();
        Map<String, Object> settings = new HashMap<>(settings("desk"));
        settings.put("spring.config.name", "training-worker");
        settings.put("db-scheduler.enabled", "false");
        desk = new SpringApplicationBuilder(Desk.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                // The desk has no device that its health could speak of.
                .run("--management.endpoint.health.validate-group-membership=false");
        account = part(AccountRepository.class)
                .save(new Account("ada", Role.MEMBER, Instant.now().truncatedTo(ChronoUnit.MICROS)));
    }

    /** What a worker needs to know, by the names of the environment. */
    public Map<String, String> settings(String workerName) {
        Map<String, String> settings = new HashMap<>(store);
        settings.putAll(Map.ofEntries(
                Map.entry("TONOTOPY_DATABASE_URL", database.jdbcUrl()),
                Map.entry("TONOTOPY_DATABASE_USER", database.user()),
                Map.entry("TONOTOPY_DATABASE_PASSWORD", database.password()),
                Map.entry("TONOTOPY_WORKER_NAME", workerName),
                Map.entry("TONOTOPY_WORKER_THREADS", "1"),
                Map.entry("TONOTOPY_WORKER_JOBS", "1"),
                Map.entry("TONOTOPY_QUEUE_POLLING_INTERVAL", "100ms"),
                Map.entry("TONOTOPY_QUEUE_HEARTBEAT_INTERVAL", "500ms"),
                Map.entry("TONOTOPY_QUEUE_DISPATCH_INTERVAL", "100ms"),
                Map.entry("TONOTOPY_QUEUE_RECONCILE_INTERVAL", "200ms"),
                Map.entry("TONOTOPY_QUEUE_RETRY_DELAY", "100ms"),
                Map.entry("TONOTOPY_MANAGEMENT_PORT", "0")));
        settings.putAll(own);
        return settings;
    }

    /** Starts a worker in this process. */
    public ConfigurableApplicationContext startWorker(String name) {
        return startWorker(name, Map.of());
    }

    /**
     * Starts a worker in this process.
     *
     * @param more settings of its own
     * @param parts what it has besides
     */
    public ConfigurableApplicationContext startWorker(String name, Map<String, String> more, Class<?>... parts) {
        Map<String, Object> settings = new HashMap<>(settings(name));
        settings.putAll(more);
        ConfigurableApplicationContext worker = WorkerApplication.builder()
                .sources(parts)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .run();
        workers.add(worker);
        return worker;
    }

    /** A worker that is there and does what the test does for it. */
    public WorkerLife colleague(String name) {
        WorkerLife life = WorkerLife.begin(name);
        part(Workers.class)
                .register(life, new WorkerOffer(WorkerDevice.CPU, 1, 0, Duration.ofHours(1), "of a test", "of a test"));
        return life;
    }

    /** Stops the workers of this process, each as at its end. */
    public void stopWorkers() {
        workers.forEach(ConfigurableApplicationContext::close);
        workers.clear();
    }

    /** A part of the registry. */
    public <T> T part(Class<T> type) {
        return desk.getBean(type);
    }

    /** Uploads a recording and asks for its validation. */
    public Job upload(String name, byte[] recording) {
        return upload(name, recording, SmallRecording.METADATA);
    }

    /** Uploads a recording and asks for its validation. */
    public Job upload(String name, byte[] recording, String metadata) {
        return upload(name, recording, metadata, file -> {});
    }

    /**
     * Uploads a recording and asks for its validation.
     *
     * @param mishap befalls the stored file between the two
     */
    public Job upload(String name, byte[] recording, String metadata, Consumer<Path> mishap) {
        return upload(name, recording, RecordingForm.canonical(), metadata, mishap);
    }

    /** Uploads a recording of some form and asks for its validation. */
    public Job upload(String name, byte[] recording, RecordingForm form, String metadata) {
        return upload(name, recording, form, metadata, file -> {});
    }

    private Job upload(String name, byte[] recording, RecordingForm form, String metadata, Consumer<Path> mishap) {
        byte[] hash = Sha256.of(recording);
        ObjectKey key = ObjectKey.ofContent(Sha256.hex(hash));
        StoredObjectRepository objects = part(StoredObjectRepository.class);
        objects.record(key, store(key, recording), now());
        mishap.accept(storeFolder.resolve(key.path()));
        VersionedName reference = new VersionedName(name, 1);
        Dataset dataset = part(DatasetRepository.class)
                .save(new Dataset(
                        reference,
                        hash,
                        objects.find(key).orElseThrow(),
                        form,
                        RegistryJson.mapper().readTree(metadata),
                        account,
                        now()));
        return part(JobLedger.class)
                .submit(Job.ingest(new JobSpec.Ingest(dataset.id(), reference), dataset, account, now()));
    }

    /** Asks for a dataset in another form. */
    public Job export(Dataset dataset, ExportFormat format) {
        return export(dataset, format, List.of());
    }

    /** Asks for a dataset in another form without the responses to some stimuli. */
    public Job export(Dataset dataset, ExportFormat format, List<Integer> hidden) {
        return part(JobLedger.class)
                .submit(Job.export(
                        new JobSpec.Export(dataset.id(), dataset.reference(), format, hidden),
                        dataset,
                        account,
                        now()));
    }

    private StoredContent store(ObjectKey key, byte[] content) {
        try {
            return part(ObjectStore.class).write(key, new ByteArrayInputStream(content), content.length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The dataset of a job, as it is now. */
    public Dataset dataset(Job job) {
        return part(DatasetRepository.class)
                .findById(job.dataset().orElseThrow().id())
                .orElseThrow();
    }

    /** Makes the store refuse what attempts make: a file lies where their folder should be. */
    public void blockAttempts() throws IOException {
        Path folder = storeFolder.resolve("job");
        if (Files.exists(folder)) {
            Files.move(folder, storeFolder.resolve("job-before"));
        }
        Files.writeString(folder, "");
    }

    /**
     * Makes the store refuse what attempts make for a while.
     *
     * @return makes it well again
     */
    public Runnable blockAttemptsForAWhile() throws IOException {
        Path folder = storeFolder.resolve("job");
        Path aside = storeFolder.resolve("job-aside");
        Files.move(folder, aside);
        Files.writeString(folder, "");
        return () -> {
            try {
                Files.delete(folder);
                Files.move(aside, folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    /** Where a stored object lies. */
    public Path storedFile(StoredObject object) {
        return storeFolder.resolve(object.objectKey().path());
    }

    /** Changes rows behind everybody's back. */
    public void update(String statement) {
        part(JdbcClient.class).sql(statement).update();
    }

    /** Defines a benchmark on a validated dataset with all its neurons. */
    public Benchmark benchmark(Job ingest) {
        return benchmark(ingest, NeuronSelection.all());
    }

    /** Defines a benchmark on some of the neurons of the small recording. */
    public Benchmark benchmark(Job ingest, NeuronSelection neurons) {
        return benchmark(ingest, SmallRecording.SPLIT, neurons);
    }

    /** Defines a benchmark on a validated dataset. */
    public Benchmark benchmark(Job ingest, BenchmarkSplit split, NeuronSelection neurons) {
        Dataset dataset = dataset(ingest);
        String name = dataset.reference().name() + "-board";
        return part(BenchmarkRepository.class)
                .save(new Benchmark(
                        new VersionedName(name, part(BenchmarkRepository.class).highestVersion(name) + 1),
                        dataset,
                        new BenchmarkDefinition(
                                split,
                                Smoothing.HANNING_21MS_PEAK_ONE,
                                neurons,
                                Optional.empty(),
                                RankingMetric.CC_NORM,
                                ""),
                        dataset.shape().orElseThrow().neurons().size(),
                        account,
                        now()));
    }

    /** Asks for a fit; what the two JSON objects leave out is the catalogue's. */
    public Job fit(Benchmark benchmark, String model, String training, long seed) {
        return fit(benchmark, model, training, seed, Units.POPULATION, List.of());
    }

    /** Asks for a fit of some neurons; none named: all. */
    public Job fit(Benchmark benchmark, String model, String training, long seed, Units units, List<Integer> neurons) {
        return part(JobLedger.class)
                .submit(Job.fit(spec(benchmark, model, training, seed, units, neurons), benchmark, account, now()));
    }

    /** What a fit is asked for with. */
    public JobSpec.Fit spec(
            Benchmark benchmark, String model, String training, long seed, Units units, List<Integer> neurons) {
        JsonNode modelRequest = RegistryJson.mapper().readTree(model);
        Optional<JsonNode> trainingRequest =
                Optional.of(training).filter(text -> !text.isEmpty()).map(RegistryJson.mapper()::readTree);
        FitSpecification.Outcome outcome = FitSpecification.complete(
                modelRequest, trainingRequest, benchmark.dataset().shape().orElseThrow());
        FitSpecification specification = outcome.specification()
                .orElseThrow(() -> new AssertionError(outcome.problems().toString()));
        return spec(benchmark, specification, seed, units, neurons);
    }

    /** Asks for a fit whose specification nobody checked. */
    public Job fit(Benchmark benchmark, FitSpecification specification, long seed) {
        return part(JobLedger.class)
                .submit(Job.fit(
                        spec(benchmark, specification, seed, Units.POPULATION, List.of()), benchmark, account, now()));
    }

    private static JobSpec.Fit spec(
            Benchmark benchmark, FitSpecification specification, long seed, Units units, List<Integer> neurons) {
        return new JobSpec.Fit(
                benchmark.id(),
                benchmark.reference(),
                specification.model().kind() + "-of-the-lab",
                specification.model(),
                specification.training(),
                seed,
                units,
                neurons);
    }

    /** Asks for fits that differ by seed alone, and their ensemble. */
    public Sweep sweep(Benchmark benchmark, List<JobSpec.Fit> fits) {
        return sweep(benchmark, fits, true, Optional.empty());
    }

    /** Asks for fits that differ by seed alone, of which the weak end early. */
    public Sweep sweep(Benchmark benchmark, List<JobSpec.Fit> fits, Optional<Halving> halving) {
        return sweep(benchmark, fits, false, halving);
    }

    private Sweep sweep(Benchmark benchmark, List<JobSpec.Fit> fits, boolean ensemble, Optional<Halving> halving) {
        return part(SweepLedger.class)
                .submit(
                        new SweepPlan(
                                List.of(benchmark),
                                fits.get(0).modelName(),
                                List.of("seed"),
                                ensemble,
                                halving,
                                Visibility.PUBLIC,
                                0,
                                JobDevice.ANY,
                                fits.stream().map(fit -> new SweepPlan.Planned(benchmark, fit))),
                        account);
    }

    /** Sends stimuli that a model is to predict. */
    public Job predict(ModelVersion version, byte[] stimuli, StimulusFormat format) {
        JobSpec.Predict spec = new JobSpec.Predict(
                version.id(),
                version.reference(),
                upload(stimuli),
                format,
                version.benchmark().dataset().form().frontEnd());
        return part(TransactionTemplate.class).execute(status -> {
            Job job = part(JobLedger.class)
                    .submit(Job.predict(spec, version.benchmark(), stimuli.length, account, now()));
            part(AskedPredictionRegistry.class).insert(job, spec);
            return job;
        });
    }

    private String upload(byte[] content) {
        String sha256 = Sha256.hex(Sha256.of(content));
        ObjectKey key = ObjectKey.ofContent(sha256);
        part(StoredObjectRepository.class).record(key, store(key, content), now());
        return sha256;
    }

    /** Sends predictions to be scored. */
    public Job submit(Benchmark benchmark, byte[] predictions, SubmissionFormat format) {
        String sha256 = upload(predictions);
        return part(JobLedger.class)
                .submit(Job.score(
                        new JobSpec.Score(
                                UUID.randomUUID(),
                                benchmark.id(),
                                benchmark.reference(),
                                "made-elsewhere",
                                sha256,
                                format,
                                Optional.of("https://example.org/made-elsewhere"),
                                Optional.of(12L)),
                        benchmark,
                        predictions.length,
                        account,
                        now()));
    }

    /** Asks for the ensemble of what some jobs made. */
    public Job ensemble(Benchmark benchmark, List<Job> fits) {
        JobSpec.Ensemble spec = new JobSpec.Ensemble(
                benchmark.id(),
                benchmark.reference(),
                "ensemble-of-the-lab",
                fits.stream().map(fit -> version(fit).reference()).toList());
        return part(JobLedger.class).submit(Job.ensemble(spec, benchmark, account, now()));
    }

    /** Asks for the fit of a model to be made again. */
    public Job reproduce(ModelVersion version) {
        JobSpec.Fit fit = (JobSpec.Fit) part(JobRepository.class)
                .findById(version.jobId())
                .orElseThrow()
                .spec();
        return part(JobLedger.class)
                .submit(Job.reproduce(
                        new JobSpec.Reproduce(version.id(), version.reference(), fit),
                        version.benchmark(),
                        account,
                        now()));
    }

    /** What a job made. */
    public ModelVersion version(Job job) {
        return part(ModelVersionRepository.class).findByJobId(job.id()).orElseThrow();
    }

    /**
     * Asks for features of the model that a fit made; what the settings leave out is the catalogue's.
     *
     * @param neurons indices in the dataset
     * @param settings a JSON object
     */
    public Job feature(Job fit, String kind, List<Integer> neurons, String settings) {
        return feature(fit, kind, neurons, false, settings, Optional.empty());
    }

    /** See {@link #feature}, with everything that can be said. */
    public Job feature(
            Job fit,
            String kind,
            List<Integer> neurons,
            boolean population,
            String settings,
            Optional<JobSpec.Counterpart> counterpart) {
        ModelVersion model =
                part(ModelVersionRepository.class).findByJobId(fit.id()).orElseThrow();
        FeatureSpecification.Outcome outcome = FeatureSpecification.complete(
                Optional.of(kind),
                Optional.of(RegistryJson.mapper().readTree(settings)),
                model.asked(),
                model.benchmark().dataset().shape().orElseThrow());
        Specification specification = outcome.specification()
                .orElseThrow(() -> new AssertionError(outcome.problems().toString()));
        return part(JobLedger.class)
                .submit(Job.feature(
                        new JobSpec.Feature(
                                model.id(), model.reference(), specification, neurons, population, 1, counterpart),
                        model.benchmark(),
                        account,
                        now()));
    }

    /** Waits until a feature job has stored some features. */
    public void awaitDone(Job job, int features) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> job(job.id())
                        .progress()
                        .filter(progress -> progress.path("done").intValue() >= features)
                        .isPresent());
    }

    /** What a feature job has made so far. */
    public List<Feature> features(Job job) {
        return part(FeatureRegistry.class).made(job.id());
    }

    /** A stored object. */
    public byte[] content(StoredObject object) {
        try {
            return VerifiedRead.bytes(part(ObjectStore.class), object);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A job as it is now. */
    public Job job(UUID id) {
        return part(JobRepository.class).findById(id).orElseThrow();
    }

    /** Waits until a job has ended. */
    public Job awaitEnd(Job job) {
        return awaitEnd(job, PATIENCE);
    }

    /** Waits until a long job has ended. */
    public Job awaitLongEnd(Job job) {
        return awaitEnd(job, LONG_PATIENCE);
    }

    private Job awaitEnd(Job job, Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                // Some tests take the database away meanwhile.
                .ignoreExceptionsMatching(
                        failure -> failure instanceof DataAccessException || failure instanceof TransactionException)
                .until(() -> job(job.id()).state().isTerminal());
        return job(job.id());
    }

    /** Waits until a fit has said that it is past an epoch. */
    public void awaitEpoch(Job job, int epoch) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> job(job.id())
                        .progress()
                        .filter(progress -> progress.path("epoch").intValue() >= epoch)
                        .isPresent());
    }

    /** Waits until a job has said that it does something. */
    public void awaitPhase(Job job, String phase) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> job(job.id())
                        .progress()
                        .filter(progress -> progress.path("phase").asString("").equals(phase))
                        .isPresent());
    }

    /** Hash of the weights that a fit registered. */
    public String weights(Job fit) {
        return version(fit).weights().orElseThrow().content().sha256();
    }

    /** What happened to a job. */
    public List<JobEvent> events(Job job) {
        return part(JobLedger.class).events(job.id(), 0, 100_000);
    }

    /** Rows of a table. */
    public int rows(String table) {
        return part(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    /** Waits until nothing is queued any more. */
    public void awaitEmptyQueue() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> rows("scheduled_tasks") + rows("job where state = 'QUEUED'") == 0);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        stopWorkers();
        desk.close();
        deleteStore();
    }

    private void deleteStore() {
        try (var files = Files.walk(storeFolder)) {
            Path[] deepestFirst = files.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
            for (Path file : Arrays.asList(deepestFirst)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

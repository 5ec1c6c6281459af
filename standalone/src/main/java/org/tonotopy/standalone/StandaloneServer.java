package org.tonotopy.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tonotopy.api.ApiApplication;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.EmbeddedPostgres;
import org.tonotopy.postgres.EmbeddedPostgresException;
import org.tonotopy.postgres.FolderLock;
import org.tonotopy.postgres.PostgresSettings;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.WorkerApplication;

/** PostgreSQL, the API and one worker, running in this process on one data folder. */
public final class StandaloneServer implements Closeable {
    /** Where {@code logback.xml} writes; read at the first use of a logger. */
    private static final String LOG_FOLDER = "tonotopy.log.folder";

    private static final String LOOPBACK = "127.0.0.1";

    /** What has been started, to be stopped in the opposite order. */
    private final Deque<Closeable> parts = new ConcurrentLinkedDeque<>();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final DataFolder folder;
    private final Logger log;
    private int port;

    private StandaloneServer(DataFolder folder) {
        this.folder = folder;
        System.setProperty(LOG_FOLDER, folder.logs().toString());
        this.log = LoggerFactory.getLogger(StandaloneServer.class);
    }

    /**
     * Starts everything and returns once requests are answered. The server stops with the JVM.
     *
     * @param requestedPort on 127.0.0.1; 0 takes a free one
     * @throws StandaloneException with a sentence for people: already running, port taken, database not startable
     */
    public static StandaloneServer start(DataFolder folder, int requestedPort) {
        folder.create();
        TemporaryFiles.claimFolder();
        StandaloneServer server = new StandaloneServer(folder);
        Thread hook = new Thread(server::close, "tonotopy-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            server.startParts(requestedPort);
            return server;
        } catch (IOException failure) {
            server.close();
            throw new StandaloneException(
                    "The server could not be started on " + folder.root() + ": " + failure, failure);
        } catch (EmbeddedPostgresException failure) {
            server.close();
            throw new StandaloneException(String.valueOf(failure.getMessage()), failure);
        } catch (StandaloneException failure) {
            server.close();
            throw failure;
        } catch (RuntimeException failure) {
            server.log.error("The server could not be started", failure);
            server.close();
            throw new StandaloneException(
                    "The server could not be started: " + rootCause(failure) + " The log in " + folder.logs()
                            + " says more.",
                    failure);
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage()).strip();
        // A single word, such as the name of a missing class, needs to be told what it is about.
        String message = said.contains(" ") ? said : cause.toString();
        return message.endsWith(".") ? message : message + ".";
    }

    private void startParts(int requestedPort) throws IOException {
        parts.push(FolderLock.tryTake(folder.serverLock()).orElseThrow(this::alreadyRunning));
        requireFreePort(requestedPort);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(PostgresSettings.of(folder.postgres()).withoutShutdownHook());
        parts.push(postgres);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.user());
        dataSource.setPassword(postgres.password());
        new SchemaMigrator(dataSource).migrate();

        Map<String, Object> settings = settings(postgres);
        Map<String, Object> apiSettings = new HashMap<>(settings);
        apiSettings.put("SERVER_ADDRESS", LOOPBACK);
        apiSettings.put("SERVER_PORT", requestedPort);
        ConfigurableApplicationContext api = context(ApiApplication.builder(), WebApplicationType.SERVLET, apiSettings);
        port = api.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        context(WorkerApplication.builder(), WebApplicationType.NONE, settings);

        RunningServer running = new RunningServer(ProcessHandle.current().pid(), port, Instant.now());
        parts.push(() -> Files.deleteIfExists(folder.runningServer()));
        running.publish(folder);
        log.info("Serving {} from {}", address(), folder.root());
    }

    private StandaloneException alreadyRunning() {
        return RunningServer.find(folder)
                .map(running -> new StandaloneException("Tonotopy is already running on " + folder.root() + ": "
                        + running.address() + " (process " + running.pid() + ")."))
                .orElseGet(() -> new StandaloneException(
                        "Another process has just stopped on " + folder.root() + ". Try again in a moment."));
    }

    private static void requireFreePort(int port) throws IOException {
        if (port == 0) {
            return;
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            free.setReuseAddress(true);
        } catch (BindException taken) {
            throw new StandaloneException(
                    "Port " + port + " on " + LOOPBACK
                            + " is taken by another program. Choose another one with --port, or --port 0 for any.",
                    taken);
        }
    }

    /** The names are those of the environment variables that the services read when they run by themselves. */
    private Map<String, Object> settings(EmbeddedPostgres postgres) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("TONOTOPY_DATABASE_URL", postgres.jdbcUrl());
        settings.put("TONOTOPY_DATABASE_USER", postgres.user());
        settings.put("TONOTOPY_DATABASE_PASSWORD", postgres.password());
        settings.put("TONOTOPY_STORE_FOLDER", folder.objects().toString());
        // The same after each start: what the worker of a killed server held goes on at once.
        settings.put("TONOTOPY_WORKER_NAME", "standalone");
        settings.put("TONOTOPY_ADMIN_TOKEN_FILE", folder.adminToken().toString());
        // A browser opens the board without a token, but only as this machine's own server.
        settings.put("TONOTOPY_ANONYMOUS_ROLE", "VIEWER");
        settings.put("TONOTOPY_HOSTS", "127.0.0.1,localhost");
        settings.put("spring.main.banner-mode", "off");
        return settings;
    }

    private ConfigurableApplicationContext context(
            SpringApplicationBuilder application, WebApplicationType type, Map<String, Object> settings) {
        ConfigurableApplicationContext context = application
                .web(type)
                // The parts are stopped in the right order by this class.
                .registerShutdownHook(false)
                .properties(settings)
                .run();
        parts.push(context);
        return context;
    }

    public DataFolder folder() {
        return folder;
    }

    /** Where the pages and the API are. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + port + "/");
    }

    /** Waits until the server is stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public synchronized void close() {
        for (Closeable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (IOException | RuntimeException failure) {
                log.warn("Stopping went on after a failure", failure);
            }
        }
        stopped.countDown();
    }
}

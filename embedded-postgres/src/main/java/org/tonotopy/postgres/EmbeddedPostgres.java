package org.tonotopy.postgres;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL server that belongs to this JVM and ends with it, even when the JVM is killed. It listens on
 * 127.0.0.1 only, asks everybody for a password (SCRAM-SHA-256) and keeps its data in one folder:
 *
 * <pre>
 * server/              PostgreSQL's own files, owned by the account that runs it; its logs in server/log
 * password             of the role {@value #USER}, who owns the database {@value #DATABASE}
 * superuser-password   of the role {@value #SUPERUSER}
 * in-use.lock          locked while a server runs
 * </pre>
 */
public final class EmbeddedPostgres implements Closeable {
    /** The role that programs use; it is no superuser. */
    public static final String USER = "tonotopy";

    /** The database that {@link #USER} owns. */
    public static final String DATABASE = "tonotopy";

    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS = 5;
    private static final int LOG_LINES_SHOWN = 8;

    private final PostgresSettings settings;
    private final Path folder;
    private final FolderLock lock;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private @Nullable Process supervisor;
    private @Nullable Thread shutdownHook;
    private int port;

    private EmbeddedPostgres(
            PostgresSettings settings, Path folder, FolderLock lock, PostgresBinaries binaries, ServerAccount account) {
        this.settings = settings;
        this.folder = folder;
        this.lock = lock;
        this.binaries = binaries;
        this.account = account;
    }

    /**
     * Starts a server on the data folder, initialising it first where it is new, and returns once it answers.
     *
     * @throws EmbeddedPostgresException with a sentence for people: the folder is in use, holds another major version,
     *     the port is taken, the server does not come up
     */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        Path folder = settings.dataFolder().toAbsolutePath().normalize();
        try {
            createFolder(folder);
            FolderLock lock = FolderLock.tryTake(folder.resolve("in-use.lock"))
                    .orElseThrow(() -> new EmbeddedPostgresException("The data folder " + folder
                            + " is already in use by another running process. Stop that one first, or name another"
                            + " folder."));
            try {
                return startLocked(settings, folder, lock);
            } catch (IOException | InterruptedException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL could not be started on " + folder + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while PostgreSQL was starting", interrupted);
        }
    }

    private static EmbeddedPostgres startLocked(PostgresSettings settings, Path folder, FolderLock lock)
            throws IOException, InterruptedException {
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(settings.binariesFolder()
                .orElseGet(() -> BinariesCache.folder(folder))
                .toAbsolutePath());
        Path serverFolder = folder.resolve("server");
        ServerAccount account;
        if (Files.exists(serverFolder)) {
            requireSameMajorVersion(serverFolder, binaries);
            account = ServerAccount.forFolder(serverFolder, binaries);
        } else {
            account = initialise(folder, serverFolder, binaries);
        }
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings, folder, lock, binaries, account);
        if (settings.temporary()) {
            // Whoever runs the server deletes the folder after it.
            account.own(folder);
        }
        postgres.stopWhatWasLeftBehind();
        postgres.launch();
        return postgres;
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            // The account that runs the server passes through; only the owner lists.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static void requireSameMajorVersion(Path serverFolder, PostgresBinaries binaries) throws IOException {
        String found = Files.readString(serverFolder.resolve("PG_VERSION"), StandardCharsets.US_ASCII)
                .strip();
        if (!found.equals(binaries.majorVersion())) {
            throw new EmbeddedPostgresException("The data in " + serverFolder + " was made by PostgreSQL " + found
                    + ", this program brings PostgreSQL " + binaries.majorVersion()
                    + ". Upgrade the data with pg_upgrade or pg_dump, use the version of this program that made it, or"
                    + " name another folder.");
        }
    }

    /** Builds a whole server folder beside its place and moves it there: a crash leaves nothing that looks complete. */
    private static ServerAccount initialise(Path folder, Path serverFolder, PostgresBinaries binaries)
            throws IOException, InterruptedException {
        Path unfinished = folder.resolve("server.unfinished");
        Path passwordForInitdb = folder.resolve("initdb-password");
        new FileTree(unfinished).deleteIfExists();
        Files.createDirectory(unfinished);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        ServerAccount account = ServerAccount.forFolder(unfinished, binaries);
        String password = new SecretFile(folder.resolve("password")).readOrCreate();
        String superuserPassword = new SecretFile(folder.resolve("superuser-password")).readOrCreate();
        try {
            Files.deleteIfExists(passwordForInitdb);
            Files.createFile(
                    passwordForInitdb,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordForInitdb, superuserPassword, StandardCharsets.US_ASCII);
            account.own(passwordForInitdb);
            // The built-in locale sorts the same on every system, with UTF-8 and without a library of the platform.
            require(ChildProcess.run(
                    account.command(List.of(
                            binaries.initdb().toString(),
                            "--pgdata=" + unfinished,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordForInitdb,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C")),
                    ""));
        } finally {
            Files.deleteIfExists(passwordForInitdb);
        }
        require(ChildProcess.run(
                account.command(List.of(
                        binaries.postgres().toString(),
                        "--single",
                        "-D",
                        unfinished.toString(),
                        "-c",
                        "exit_on_error=true",
                        "postgres")),
                "CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'\nCREATE DATABASE " + DATABASE + " OWNER "
                        + USER + "\n"));
        Files.move(unfinished, serverFolder, StandardCopyOption.ATOMIC_MOVE);
        return account;
    }

    private static void require(ChildProcess.Outcome outcome) {
        if (!outcome.succeeded()) {
            throw new EmbeddedPostgresException("PostgreSQL's data folder could not be initialised (exit code "
                    + outcome.exitCode() + "): " + outcome.output().strip());
        }
    }

    /**
     * A server of this folder can still be alive when the JVM before this one was killed together with its supervisor,
     * and is stopped. A process number that now belongs to another program is cleared away, because PostgreSQL itself
     * would take that program for a server. Where nothing lives, PostgreSQL clears the file itself, after it has made
     * sure that no process of the old server still uses its memory.
     */
    private void stopWhatWasLeftBehind() throws IOException, InterruptedException {
        PostmasterFile postmaster = new PostmasterFile(serverFolder());
        Optional<ProcessHandle> living = postmaster.livingProcess();
        if (living.isEmpty()) {
            return;
        }
        if (!postmaster.isServerOfThisFolder(living.get())) {
            log.info("Clearing a stale postmaster.pid in {}", serverFolder());
            postmaster.delete();
            return;
        }
        log.info("Stopping a PostgreSQL server that an earlier process left running on {}", serverFolder());
        ChildProcess.Outcome stopped = ChildProcess.run(
                account.command(List.of(
                        binaries.pgCtl().toString(),
                        "stop",
                        "-s",
                        "-w",
                        "-m",
                        "fast",
                        "-D",
                        serverFolder().toString())),
                "");
        // Its own supervisor may have been faster: what counts is that it is gone.
        if (!stopped.succeeded() && living.get().isAlive()) {
            throw new EmbeddedPostgresException(
                    "A PostgreSQL server (process " + living.get().pid()
                            + ") still runs on " + serverFolder() + " and did not stop: "
                            + stopped.output().strip());
        }
    }

    private void launch() throws IOException, InterruptedException {
        requireFreePort();
        for (int attempt = 1; ; attempt++) {
            port = settings.port() == 0 ? freePort() : settings.port();
            Process process = new ProcessBuilder(account.command(List.of(
                            "/bin/sh",
                            "-c",
                            supervisorScript(),
                            "sh",
                            binaries.pgCtl().toString(),
                            serverFolder().toString(),
                            serverOptions(),
                            Long.toString(settings.timeout().toSeconds()),
                            settings.temporary() ? folder.toString() : "")))
                    .redirectErrorStream(true)
                    .start();
            supervisor = process;
            StringBuilder failureOutput = new StringBuilder();
            if (saysStarted(process, failureOutput)) {
                if (settings.stopsInShutdownHook()) {
                    Thread hook = new Thread(this::stop, "embedded-postgres-stop");
                    Runtime.getRuntime().addShutdownHook(hook);
                    shutdownHook = hook;
                }
                return;
            }
            String failure = failureOutput + startupLog() + lastLogLines();
            process.getOutputStream().close();
            process.waitFor();
            // Somebody may take the free port before the server does; dying children of a killed server need a moment.
            if (attempt == ATTEMPTS) {
                throw new EmbeddedPostgresException(
                        "PostgreSQL did not start on " + serverFolder() + ": " + failure.strip());
            }
        }
    }

    /** Reads what the supervisor says up to its word that the server answers, or to its end. */
    private static boolean saysStarted(Process process, StringBuilder failureOutput) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("started")) {
                return true;
            }
            failureOutput.append(line).append('\n');
        }
        return false;
    }

    private String serverOptions() {
        return String.join(
                " ",
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c max_connections=" + settings.maxConnections(),
                "-c shared_buffers=" + settings.sharedBuffersMebibytes() + "MB",
                "-c password_encryption=scram-sha-256",
                "-c timezone=UTC",
                "-c log_timezone=UTC",
                // Seven files, one for each day of the week: logs that never need tidying.
                "-c logging_collector=on",
                "-c log_filename=postgresql-%a.log",
                "-c log_truncate_on_rotation=on",
                settings.temporary()
                        ? "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                        : "-c fsync=on");
    }

    private String startupLog() throws IOException {
        Path startup = serverFolder().resolve("startup.log");
        return Files.exists(startup) ? Files.readString(startup, StandardCharsets.UTF_8) : "";
    }

    /** PostgreSQL starts its log before it takes its port, so the reason for a failed start may be there. */
    private String lastLogLines() throws IOException {
        Path logFolder = serverFolder().resolve("log");
        if (Files.notExists(logFolder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(logFolder)) {
            Optional<Path> newest =
                    files.max(Comparator.comparing(file -> file.toFile().lastModified()));
            if (newest.isEmpty()) {
                return "";
            }
            List<String> lines = Files.readAllLines(newest.get(), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        }
    }

    private void requireFreePort() throws IOException {
        if (settings.port() == 0) {
            return;
        }
        try (ServerSocket free = new ServerSocket(settings.port(), 1, InetAddress.getByName("127.0.0.1"))) {
            log.debug("Port {} is free", free.getLocalPort());
        } catch (BindException taken) {
            throw new EmbeddedPostgresException(
                    "Port " + settings.port()
                            + " on 127.0.0.1 is taken by another program. Choose another one, or 0 for"
                            + " any free port.",
                    taken);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String supervisorScript() throws IOException {
        try (InputStream script = Objects.requireNonNull(EmbeddedPostgres.class.getResourceAsStream("supervise.sh"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path serverFolder() {
        return folder.resolve("server");
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The address of the database {@value #DATABASE} for JDBC, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return secret("password");
    }

    String superuserPassword() {
        return secret("superuser-password");
    }

    private String secret(String file) {
        try {
            return new SecretFile(folder.resolve(file)).read();
        } catch (IOException unreadable) {
            throw new EmbeddedPostgresException("Cannot read " + folder.resolve(file) + ": " + unreadable, unreadable);
        }
    }

    /** Stops the server in PostgreSQL's fast mode: open transactions are rolled back, the data is left clean. */
    @Override
    public void close() {
        if (shutdownHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException shuttingDown) {
                // The hook then runs as well, and finds nothing left to do.
            }
            shutdownHook = null;
        }
        stop();
    }

    private synchronized void stop() {
        Process process = supervisor;
        if (process == null) {
            return;
        }
        supervisor = null;
        try (lock) {
            process.getOutputStream().close();
            // Twice, because the supervisor follows a fast stop that fails with an immediate one.
            if (!process.waitFor(2 * settings.timeout().toSeconds(), TimeUnit.SECONDS)) {
                log.warn("PostgreSQL on {} did not stop within {}", serverFolder(), settings.timeout());
            }
        } catch (IOException failure) {
            log.warn("PostgreSQL on {} may still be stopping: {}", serverFolder(), failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

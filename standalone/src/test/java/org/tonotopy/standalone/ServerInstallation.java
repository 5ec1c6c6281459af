package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;

/** The services as processes of their own, as on a server: they share a migrated database and a folder, no more. */
public final class ServerInstallation {
    private final Path tokenFile;
    private final Map<String, String> environment;
    private final int apiPort = freePort();
    private final int workerPort = freePort();

    /**
     * An installation, nothing of which runs yet.
     *
     * @param folder an empty folder
     */
    public ServerInstallation(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /**
     * An installation, nothing of which runs yet.
     *
     * @param folder an empty folder
     * @param settings those that are not as usual
     */
    public ServerInstallation(Path folder, Map<String, String> settings) throws IOException {
        this(folder, TestPostgres.createDatabase(), settings);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(environment.get("TONOTOPY_DATABASE_URL"));
        dataSource.setUser(environment.get("TONOTOPY_DATABASE_USER"));
        dataSource.setPassword(environment.get("TONOTOPY_DATABASE_PASSWORD"));
        assertThat(new SchemaMigrator(dataSource).migrate()).isPositive();
    }

    private ServerInstallation(Path folder, TestDatabase database, Map<String, String> settings) {
        tokenFile = folder.resolve("admin-token");
        Map<String, String> all = new HashMap<>(Map.of(
                "TONOTOPY_DATABASE_URL", database.jdbcUrl(),
                "TONOTOPY_DATABASE_USER", database.user(),
                "TONOTOPY_DATABASE_PASSWORD", database.password(),
                "TONOTOPY_ADMIN_TOKEN_FILE", tokenFile.toString(),
                "TONOTOPY_LOG_FORMAT", "logstash"));
        if (!settings.containsKey("TONOTOPY_STORE_BUCKET")) {
            all.put("TONOTOPY_STORE_FOLDER", folder.resolve("objects").toString());
        }
        all.putAll(settings);
        environment = Map.copyOf(all);
    }

    /**
     * An installation into which the data of another one is restored: its database has no tables, and its first admin is
     * the other's.
     *
     * @param folder an empty folder
     * @param settings those that are not as usual
     */
    public static ServerInstallation toBeRestored(Path folder, String token, Map<String, String> settings)
            throws IOException {
        ServerInstallation installation = new ServerInstallation(folder, TestPostgres.createDatabase(), settings);
        Files.writeString(installation.tokenFile, token);
        return installation;
    }

    /** The settings that all its processes share. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The API, once it answers and its first token is made. */
    public ChildJvm startApi() throws IOException, InterruptedException {
        boolean first = !Files.exists(tokenFile);
        ChildJvm api = ChildJvm.jar(executableJar("api-service"), environment, "-Dserver.port=" + apiPort);
        // The token is made after the port is open: its line is the last of a first start.
        assertThat(api.awaitLine(line -> line.contains(first ? "shown this once" : "Started ")))
                .as(api::output)
                .isPresent();
        return api;
    }

    /** A worker, once it takes jobs. */
    public ChildJvm startWorker() throws IOException, InterruptedException {
        ChildJvm worker = ChildJvm.jar(executableJar("training-worker"), environment, "-Dserver.port=" + workerPort);
        assertThat(worker.awaitLine(line -> line.contains("Started ")))
                .as(worker::output)
                .isPresent();
        return worker;
    }

    /** Root address of the API. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + apiPort + "/");
    }

    /** Root address of the worker's health. */
    public URI worker() {
        return URI.create("http://127.0.0.1:" + workerPort + "/");
    }

    /** The admin's token. */
    public String token() throws IOException {
        return Files.readString(tokenFile).strip();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path executableJar(String module) throws IOException {
        Path folder = Path.of("..", module, "target");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .toList();
            assertThat(jars)
                    .as("executable jar in " + folder + "; build the module first")
                    .hasSize(1);
            return jars.get(0);
        }
    }
}

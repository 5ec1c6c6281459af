package org.tonotopy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    private Path temporary;

    @Test
    void dataOutlivesTheServer() throws Exception {
        Path folder = temporary.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            execute(server, "create table neuron (name text)");
            execute(server, "insert into neuron values ('ARM024b-47-1')");
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show server_version")).startsWith("18.");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(query(server, "select name from neuron")).isEqualTo("ARM024b-47-1");
        }
    }

    @Test
    void theServerNeverRunsAsRoot() throws Exception {
        assumeThat(new UnixSystem().getUid()).as("needs root").isZero();
        Path open = Files.createTempDirectory("tonotopy-open-");
        try {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(open.resolve("data")))) {
                assertThat(query(server, "select 1")).isEqualTo("1");
                assertThat(realUserOfServer(open.resolve("data")))
                        .as("reachable by nobody")
                        .isNotZero();
            }
            // Closed to every other user, as a checkout below /root is.
            Path closed = temporary.resolve("closed");
            Files.createDirectory(
                    closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(closed.resolve("data")))) {
                assertThat(query(server, "select 1")).isEqualTo("1");
                assertThat(capabilitiesOfServer(closed.resolve("data"))).isEqualTo("0000000000000000");
            }
        } finally {
            new FileTree(open).deleteIfExists();
        }
    }

    @Test
    void dataMovedToAPlaceThatNobodyReachesStaysUsable() throws Exception {
        assumeThat(new UnixSystem().getUid()).as("needs root").isZero();
        Path open = Files.createTempDirectory("tonotopy-open-");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path folder = open.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            execute(server, "create table kept ()");
        }
        Path moved = temporary.resolve("moved");
        Files.move(folder, moved);
        Files.delete(open);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(moved))) {
            assertThat(query(server, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void passwordsAreRandomPrivateAndAsked() throws Exception {
        Path one = temporary.resolve("one");
        Path two = temporary.resolve("two");
        try (EmbeddedPostgres first = EmbeddedPostgres.start(PostgresSettings.of(one));
                EmbeddedPostgres second = EmbeddedPostgres.start(PostgresSettings.of(two))) {
            assertThat(first.password()).hasSize(32).isNotEqualTo(second.password());
            assertThat(first.password()).isNotEqualTo(first.superuserPassword());
            for (String file : List.of("password", "superuser-password")) {
                assertThat(Files.getPosixFilePermissions(one.resolve(file)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThatThrownBy(() -> DriverManager.getConnection(first.jdbcUrl(), first.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(query(first, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(querySuperuser(first, "select left(rolpassword, 13) from pg_authid where rolname = 'tonotopy'"))
                    .isEqualTo("SCRAM-SHA-256");
            try (Stream<Path> files = Files.list(one)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("server", "password", "superuser-password", "in-use.lock");
            }
        }
    }

    @Test
    void onlyTheLoopbackAddressIsServed() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(temporary.resolve("data")))) {
            assertThat(accepts(InetAddress.getByName("127.0.0.1"), server.port()))
                    .isTrue();
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            assertThat(others).noneMatch(address -> accepts(address, server.port()));
        }
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedWithASentence() {
        Path folder = temporary.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(PostgresSettings.of(folder)))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("already in use by another running process")
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedAndLeftAlone() throws Exception {
        Path folder = temporary.resolve("data");
        EmbeddedPostgres.start(PostgresSettings.of(folder)).close();
        Files.writeString(folder.resolve("server/PG_VERSION"), "16\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(PostgresSettings.of(folder)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("PostgreSQL 16")
                .hasMessageContaining("PostgreSQL 18");
        Files.writeString(folder.resolve("server/PG_VERSION"), "18\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PostgresSettings settings =
                    PostgresSettings.of(temporary.resolve("data")).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void anInitialisationThatWasCutOffStartsAgain() throws Exception {
        Path folder = temporary.resolve("data");
        Files.createDirectories(folder.resolve("server.unfinished/base"));
        Files.writeString(folder.resolve("server.unfinished/PG_VERSION"), "18\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(query(server, "select 1")).isEqualTo("1");
            assertThat(folder.resolve("server.unfinished")).doesNotExist();
        }
    }

    @Test
    void aProcessNumberThatNowBelongsToAnotherProgramDoesNotStopAStart() throws Exception {
        Path folder = temporary.resolve("data");
        EmbeddedPostgres.start(PostgresSettings.of(folder)).close();
        Files.writeString(
                folder.resolve("server/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("server") + "\n0\n5432\n\n127.0.0.1\n\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void theServerEndsWithAJvmThatExits() throws Exception {
        Path folder = temporary.resolve("data");
        Process holder = startHolder(folder);
        ProcessHandle postmaster = postmaster(folder);
        holder.getOutputStream().close();
        assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
        postmaster.onExit().get(60, TimeUnit.SECONDS);
        assertThat(folder.resolve("server/postmaster.pid")).doesNotExist();
    }

    @Test
    void theServerEndsWithAJvmThatIsKilled() throws Exception {
        Path folder = temporary.resolve("data");
        Process holder = startHolder(folder);
        ProcessHandle postmaster = postmaster(folder);
        holder.destroyForcibly();
        postmaster.onExit().get(60, TimeUnit.SECONDS);
        assertThat(folder.resolve("server/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerLeftByAKilledJvmAndSupervisorIsStoppedByTheNextStart() throws Exception {
        Path folder = temporary.resolve("data");
        Process holder = startHolder(folder);
        ProcessHandle orphan = postmaster(folder);
        List<ProcessHandle> supervisors = holder.descendants()
                .filter(process -> process.pid() != orphan.pid())
                .filter(process -> orphan.parent().filter(process::equals).isEmpty())
                .toList();
        supervisors.forEach(ProcessHandle::destroyForcibly);
        holder.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            orphan.onExit().get(60, TimeUnit.SECONDS);
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aKilledServerRecoversWhatWasCommitted() throws Exception {
        Path folder = temporary.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            execute(server, "create table spike (count int)");
            execute(server, "insert into spike values (7)");
            ProcessHandle postmaster = postmaster(folder);
            postmaster.destroyForcibly();
            postmaster.onExit().get(60, TimeUnit.SECONDS);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(folder))) {
            assertThat(query(server, "select count from spike")).isEqualTo("7");
        }
    }

    @Test
    void aTemporaryServerLeavesNothingBehind() throws Exception {
        Path folder = temporary.resolve("data");
        EmbeddedPostgres server =
                EmbeddedPostgres.start(PostgresSettings.of(folder).asTemporary());
        assertThat(query(server, "show fsync")).isEqualTo("off");
        server.close();
        assertThat(folder).doesNotExist();
    }

    @Test
    void everyTestDatabaseIsEmptyAndItsOwn() throws Exception {
        TestDatabase one = TestPostgres.createDatabase();
        TestDatabase two = TestPostgres.createDatabase();
        try (Connection connection = DriverManager.getConnection(one.jdbcUrl(), one.user(), one.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table only_in_one ()");
        }
        try (Connection connection = DriverManager.getConnection(two.jdbcUrl(), two.user(), two.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select to_regclass('only_in_one')")) {
            rows.next();
            assertThat(rows.getString(1)).isNull();
        }
    }

    @Test
    void processesThatStartTogetherUnpackTheProgramsOnce() throws Exception {
        Path binaries = temporary.resolve("binaries");
        List<Process> holders = List.of(
                launchHolder(temporary.resolve("one"), binaries), launchHolder(temporary.resolve("two"), binaries));
        for (Process holder : holders) {
            awaitPort(holder);
            holder.getOutputStream().close();
            assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        try (Stream<Path> files = Files.list(binaries)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .contains("unpack.lock")
                    .noneMatch(name -> name.endsWith(".unfinished"));
        }
    }

    private static Process startHolder(Path folder) throws IOException {
        Process holder = launchHolder(folder);
        awaitPort(holder);
        return holder;
    }

    private static void awaitPort(Process holder) throws IOException {
        BufferedReader output = holder.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).startsWith("port ");
    }

    private static Process launchHolder(Path... folders) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerHolder.class.getName()));
        Stream.of(folders).map(Path::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle postmaster(Path folder) throws IOException {
        PostmasterFile file = new PostmasterFile(folder.resolve("server"));
        ProcessHandle process = file.livingProcess().orElseThrow();
        assertThat(file.isServerOfThisFolder(process)).isTrue();
        return process;
    }

    private static int realUserOfServer(Path folder) throws IOException {
        return (Integer) Files.getAttribute(
                Path.of("/proc", Long.toString(postmaster(folder).pid())), "unix:uid");
    }

    private static String capabilitiesOfServer(Path folder) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(postmaster(folder).pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> line.substring("CapEff:".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        return query(server.jdbcUrl(), server.user(), server.password(), sql);
    }

    private static String querySuperuser(EmbeddedPostgres server, String sql) throws SQLException {
        return query(server.jdbcUrl(), EmbeddedPostgres.SUPERUSER, server.superuserPassword(), sql);
    }

    private static String query(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

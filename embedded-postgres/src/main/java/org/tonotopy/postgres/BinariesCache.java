package org.tonotopy.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;

/** Where unpacked programs are kept between runs. */
final class BinariesCache {
    private BinariesCache() {}

    /** The user's cache folder. Root's own home is closed to the user that its server runs as, hence the other place. */
    static Path folder() {
        if (new UnixSystem().getUid() == 0) {
            return Path.of("/var/cache/tonotopy");
        }
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        Path userCache = cacheHome == null || cacheHome.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cacheHome);
        return userCache.resolve("tonotopy");
    }
}

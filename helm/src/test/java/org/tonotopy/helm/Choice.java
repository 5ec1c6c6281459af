package org.tonotopy.helm;

import java.nio.file.Path;
import java.util.Locale;

/** Values that people choose together. */
enum Choice {
    /** Nothing said: a trial. */
    DEFAULTS,
    /** All that can be turned on. */
    EVERYTHING,
    /** A lab with a database, a store and secrets of its own. */
    EXTERNAL,
    /** All that can be turned off. */
    LEAST;

    Path file() {
        return Path.of("src/test/resources/values", name().toLowerCase(Locale.ROOT) + ".yaml");
    }
}

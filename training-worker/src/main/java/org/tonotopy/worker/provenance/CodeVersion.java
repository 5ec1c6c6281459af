package org.tonotopy.worker.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version release and commit, for instance {@code 0.1.0+0123456789ab}
 * @param dirty whether the tree had uncommitted changes; true where nobody knows, because then nobody can vouch for it
 */
public record CodeVersion(String version, boolean dirty) {
    private static final String RESOURCE = "build.properties";
    private static final String UNKNOWN_COMMIT = "unknown";

    /** What the build wrote down. */
    public static CodeVersion ofThisProgram() {
        Properties build = new Properties();
        try (InputStream input = Objects.requireNonNull(
                CodeVersion.class.getResourceAsStream(RESOURCE), "the build wrote no " + RESOURCE)) {
            build.load(input);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return of(build);
    }

    static CodeVersion of(Properties build) {
        Optional<String> commit = filledIn(build, "commit");
        boolean clean = filledIn(build, "dirty").filter("false"::equals).isPresent();
        return new CodeVersion(
                filledIn(build, "version").orElse(UNKNOWN_COMMIT) + "+" + commit.orElse(UNKNOWN_COMMIT),
                commit.isEmpty() || !clean);
    }

    /** A placeholder is left as it was where the build did not know the value, as outside a Git repository. */
    private static Optional<String> filledIn(Properties build, String key) {
        return Optional.ofNullable(build.getProperty(key)).filter(value -> !value.isBlank() && !value.startsWith("${"));
    }
}

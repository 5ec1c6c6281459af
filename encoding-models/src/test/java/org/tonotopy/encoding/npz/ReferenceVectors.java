package org.tonotopy.encoding.npz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tonotopy.encoding.array.ArrayFileLimits;

/** Where tests find reference vectors and recordings: copies in the test resources, the rest in a shared folder. */
public final class ReferenceVectors {

    private ReferenceVectors() {}

    /** Vectors that travel with the project. */
    public static NpzArchive bundled(String name) throws IOException {
        try {
            return NpzArchive.open(
                    Path.of(ReferenceVectors.class
                            .getResource("/reference/" + name)
                            .toURI()),
                    ArrayFileLimits.standard());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file that does not travel with the project, where it is at hand. */
    public static Optional<Path> shared(String name) {
        String configured = System.getProperty("TONOTOPY_SHARED", System.getenv("TONOTOPY_SHARED"));
        Path folder = configured == null ? Path.of("..", "..", "shared") : Path.of(configured);
        return Optional.of(folder.resolve(name)).filter(Files::isReadable);
    }
}

package org.tonotopy.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, which every command understands. */
public final class DataFolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:TONOTOPY_DATA:-tonotopy-data}",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("tonotopy-data");

    /** The folder as named, which may not exist yet. */
    public DataFolder folder() {
        return new DataFolder(data);
    }
}

package org.tonotopy.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.tonotopy.standalone.StandaloneException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recording that the demo uploads.
 *
 * @param arrays the NPZ file
 * @param sha256 of that file
 * @param metadata the lab's JSON about it, sent as it is
 * @param datasetName under which it is kept
 * @param benchmarkName under which its benchmark is kept
 */
public record DemoRecording(Path arrays, String sha256, JsonNode metadata, String datasetName, String benchmarkName) {
    private static final String BUNDLED = "/demo/simulated";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Unpacks the recording that comes with the program.
     *
     * @param folder an existing folder for the file
     */
    public static DemoRecording bundled(Path folder) throws IOException {
        Path arrays = folder.resolve("simulated.npz");
        Files.copy(resource(BUNDLED + ".npz"), arrays, StandardCopyOption.REPLACE_EXISTING);
        JsonNode metadata;
        try (InputStream json = resource(BUNDLED + ".json")) {
            metadata = JSON.readTree(json);
        }
        return new DemoRecording(arrays, ContentHash.sha256(arrays), metadata, "simulated", "simulated-demo");
    }

    /**
     * Takes a recording from a file with its metadata beside it.
     *
     * @throws StandaloneException if a file is missing, or the metadata is no JSON object
     */
    public static DemoRecording of(Path arrays) throws IOException {
        String fileName = arrays.getFileName().toString();
        if (!fileName.endsWith(".npz")) {
            throw new StandaloneException("--recording is " + arrays + ": name an .npz file.");
        }
        String stem = fileName.substring(0, fileName.length() - ".npz".length());
        Path json = arrays.resolveSibling(stem + ".json");
        for (Path file : new Path[] {arrays, json}) {
            if (!Files.isReadable(file)) {
                throw new StandaloneException("Cannot read " + file
                        + ": a recording is an .npz file with a .json file of the same name beside it.");
            }
        }
        JsonNode metadata;
        try {
            metadata = JSON.readTree(Files.readString(json));
        } catch (JacksonException invalid) {
            throw new StandaloneException(json + " is not valid JSON: " + invalid.getOriginalMessage(), invalid);
        }
        String name = asName(metadata.path("name").asString(stem));
        return new DemoRecording(arrays, ContentHash.sha256(arrays), metadata, name, name + "-natural");
    }

    DemoRecording withBenchmarkName(String name) {
        return new DemoRecording(arrays, sha256, metadata, datasetName, name);
    }

    /** Names on the platform are lower-case letters, digits, dots and hyphens. */
    static String asName(String text) {
        String name =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return name.isEmpty() ? "recording" : name;
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(DemoRecording.class.getResourceAsStream(path), path);
    }
}

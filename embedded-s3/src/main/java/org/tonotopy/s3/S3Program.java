package org.tonotopy.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Serves a folder until the process is ended. The environment says how: {@code S3_FOLDER}, {@code S3_ADDRESS} (such as
 * {@code http://0.0.0.0:8333}), {@code S3_ACCESS_KEY} and {@code S3_SECRET_KEY}.
 */
public final class S3Program {
    private S3Program() {}

    /**
     * Runs the program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        URI address = URI.create(setting(environment, "S3_ADDRESS"));
        EmbeddedS3 server = EmbeddedS3.start(
                Path.of(setting(environment, "S3_FOLDER")),
                address,
                setting(environment, "S3_ACCESS_KEY"),
                setting(environment, "S3_SECRET_KEY"));
        System.out.println("S3 answers at " + server.address());
    }

    private static String setting(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("Set " + name + " in the environment");
        }
        return value;
    }
}

package org.tonotopy.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts a server, says where it is, and holds it until its own end, whichever way that comes. */
final class ServerHolder {
    private ServerHolder() {}

    /** Takes the data folder and, where wanted, the folder for the unpacked programs. */
    public static void main(String[] arguments) throws IOException {
        PostgresSettings settings = PostgresSettings.of(Path.of(arguments[0]));
        EmbeddedPostgres server = EmbeddedPostgres.start(
                arguments.length > 1 ? settings.withBinariesFolder(Path.of(arguments[1])) : settings);
        System.out.println("port " + server.port());
        // The test ends it by closing this pipe, or by a signal.
        int ignored = System.in.read();
        System.out.println("ending " + ignored);
    }
}

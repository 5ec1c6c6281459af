package org.tonotopy.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts a server, says where it is, and holds it until its own end, whichever way that comes. */
final class ServerHolder {
    private ServerHolder() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSettings.of(Path.of(arguments[0])));
        System.out.println("port " + server.port());
        // The test ends it by closing this pipe, or by a signal.
        int ignored = System.in.read();
        System.out.println("ending " + ignored);
    }
}
